import { hkdfSync } from 'node:crypto';

/**
 * The text that the driver's cipher takes for a raw key. The cipher reads the first 32 bytes of what it is given and
 * no more (measured: 64 hexadecimal digits open with their first half), so 192 bits are derived from the raw key
 * (HKDF, RFC 5869) and written as exactly 32 characters: nothing is cut off and every bit counts.
 * @param key 32 random bytes from the vault.
 */
export function toCipherKey(key: Uint8Array): string {
  if (key.byteLength !== 32) throw new RangeError('the database key has 32 bytes');
  const derived = hkdfSync('sha256', key, new Uint8Array(0), 'kontor database v1', 24);
  return Buffer.from(derived).toString('base64url');
}
