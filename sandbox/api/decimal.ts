/*
 * Decimal arithmetic on integers of 1/10,000. JSON numbers are read by their shortest decimal text, which is what the
 * sender wrote, and never calculated with as floats.
 */

/** One unit in 1/10,000. */
export const one = 10_000n;

/**
 * The number in 1/10,000, or `undefined` where it has more than `places` decimals (at most 4), is not finite, or is too
 * large for a price or quantity.
 */
export function toScaled(value: unknown, places: 0 | 2 | 4 = 4): bigint | undefined {
  if (typeof value !== 'number') return undefined;
  const match = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(String(value));
  const fraction = match?.[3] ?? '';
  if (!match?.[2] || fraction.length > places) return undefined;
  const digits = BigInt(match[2] + fraction.padEnd(4, '0'));
  return match[1] === '-' ? -digits : digits;
}

/** Divides and rounds half up; negative values are rounded as their mirror image (-0.5 → -1). */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const a = dividend < 0n ? -dividend : dividend;
  const b = divisor < 0n ? -divisor : divisor;
  const quotient = (2n * a + b) / (2n * b);
  return negative ? -quotient : quotient;
}

/** Cents as the JSON number in euros. */
export function centsToNumber(cents: bigint | number): number {
  return Number(cents) / 100;
}

/** 1/10,000 rounded half up to cents. */
export function scaledToCents(scaled: bigint): bigint {
  return divideHalfUp(scaled, 100n);
}
