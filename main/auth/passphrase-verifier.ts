import { randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { base64Schema, costSchema, derivePassphraseKey, saltBytes, type ScryptCost } from './vault-passphrase.ts';

export const verifierSchema = v.object({
  kdf: v.literal('scrypt'),
  cost: costSchema,
  salt: base64Schema,
  /** Base64 of what scrypt derives (RFC 7914). */
  derived: base64Schema,
});

/** What tells the right passphrase from a wrong one, and cannot be turned back into it. */
export type PassphraseVerifier = v.InferOutput<typeof verifierSchema>;

/** Makes a verifier under a new salt. */
export async function createVerifier(passphrase: string, cost: ScryptCost): Promise<PassphraseVerifier> {
  const salt = randomBytes(saltBytes);
  const derived = await derivePassphraseKey(passphrase, salt, cost);
  return { kdf: 'scrypt', cost, salt: salt.toString('base64'), derived: derived.toString('base64') };
}

/** Whether this is the passphrase, compared in constant time. */
export async function isVerified(verifier: PassphraseVerifier, passphrase: string): Promise<boolean> {
  const expected = Buffer.from(verifier.derived, 'base64');
  const derived = await derivePassphraseKey(passphrase, Buffer.from(verifier.salt, 'base64'), verifier.cost);
  return derived.byteLength === expected.byteLength && timingSafeEqual(derived, expected);
}
