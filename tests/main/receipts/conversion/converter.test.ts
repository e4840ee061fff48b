import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildInspector } from '../../../../build/lib/inspector.mjs';
import type { LexwareFile } from '../../../../main/lexware/api.ts';
import { createConverter, type Converter, type ReceiptFile } from '../../../../main/receipts/conversion/converter.ts';
import { imageSize } from '../../../../main/receipts/image/image-size.ts';
import * as header from '../support/images.ts';
import {
  cornered,
  cornersOf,
  jpegOf,
  noise,
  pixelsOf,
  pngOf,
  tiffOf,
  webpOf,
  withOrientation,
} from '../support/pictures.ts';
import { imagesOfPages } from '../support/pdf-images.ts';

const limit = 5_242_880;
/** Encoding large pictures takes its time on a busy machine. */
const patience = 120_000;
const upright = 'red green blue white';
const heic = new Uint8Array(readFileSync(new URL('../../../fixtures/pictures/corners.heic', import.meta.url)));
const pdf = new TextEncoder().encode('%PDF-1.4\n');

let converter: Converter;
beforeAll(async () => {
  converter = createConverter({ workerUrl: pathToFileURL(join(await buildInspector(), 'conversion-worker.js')) });
});
afterAll(() => converter.close());

async function sent(file: ReceiptFile): Promise<LexwareFile> {
  const result = await converter.convertForUpload(file);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
const longSide = ({ bytes }: LexwareFile): number => {
  const size = imageSize(bytes, 'jpeg');
  return Math.max(size?.width ?? 0, size?.height ?? 0);
};

describe('what Lexware takes as it is', () => {
  it.each([
    ['Rechnung.pdf', 'pdf', 'application/pdf', 'Rechnung.pdf'],
    ['rechnung.xml', 'xml', 'application/xml', 'rechnung.xml'],
    ['Foto.JPG', 'jpeg', 'image/jpeg', 'Foto.JPG'],
    ['Foto.jfif', 'jpeg', 'image/jpeg', 'Foto.jpg'],
    ['Scan.png', 'png', 'image/png', 'Scan.png'],
    ['Scan.jpg', 'png', 'image/png', 'Scan.png'],
    ['Beleg 2026.11', 'pdf', 'application/pdf', 'Beleg 2026.11.pdf'],
    ['ohne', 'xml', 'application/xml', 'ohne.xml'],
    ['../../x', 'pdf', 'application/pdf', 'x.pdf'],
    ['', 'pdf', 'application/pdf', 'receipt.pdf'],
    [`${'ü'.repeat(100)}.tiff`, 'pdf', 'application/pdf', `${'ü'.repeat(57)}.pdf`],
  ] as const)('%s as %s stays, with an ending that is right', async (fileName, fileType, mediaType, sentName) => {
    const bytes = new Uint8Array(limit);
    const file = await sent({ fileName, fileType, bytes });
    expect(file).toMatchObject({ fileName: sentName, mediaType });
    expect(file.bytes).toBe(bytes);
  });

  it.each([
    ['pdf', limit + 1, 'too_large'],
    ['xml', limit + 1, 'too_large'],
    ['jpeg', 25 * 1024 * 1024 + 1, 'too_large'],
    ['png', 0, 'empty'],
  ] as const)('%s of %i bytes is refused', async (fileType, length, error) => {
    const file = { fileName: 'a', fileType, bytes: new Uint8Array(length) };
    expect(await converter.convertForUpload(file)).toEqual({ ok: false, error });
  });
});

describe('a picture that Lexware does not take', () => {
  it.each([
    ['webp', () => webpOf(cornered(64, 48))],
    ['heic', async () => Promise.resolve(heic)],
    ['tiff', async () => Promise.resolve(tiffOf([cornered(64, 48)]))],
  ] as const)('%s becomes a JPEG of the same picture, always the same bytes', async (fileType, make) => {
    const bytes = await make();
    const before = Buffer.from(bytes);
    const file = await sent({ fileName: `Beleg.${fileType}`, fileType, bytes });
    expect(file).toMatchObject({ fileName: 'Beleg.jpg', mediaType: 'image/jpeg' });
    const picture = await pixelsOf(file.bytes);
    expect([picture.width, picture.height, cornersOf(picture)]).toEqual([64, 48, upright]);
    const again = createConverter({ workerUrl: pathToFileURL(join(await buildInspector(), 'conversion-worker.js')) });
    expect(await again.displayable({ fileName: `Beleg.${fileType}`, fileType, bytes })).toEqual({
      ok: true,
      value: file,
    });
    await again.close();
    expect(before.equals(bytes)).toBe(true);
  });

  it('lies on white where it is transparent', async () => {
    const clear = cornered(64, 48);
    clear.data.fill(0);
    const file = await sent({ fileName: 'a.webp', fileType: 'webp', bytes: await webpOf(clear) });
    expect(cornersOf(await pixelsOf(file.bytes))).toBe('white white white white');
  });

  it('becomes one PDF of all pages, without the small copies of pages, each turned upright', async () => {
    const pages = [cornered(64, 48), { ...cornered(16, 12), isCopy: true }, { ...cornered(48, 64), orientation: 3 }];
    const file = await sent({ fileName: 'Fax.tif', fileType: 'tiff', bytes: tiffOf(pages) });
    expect(file).toMatchObject({ fileName: 'Fax.pdf', mediaType: 'application/pdf' });
    const images = await imagesOfPages(file.bytes);
    expect(images.map(({ pictures }) => pictures.length)).toEqual([1, 1]);
    const corners = await Promise.all(images.map(async ({ pictures }) => cornersOf(await pixelsOf(pictures[0]!))));
    expect(corners).toEqual([upright, 'blue white red green']);
    expect(images[0]).toMatchObject({ width: 842, height: 631 });
  });

  it.each([
    ['a header and nothing behind', 'webp', header.webpLossy(100, 100), 'cannot_convert'],
    ['a header and nothing behind', 'heic', header.heic(100, 100), 'cannot_convert'],
    ['a header and nothing behind', 'tiff', header.tiff(100, 100, true), 'cannot_convert'],
    ['no header', 'tiff', new TextEncoder().encode('II*\0'), 'image_broken'],
    ['no size', 'webp', new Uint8Array(40), 'image_broken'],
    ['more pixels than are decoded', 'webp', header.webpExtended(10_000, 10_000), 'image_too_large'],
    ['more pixels than are decoded', 'heic', header.heic(30_000, 3_000), 'image_too_large'],
    ['more pixels than are decoded', 'tiff', header.tiff(40_000, 40_000, false), 'image_too_large'],
  ] as const)('%s: %s is refused', async (_what, fileType, bytes, error) => {
    expect(await converter.convertForUpload({ fileName: 'a', fileType, bytes })).toEqual({ ok: false, error });
  });

  it.each([
    ['whose pages lead in a circle', 'image_broken', () => linked(2, 8)],
    [
      'with more pages than anybody scans',
      'image_too_large',
      () => tiffOf(Array.from({ length: 201 }, () => cornered(1, 1))),
    ],
  ] as const)('a TIFF %s: %s', async (_what, error, make) => {
    expect(await converter.convertForUpload({ fileName: 'a', fileType: 'tiff', bytes: make() })).toEqual({
      ok: false,
      error,
    });
  });

  it('that takes too long is refused, and the next one is read', async () => {
    const hasty = createConverter({
      workerUrl: pathToFileURL(join(await buildInspector(), 'conversion-worker.js')),
      timeoutMs: 1,
    });
    expect(await hasty.convertForUpload({ fileName: 'a', fileType: 'heic', bytes: heic })).toEqual({
      ok: false,
      error: 'too_slow',
    });
    await hasty.close();
    expect(await converter.convertForUpload({ fileName: 'a', fileType: 'heic', bytes: heic })).toMatchObject({
      ok: true,
    });
  });
});

/** A TIFF of two pages; the second one names the place of a third. */
function linked(pages: number, next: number): Uint8Array {
  const bytes = Buffer.from(tiffOf(Array.from({ length: pages }, () => cornered(8, 8))));
  bytes.writeUInt32LE(next, 8 + 2 + 11 * 12);
  return bytes;
}

describe('a picture that is too large', () => {
  it(
    'becomes a JPEG that fits and can still be read, upright',
    async () => {
      const large = withOrientation(await jpegOf(noise(2300, 1725), 100), 6);
      expect(large.byteLength).toBeGreaterThan(limit);
      const file = await sent({ fileName: 'IMG_1.jpeg', fileType: 'jpeg', bytes: large });
      expect(file.fileName).toBe('IMG_1.jpeg');
      expect(file.bytes.byteLength).toBeLessThanOrEqual(limit);
      expect(longSide(file)).toBeGreaterThanOrEqual(2_000);
      expect(imageSize(file.bytes, 'jpeg')).toMatchObject({ width: 1725, height: 2300 });
    },
    patience,
  );

  it('keeps its size where that is small already', async () => {
    const bytes = await pngOf(noise(1_500, 1_200));
    expect(bytes.byteLength).toBeGreaterThan(limit);
    const file = await sent({ fileName: 'a.png', fileType: 'png', bytes });
    expect(file).toMatchObject({ fileName: 'a.jpg', mediaType: 'image/jpeg' });
    expect(longSide(file)).toBe(1_500);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('stands upright whatever EXIF says: %i', async (orientation) => {
    const side = orientation >= 5 ? [48, 64] : [64, 48];
    const stored = await jpegOf(cornered(side[0]!, side[1]!));
    const bytes = Buffer.concat([withOrientation(stored, orientation), new Uint8Array(limit)]);
    const picture = await pixelsOf((await sent({ fileName: 'a.jpg', fileType: 'jpeg', bytes })).bytes);
    expect([picture.width, picture.height]).toEqual([64, 48]);
    expect(cornersOf(picture)).toBe(turned[orientation]);
  });
});

/** The corners from the upper left clockwise after each turn. */
const turned: Record<number, string> = {
  1: upright,
  2: 'green red white blue',
  3: 'blue white red green',
  4: 'white blue green red',
  5: 'red white blue green',
  6: 'white red green blue',
  7: 'blue green red white',
  8: 'green blue white red',
};

describe('pictures that are joined', () => {
  it('become one page each in their order, JPEGs as they are, always the same bytes', async () => {
    const first = withOrientation(await jpegOf(cornered(64, 48)), 6);
    const files: ReceiptFile[] = [
      { fileName: 'Seite 1.jpg', fileType: 'jpeg', bytes: first },
      { fileName: 'b.png', fileType: 'png', bytes: await pngOf(cornered(40, 80)) },
      { fileName: 'c.heic', fileType: 'heic', bytes: heic },
      { fileName: 'd.tif', fileType: 'tiff', bytes: tiffOf([cornered(10, 10), cornered(10, 10)]) },
    ];
    const joined = await converter.joinImages(files);
    if (!joined.ok) throw new Error(joined.error);
    expect(joined.value).toMatchObject({ fileName: 'Seite 1.pdf', mediaType: 'application/pdf' });
    const pages = await imagesOfPages(joined.value.bytes);
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [631, 842],
      [421, 842],
      [842, 631],
      [842, 842],
      [842, 842],
    ]);
    expect(Buffer.from(pages[0]!.pictures[0]!).equals(first)).toBe(true);
    expect(await converter.joinImages(files)).toEqual(joined);
  });

  it(
    'are made smaller where they are too much together',
    async () => {
      const bytes = await jpegOf(noise(2_050, 1_500), 85);
      const files = [1, 2].map((i) => ({ fileName: `${String(i)}.jpg`, fileType: 'jpeg' as const, bytes }));
      const joined = await converter.joinImages(files);
      if (!joined.ok) throw new Error(joined.error);
      expect(joined.value.bytes.byteLength).toBeLessThanOrEqual(limit);
      expect((await imagesOfPages(joined.value.bytes)).length).toBe(2);
    },
    patience,
  );

  it.each([
    ['none', [], 'unsupported_type'],
    ['one PDF among them', [{ fileName: 'a', fileType: 'pdf', bytes: pdf }], 'unsupported_type'],
    ['a broken one', [{ fileName: 'a', fileType: 'webp', bytes: header.webpLossy(9, 9) }], 'cannot_convert'],
    ['a JPEG that is none', [{ fileName: 'a', fileType: 'jpeg', bytes: new Uint8Array(100) }], 'image_broken'],
    [
      '101',
      Array.from({ length: 101 }, () => ({ fileName: 'a', fileType: 'png' as const, bytes: header.png(1, 1) })),
      'too_many_files',
    ],
  ] as const)('%s: refused', async (_what, files, error) => {
    expect(await converter.joinImages(files)).toEqual({ ok: false, error });
  });
});

describe('what can be shown', () => {
  it('is a PDF, JPEG or PNG of any size itself, and no XML', async () => {
    const bytes = new Uint8Array(limit + 1);
    expect(await converter.displayable({ fileName: 'a.pdf', fileType: 'pdf', bytes })).toMatchObject({
      ok: true,
      value: { mediaType: 'application/pdf' },
    });
    expect(await converter.displayable({ fileName: 'a.xml', fileType: 'xml', bytes })).toEqual({
      ok: false,
      error: 'unsupported_type',
    });
  });
});
