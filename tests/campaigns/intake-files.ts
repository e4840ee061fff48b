import { createHash, randomBytes } from 'node:crypto';
import { jpeg, tiff } from '../main/receipts/support/images.ts';

/** What a TIFF of this campaign is turned into: the same bytes for the same bytes. */
export function jpegOfTiff(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([jpeg(8, 8), createHash('sha256').update(bytes).digest()]);
}

/** A picture like no other; a large one is kept in parts. */
export function newPicture(kind: 'small' | 'large' | 'tiff'): { name: string; bytes: Uint8Array } {
  const own = randomBytes(kind === 'large' ? 700_000 : 100);
  const name = `Beleg ${own.subarray(0, 6).toString('hex')}`;
  if (kind === 'tiff') return { name: `${name}.tif`, bytes: Buffer.concat([tiff(8, 8, true), own]) };
  return { name: `${name}.jpg`, bytes: Buffer.concat([jpeg(8, 8), own]) };
}

/** What Lexware gets of a picture. */
export function uploadOf(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xff ? bytes : jpegOfTiff(bytes);
}
