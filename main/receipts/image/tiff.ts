import type { ImageSize } from './image-size.ts';

const widthTag = 256;
const heightTag = 257;
const shortType = 3;
const longType = 4;

/** The size of the first page (TIFF 6.0, section 2); reads past the end throw a `RangeError`. */
export function tiffSize(view: DataView): ImageSize | null {
  const isLittle = view.getUint8(0) === 0x49;
  const directory = view.getUint32(4, isLittle);
  const entries = view.getUint16(directory, isLittle);
  let width: number | null = null;
  let height: number | null = null;
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    const tag = view.getUint16(at, isLittle);
    if (tag === widthTag) width = valueAt(view, at, isLittle);
    if (tag === heightTag) height = valueAt(view, at, isLittle);
  }
  return width === null || height === null ? null : { width, height };
}

function valueAt(view: DataView, at: number, isLittle: boolean): number | null {
  const type = view.getUint16(at + 2, isLittle);
  if (type === shortType) return view.getUint16(at + 8, isLittle);
  return type === longType ? view.getUint32(at + 8, isLittle) : null;
}
