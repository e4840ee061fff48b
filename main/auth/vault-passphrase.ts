import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import * as v from 'valibot';
import { fail, ok, type Result } from '../../domain/result.ts';

/** What scrypt costs (RFC 7914 §2): memory is 128 × N × r bytes. */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

/** 128 MB and about half a second on a laptop of today: what OWASP's password storage page asks for. */
export const usualCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

export const passphraseVersion = 2;
const keyBytes = 32;
export const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
/** Bound to the wrapped key, so that it is taken for nothing else. */
const purpose = 'kontor master key';

/** A file that someone tampered with must not make us ask for any amount of memory: 1 GB is the most. */
export const costSchema = v.pipe(
  v.object({
    N: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(2),
      v.maxValue(2 ** 20),
      v.check((n) => (n & (n - 1)) === 0),
    ),
    r: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32)),
    p: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)),
  }),
  v.check(({ N, r }) => 128 * N * r <= 2 ** 30),
);
export const base64Schema = v.pipe(v.string(), v.nonEmpty(), v.base64());
const headerSchema = v.object({
  v: v.literal(passphraseVersion),
  kdf: v.literal('scrypt'),
  cost: costSchema,
  salt: base64Schema,
  /** ISO instant. */
  createdAt: v.string(),
  /** Base64 of the master key, sealed by what the passphrase derives. */
  sealed: base64Schema,
});

/** What stands in the vault's file besides the entries: how the passphrase leads to the master key. */
export type PassphraseHeader = v.InferOutput<typeof headerSchema>;

/** A new random master key, 32 bytes. */
export function createMasterKey(): Buffer {
  return randomBytes(keyBytes);
}

/** Wraps the master key by a passphrase under a new salt. `createdAt` is an ISO instant. */
export async function wrapMasterKey(
  masterKey: Uint8Array,
  passphrase: string,
  cost: ScryptCost,
  createdAt: string,
): Promise<PassphraseHeader> {
  const salt = randomBytes(saltBytes);
  const wrapping = await derivePassphraseKey(passphrase, salt, cost);
  const sealed = sealBytes(wrapping, masterKey, purpose);
  return {
    v: passphraseVersion,
    kdf: 'scrypt',
    cost,
    salt: salt.toString('base64'),
    createdAt,
    sealed: sealed.toString('base64'),
  };
}

/**
 * Opens the master key. `wrong`: not this passphrase, which nothing tells apart from a damaged header; `unreadable`: not
 * a header that we know.
 */
export async function unwrapMasterKey(
  found: unknown,
  passphrase: string,
): Promise<Result<Buffer, 'wrong' | 'unreadable'>> {
  const header = v.safeParse(headerSchema, found);
  if (!header.success) return fail('unreadable');
  const { salt, cost, sealed } = header.output;
  const wrapping = await derivePassphraseKey(passphrase, Buffer.from(salt, 'base64'), cost);
  const masterKey = openBytes(wrapping, Buffer.from(sealed, 'base64'), purpose);
  return masterKey?.byteLength === keyBytes ? ok(masterKey) : fail('wrong');
}

/** Seals bytes by AES-256-GCM under a nonce of its own; `name` is bound to them. */
export function sealBytes(key: Uint8Array, bytes: Uint8Array, name: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(name, 'utf8'));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Opens what `sealBytes` made; `null` where the key, the name or a bit is another one. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, name: string): Buffer | null {
  const bytes = Buffer.from(sealed);
  if (bytes.byteLength < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(name, 'utf8'));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

/**
 * Derives 32 bytes from a passphrase by scrypt. The same text typed on another keyboard must give the same key, hence the
 * normal form (RFC 8265 §4.2).
 */
export function derivePassphraseKey(passphrase: string, salt: Uint8Array, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The library counts some memory of its own besides.
    const options = { N, r, p, maxmem: 128 * N * r + 128 * r * p + 2 ** 20 };
    scrypt(passphrase.normalize('NFC'), salt, keyBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
