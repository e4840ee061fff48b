import { divideHalfUp, one } from './decimal.ts';

/** A priced line in 1/10,000: quantity, leading unit price, VAT rate and line discount in percent. */
export interface PricedLine {
  quantity: bigint;
  unitPrice: bigint;
  rate: bigint;
  discount: bigint;
}

/** A discount on the whole document: cents, or 1/10,000 percent. */
export type DocumentDiscount = { kind: 'none' } | { kind: 'absolute'; cents: bigint } | { kind: 'percent'; of: bigint };

/** The amounts of one VAT rate (1/10,000 percent), in cents. */
export interface RateTotal {
  rate: bigint;
  net: bigint;
  tax: bigint;
}

/** The sums of a document, in cents; `rates` ascending. */
export interface DocumentTotals {
  net: bigint;
  tax: bigint;
  gross: bigint;
  rates: RateTotal[];
}

/** quantity × unit price × (1 − discount/100), rounded half up to cents (API reference 3.2). */
export function lineCents(line: PricedLine): bigint {
  const hundred = 100n * one;
  const exact = line.quantity * line.unitPrice * (hundred - line.discount);
  return divideHalfUp(exact * 100n, one * one * hundred);
}

function sumByRate(lines: readonly PricedLine[]): Map<bigint, bigint> {
  const sums = new Map<bigint, bigint>();
  for (const line of lines) sums.set(line.rate, (sums.get(line.rate) ?? 0n) + lineCents(line));
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Takes the document's discount off the sums per rate.
 * A percentage is taken off each rate's sum, which is then rounded to cents. An absolute amount is spread over the rates
 * in proportion to their sums: each share is rounded half up to cents, and what is then missing or too much is put on
 * the rate with the largest sum (the lowest of them where several are equal), so that the shares always add up to the
 * discount. How Lexware spreads it is not documented; this is the reading of API reference 3.2.
 */
function takeDiscount(sums: Map<bigint, bigint>, discount: DocumentDiscount): Map<bigint, bigint> {
  if (discount.kind === 'none') return sums;
  if (discount.kind === 'percent') {
    const keep = 100n * one - discount.of;
    return new Map([...sums].map(([rate, sum]) => [rate, divideHalfUp(sum * keep, 100n * one)]));
  }
  const total = [...sums.values()].reduce((a, b) => a + b, 0n);
  if (total === 0n) return sums;
  const result = new Map<bigint, bigint>();
  let rest = discount.cents;
  let largest = { rate: 0n, sum: -1n };
  for (const [rate, sum] of sums) {
    const share = divideHalfUp(discount.cents * sum, total);
    rest -= share;
    if (sum > largest.sum) largest = { rate, sum };
    result.set(rate, sum - share);
  }
  result.set(largest.rate, (result.get(largest.rate) ?? 0n) - rest);
  return result;
}

/**
 * The totals of a document by the column method: sums per rate first, then the tax once per rate, rounded half up to
 * cents (API reference 3.2). `leading` says whether unit prices are net or gross.
 */
export function computeTotals(
  lines: readonly PricedLine[],
  leading: 'net' | 'gross',
  discount: DocumentDiscount,
): DocumentTotals {
  const hundred = 100n * one;
  const rates = [...takeDiscount(sumByRate(lines), discount)].map(([rate, sum]): RateTotal => {
    if (leading === 'net') return { rate, net: sum, tax: divideHalfUp(sum * rate, hundred) };
    const net = divideHalfUp(sum * hundred, hundred + rate);
    return { rate, net, tax: sum - net };
  });
  const net = rates.reduce((sum, entry) => sum + entry.net, 0n);
  const tax = rates.reduce((sum, entry) => sum + entry.tax, 0n);
  return { net, tax, gross: net + tax, rates };
}

/** The unit price of the other side (net from gross or gross from net), in cents. */
export function otherUnitPrice(unitPrice: bigint, rate: bigint, leading: 'net' | 'gross'): bigint {
  const hundred = 100n * one;
  return leading === 'net'
    ? divideHalfUp(unitPrice * (hundred + rate), hundred * 100n)
    : divideHalfUp(unitPrice * hundred, (hundred + rate) * 100n);
}
