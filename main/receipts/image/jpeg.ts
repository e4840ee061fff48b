import type { ImageSize } from './image-size.ts';

/** Segments without a length (ISO 10918-1, table B.1): restart marks, start of image, TEM. */
const isBare = (mark: number) => (mark >= 0xd0 && mark <= 0xd8) || mark === 0x01;
/** Frame headers: all from C0 to CF but the tables DHT, JPG and DAC. */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;

/** The size in the first frame header; reads past the end throw a `RangeError`. */
export function jpegSize(view: DataView): ImageSize | null {
  let at = 2;
  while (at < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const mark = view.getUint8(at + 1);
    if (mark === 0xff) at += 1;
    else if (isBare(mark)) at += 2;
    else if (isFrame(mark)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else if (mark === 0xda || mark === 0xd9) return null;
    else at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}
