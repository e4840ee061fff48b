import Big from 'big.js';
import type { Cents } from './primitives.ts';

export { sumCents } from './cents.ts';

/** big.js with our rounding, apart from the shared constructor so that no other module's settings reach us. */
const Exact = Big();
Exact.DP = 0;
Exact.RM = 1;

/** Longer texts are never amounts; refusing them early keeps hostile answers cheap. */
const maxLength = 40;
const plainNumber = /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i;

/**
 * Rounds half up (a half goes away from zero), as German invoices and Lexware do (API reference 3.2).
 * @param value exact decimal
 * @param decimals places to keep, 2 unless told
 */
export function roundHalfUp(value: Big, decimals = 2): Big {
  return value.round(decimals, 1);
}

/** An exact decimal in units of the currency as whole cents, half up; `null` beyond the safe integers. */
export function centsFromBig(value: Big): Cents | null {
  const cents = Number(roundHalfUp(value.times(100), 0).toFixed(0));
  if (!Number.isSafeInteger(cents)) return null;
  return cents === 0 ? 0 : cents;
}

/**
 * Reads an amount as Lexware states it: a JSON number, or now and then a string (API reference 3.2). What has more than
 * two decimals is rounded half up, since Lexware's own totals have two and the rest is only the noise of a float.
 * @param value amount in euros
 * @returns whole cents; `null` for what is no number or too large to be exact
 */
export function centsFromWire(value: number | string): Cents | null {
  const text = String(value).trim();
  if (text.length > maxLength || !plainNumber.test(text)) return null;
  return centsFromBig(new Big(text));
}

/** An amount for the wire: euros as the JSON number nearest to the cents, which prints with at most two decimals. */
export function wireFromCents(cents: Cents): number {
  return new Big(cents).div(100).toNumber();
}

/**
 * `cents × part ÷ whole`, rounded half up once, so that no rounding is built on another.
 * @param cents amount in cents
 * @param part numerator, whole = denominator and not 0
 */
export function ratioOfCents(cents: Cents, part: number | Big, whole: number | Big): Cents {
  return new Exact(cents).times(part).div(whole).toNumber();
}
