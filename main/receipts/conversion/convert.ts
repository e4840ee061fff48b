import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';
import { assertNever, fail, ok, type Result } from '../../../domain/result.ts';
import { imageSize } from '../image/image-size.ts';
import type { Codecs } from './codecs.ts';
import { conversionLimits } from './conversion-limits.ts';
import type { Converted, SourcePicture } from './conversion-protocol.ts';
import { fitJpeg } from './fit-jpeg.ts';
import type { DecodeHeif } from './heif.ts';
import { orientationOf, type Orientation } from './orientation.ts';
import type { JpegPage } from './picture-pdf.ts';
import type { Picture } from './picture.ts';

export interface Tools {
  codecs: Codecs;
  decodeHeif: DecodeHeif;
}

/** A page that is decoded when it is its turn, so that only one picture is in memory. */
interface Page {
  orientation: Orientation;
  /** Throws for what cannot be read. */
  decode: () => Picture | Promise<Picture>;
  /** The file itself where it is a JPEG. */
  jpeg: Uint8Array | null;
}

/** What a page costs in a PDF beside its picture, in bytes. */
const pageBytes = 1_024;

/** Turns one picture into a JPEG that Lexware takes; several pages into one PDF. Runs in the worker. */
export async function convertPicture(tools: Tools, source: SourcePicture): Promise<Result<Converted, IntakeRefusal>> {
  const pages = await pagesOf(tools, source);
  if (!pages.ok) return pages;
  const [only] = pages.value;
  if (pages.value.length > 1 || only === undefined) return asPdf(tools, pages.value);
  const jpeg = await asJpeg(tools, only, conversionLimits.uploadBytes);
  return jpeg.ok ? ok({ type: 'jpeg', bytes: jpeg.value }) : jpeg;
}

/** Makes one PDF of several pictures, in their order. JPEGs stay as they are while all fit. Runs in the worker. */
export async function joinPictures(
  tools: Tools,
  sources: readonly SourcePicture[],
): Promise<Result<Converted, IntakeRefusal>> {
  const pages: Page[] = [];
  for (const source of sources) {
    const own = await pagesOf(tools, source);
    if (!own.ok) return own;
    pages.push(...own.value);
  }
  return asPdf(tools, pages);
}

/** First with JPEGs as they are; where that is too much, with every page made as small as its share. */
async function asPdf(tools: Tools, pages: readonly Page[]): Promise<Result<Converted, IntakeRefusal>> {
  if (pages.length > conversionLimits.pages) return fail('too_many_files');
  const share = Math.floor(conversionLimits.uploadBytes / pages.length) - pageBytes;
  const asTheyAre = pages.reduce((sum, { jpeg }) => sum + (jpeg?.byteLength ?? share) + pageBytes, 0);
  const keepsJpegs = asTheyAre <= conversionLimits.uploadBytes;
  const written: JpegPage[] = [];
  for (const page of pages) {
    if (page.jpeg !== null && keepsJpegs) {
      written.push({ bytes: page.jpeg, orientation: page.orientation });
      continue;
    }
    const jpeg = await asJpeg(tools, page, share);
    if (!jpeg.ok) return jpeg;
    written.push({ bytes: jpeg.value, orientation: 1 });
  }
  // Every conversion has a worker of its own, which should not load what it does not need.
  const { writePicturePdf } = await import('./picture-pdf.ts');
  const bytes = await writePicturePdf(written);
  return bytes.byteLength <= conversionLimits.uploadBytes ? ok({ type: 'pdf', bytes }) : fail('too_large');
}

async function asJpeg(
  { codecs }: Tools,
  { decode, orientation }: Page,
  maxBytes: number,
): Promise<Result<Uint8Array, IntakeRefusal>> {
  let picture: Picture;
  try {
    picture = await decode();
  } catch {
    return fail('cannot_convert');
  }
  const jpeg = await fitJpeg(codecs, { picture, orientation, maxBytes });
  return jpeg === null ? fail('too_large') : ok(jpeg);
}

async function pagesOf(tools: Tools, source: SourcePicture): Promise<Result<Page[], IntakeRefusal>> {
  const { fileType, bytes } = source;
  const size = imageSize(bytes, fileType);
  if (size === null) return fail('image_broken');
  if (size.width * size.height > conversionLimits.pixels) return fail('image_too_large');
  if (fileType !== 'tiff') {
    const jpeg = fileType === 'jpeg' ? bytes : null;
    return ok([{ orientation: orientationOf(bytes, fileType), decode: () => decodeOne(tools, source), jpeg }]);
  }
  const { tiffPages } = await import('./tiff.ts');
  try {
    const pages = tiffPages(bytes);
    return pages.ok ? ok(pages.value.map((page) => ({ ...page, jpeg: null }))) : pages;
  } catch {
    return fail('image_broken');
  }
}

function decodeOne({ codecs, decodeHeif }: Tools, { fileType, bytes }: SourcePicture): Promise<Picture> {
  switch (fileType) {
    case 'jpeg':
      return codecs.decodeJpeg(bytes);
    case 'png':
      return codecs.decodePng(bytes);
    case 'webp':
      return codecs.decodeWebp(bytes);
    case 'heic':
      return decodeHeif(bytes, conversionLimits.pixels);
    case 'tiff':
      throw new Error('has pages');
    default:
      return assertNever(fileType);
  }
}
