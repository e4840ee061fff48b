import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

declare const verifierBrand: unique symbol;

/**
 * A PKCE code verifier (RFC 7636 §4.1). Only `newVerifier` makes one, so that nobody can pass some other text, or
 * nothing, to the exchange: the OAuth library would take a missing verifier without a word.
 */
export type CodeVerifier = string & { readonly [verifierBrand]: true };

/** A fresh verifier: 256 random bits, 43 characters of base64url. */
export function newVerifier(): CodeVerifier {
  return randomBytes(32).toString('base64url') as CodeVerifier;
}

/** A fresh state value: 256 random bits, 43 characters of base64url. */
export function newState(): string {
  return randomBytes(32).toString('base64url');
}

/** The S256 challenge of a verifier (RFC 7636 §4.2). */
export function challengeOf(verifier: CodeVerifier): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

/** Whether a value has the form of a verifier (RFC 7636 §4.1); the check at run time behind the branded type. */
export function isVerifier(value: unknown): value is CodeVerifier {
  return typeof value === 'string' && /^[A-Za-z0-9\-._~]{43,128}$/.test(value);
}

/** Compares two texts in a time that tells nothing about where they differ. */
export function isSameText(left: string, right: string): boolean {
  const a = createHash('sha256').update(left).digest();
  const b = createHash('sha256').update(right).digest();
  return timingSafeEqual(a, b);
}
