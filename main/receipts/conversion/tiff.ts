import UTIF, { type IFD } from 'utif2';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { conversionLimits } from './conversion-limits.ts';
import { asOrientation, type Orientation } from './orientation.ts';
import type { Picture } from './picture.ts';

/** A page of a TIFF file, decoded when it is its turn. */
export interface TiffPage {
  orientation: Orientation;
  /** Throws for a page that cannot be read. */
  decode(): Picture;
}

/** The mark of a page that is only a smaller copy of another (tag 254, bit 0). */
const smallerCopy = 1;

/**
 * The pages of a TIFF file (TIFF 6.0), without the small copies that scanners put in. Throws for a broken directory.
 * @returns `image_too_large` where one page has too many pixels or there are too many pages
 */
export function tiffPages(bytes: Uint8Array): Result<TiffPage[], 'image_too_large' | 'image_broken'> {
  const length = chainLength(bytes);
  if (length === null) return fail('image_broken');
  if (length > conversionLimits.directories) return fail('image_too_large');
  const buffer = new Uint8Array(bytes).buffer;
  const pages = UTIF.decode(buffer).filter(
    (page) => (numberOf(page, 't254') & smallerCopy) === 0 && numberOf(page, 't256') > 0,
  );
  if (pages.length === 0) return fail('image_broken');
  if (pages.length > conversionLimits.pages) return fail('image_too_large');
  if (pages.some((page) => numberOf(page, 't256') * numberOf(page, 't257') > conversionLimits.pixels)) {
    return fail('image_too_large');
  }
  return ok(
    pages.map((page) => ({ orientation: asOrientation(numberOf(page, 't274')), decode: () => pixelsOf(buffer, page) })),
  );
}

/**
 * How many directories hang on each other, before the library follows them: it would follow a circle until the memory is
 * full. Each begins with the number of its entries of 12 bytes and ends with the place of the next, or 0 (TIFF 6.0, section 2).
 * @returns null for a circle; what lies outside of the file ends the chain, as it does for the library
 */
function chainLength(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const seen = new Set<number>();
  let at = bytes.length < 8 ? 0 : view.getUint32(4, little);
  while (at !== 0 && at + 2 <= bytes.length) {
    if (seen.has(at)) return null;
    seen.add(at);
    const end = at + 2 + view.getUint16(at, little) * 12;
    at = end + 4 <= bytes.length ? view.getUint32(end, little) : 0;
  }
  return seen.size;
}

function pixelsOf(buffer: ArrayBuffer, page: IFD): Picture {
  UTIF.decodeImage(buffer, page);
  const data = new Uint8ClampedArray(UTIF.toRGBA8(page).buffer);
  const picture = { width: page.width, height: page.height, data };
  // The library keeps every decoded page otherwise.
  page.data = new Uint8Array();
  if (data.length !== picture.width * picture.height * 4) throw new Error('page is cut off');
  return picture;
}

function numberOf(page: IFD, tag: string): number {
  const value = page[tag];
  const first: unknown = Array.isArray(value) || ArrayBuffer.isView(value) ? (value as ArrayLike<unknown>)[0] : value;
  return typeof first === 'number' ? first : 0;
}
