import type { ReceiptFileType } from '../../../domain/receipt.ts';
import { jpegSize } from './jpeg.ts';
import { tiffSize } from './tiff.ts';
import { webpSize } from './webp.ts';

/** Pixels. */
export interface ImageSize {
  width: number;
  height: number;
}

export type ImageType = Exclude<ReceiptFileType, 'pdf' | 'xml'>;

/**
 * Width and height as the file's header states them. Nothing is decoded, so a picture that would fill the memory costs
 * nothing here.
 * @returns `null` for a header that is cut off or states no size
 */
export function imageSize(bytes: Uint8Array, type: ImageType): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = sizeOf(view, type);
    return size !== null && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function sizeOf(view: DataView, type: ImageType): ImageSize | null {
  switch (type) {
    case 'jpeg':
      return jpegSize(view);
    case 'png':
      return view.getUint32(12) === 0x49484452 ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
    case 'tiff':
      return tiffSize(view);
    case 'webp':
      return webpSize(view);
    case 'heic':
      return heicSize(view);
  }
}

/** The largest `ispe` box (ISO 23008-12): the picture itself; the others are its thumbnails and tiles. */
function heicSize(view: DataView): ImageSize | null {
  let largest: ImageSize | null = null;
  for (let at = 4; at + 16 <= Math.min(view.byteLength, 256 * 1024); at++) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === null || found.width * found.height > largest.width * largest.height) largest = found;
  }
  return largest;
}
