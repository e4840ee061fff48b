import type { ReceiptFileType } from '../../../domain/receipt.ts';
import type { Picture } from './picture.ts';

/** How a picture has to be turned to stand upright, as EXIF numbers it (tag 274): 1 is upright, 3 is upside down. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const orientationTag = 274;
const exifMark = 0x45786966;

/** The orientation that a file states; 1 where it states none. HEIC turns by other means, which its decoder follows. */
export function orientationOf(bytes: Uint8Array, type: ReceiptFileType): Orientation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const start = exifStart(view, type);
    return start === null ? 1 : orientationAt(view, start);
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
}

/** Where the EXIF data begin, which have the form of a TIFF file. */
function exifStart(view: DataView, type: ReceiptFileType): number | null {
  switch (type) {
    case 'jpeg':
      return exifInJpeg(view);
    case 'png':
      return chunkStart(view, 8, 0x65584966, { isLittle: false, nameFirst: false });
    case 'webp':
      return chunkStart(view, 12, 0x45584946, { isLittle: true, nameFirst: true });
    default:
      return null;
  }
}

function exifInJpeg(view: DataView): number | null {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + Math.max(2, view.getUint16(at + 2))) {
    const mark = view.getUint8(at + 1);
    if (mark === 0xda || mark === 0xd9) return null;
    if (mark === 0xe1 && view.getUint32(at + 4) === exifMark) return at + 10;
  }
  return null;
}

/** PNG chunks are length, name, data, check sum; RIFF chunks name, length, data to an even place. */
function chunkStart(
  view: DataView,
  first: number,
  wanted: number,
  { isLittle, nameFirst }: { isLittle: boolean; nameFirst: boolean },
): number | null {
  for (let at = first; at + 8 <= view.byteLength;) {
    const length = view.getUint32(nameFirst ? at + 4 : at, isLittle);
    if (view.getUint32(nameFirst ? at : at + 4) === wanted) return at + 8;
    at += 8 + length + (nameFirst ? length % 2 : 4);
  }
  return null;
}

function orientationAt(view: DataView, start: number): Orientation {
  const isLittle = view.getUint8(start) === 0x49;
  const directory = start + view.getUint32(start + 4, isLittle);
  const entries = view.getUint16(directory, isLittle);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    if (view.getUint16(at, isLittle) === orientationTag) return asOrientation(view.getUint16(at + 8, isLittle));
  }
  return 1;
}

/** A number as an orientation; what is none leaves the picture as it is. */
export function asOrientation(value: unknown): Orientation {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** Whether width and height change places. */
export function liesOnItsSide(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** Turns a picture upright. */
export function turnUpright(picture: Picture, orientation: Orientation): Picture {
  if (orientation === 1) return picture;
  const { width, height } = picture;
  const [newWidth, newHeight] = liesOnItsSide(orientation) ? [height, width] : [width, height];
  const from = new Uint32Array(picture.data.buffer, picture.data.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  const [start, right, down] = steps(orientation, width, height);
  for (let y = 0; y < newHeight; y++) {
    for (let x = 0, at = start + y * down; x < newWidth; x++, at += right) to[y * newWidth + x] = from[at] ?? 0;
  }
  return { width: newWidth, height: newHeight, data: new Uint8ClampedArray(to.buffer) };
}

/** Where the upper left pixel comes from, and how far a step to the right or down goes in the stored pixels. */
function steps(orientation: Orientation, width: number, height: number): [number, number, number] {
  const last = width * height - 1;
  switch (orientation) {
    case 1:
      return [0, 1, width];
    case 2:
      return [width - 1, -1, width];
    case 3:
      return [last, -1, -width];
    case 4:
      return [last - width + 1, 1, -width];
    case 5:
      return [0, width, 1];
    case 6:
      return [last - width + 1, -width, 1];
    case 7:
      return [last, -width, -1];
    case 8:
      return [width - 1, width, -1];
  }
}
