import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../main/receipts/file-type.ts';
import { inspectBytes } from '../../../main/receipts/inspect-bytes.ts';
import { ascii, heic, jpeg, png, tiff, webpExtended, webpLossless, webpLossy } from './support/images.ts';

const pictures: [string, string, (width: number, height: number) => Uint8Array][] = [
  ['jpeg', 'jpg', jpeg],
  ['png', 'png', png],
  ['tiff', 'tif', (w, h) => tiff(w, h, true)],
  ['tiff', 'tiff', (w, h) => tiff(w, h, false)],
  ['webp', 'webp', webpLossy],
  ['webp', 'webp', webpLossless],
  ['webp', 'webp', webpExtended],
  ['heic', 'heic', heic],
];

describe('an image', () => {
  it.each(pictures)('%s (.%s) is known by its bytes, and its size by its header', async (fileType, ending, make) => {
    const inspection = await inspectBytes(make(1240, 1754), `scan.${ending}`);
    const size = { width: 1240, height: 1754 };
    expect(inspection).toMatchObject({ kind: 'plain', reason: 'image', fileType, size, findings: [] });
  });

  it.each(pictures)('%s (.%s) that is cut off is refused', async (_type, ending, make) => {
    expect(await inspectBytes(make(1240, 1754).subarray(0, 17), `scan.${ending}`)).toEqual({
      kind: 'refused',
      reason: 'image_broken',
    });
  });

  it('of more pixels than any scan has is refused undecoded', async () => {
    expect(await inspectBytes(jpeg(65_535, 65_535), 'bombe.jpg')).toEqual({
      kind: 'refused',
      reason: 'image_too_large',
    });
    expect(await inspectBytes(png(1_000_000, 1_000_000), 'bombe.png')).toMatchObject({ reason: 'image_too_large' });
  });

  it('of no size is refused', async () => {
    expect(await inspectBytes(png(0, 10), 'a.png')).toEqual({ kind: 'refused', reason: 'image_broken' });
  });

  it('with the ending of another type is told', async () => {
    const inspection = await inspectBytes(png(10, 10), 'rechnung.pdf');
    expect(inspection).toMatchObject({
      kind: 'plain',
      fileType: 'png',
      findings: [{ code: 'extension_differs', stated: 'pdf', expected: 'png' }],
    });
    expect(await inspectBytes(png(10, 10), 'ohne ending')).toMatchObject({ kind: 'plain', findings: [] });
  });
});

describe('a file that is no receipt', () => {
  it.each([
    ['a program', ascii('MZ\x90\0')],
    ['an ELF program', ascii('\x7fELF')],
    ['an archive', ascii('PK\x03\x04')],
    ['a web page', ascii('<!DOCTYPE html><html></html>')],
    ['text', ascii('Rechnung 1\nSumme 10,00')],
    ['JSON', ascii('{"a":1}')],
    ['a film', ascii('\0\0\0\x18ftypmp42')],
    ['a sound', ascii('RIFF\0\0\0\0WAVEfmt ')],
  ])('is refused: %s', async (_what, bytes) => {
    expect(await inspectBytes(bytes, 'rechnung.pdf')).toEqual({ kind: 'refused', reason: 'unsupported_type' });
  });

  it('is refused when it is empty', async () => {
    expect(await inspectBytes(new Uint8Array(0), 'a.pdf')).toEqual({ kind: 'refused', reason: 'empty' });
  });

  it('never makes the reader throw, whatever follows a right beginning', async () => {
    const starts = pictures.map(([, , make]) => make(100, 100).subarray(0, 16));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), async (start, rest) => {
        const bytes = new Uint8Array([...start, ...rest]);
        expect(fileTypeOf(bytes)).not.toBeNull();
        expect(['plain', 'refused']).toContain((await inspectBytes(bytes, 'a')).kind);
      }),
    );
  });
});
