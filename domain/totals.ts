import Big from 'big.js';
import * as v from 'valibot';
import type { DraftLine, InvoiceDraft, TotalDiscount } from './invoice-draft.ts';
import { centsFromBig, ratioOfCents, sumCents } from './money.ts';
import { decimalSchema, percentSchema, type Cents } from './primitives.ts';
import { isVatFree } from './tax.ts';

/** The tax of one rate. */
export interface TaxAmount {
  ratePercentage: number;
  netCents: Cents;
  taxCents: Cents;
}

/** The sums of a draft, all in cents. `lines` has one entry per line, in order; `null` for text and incomplete lines. */
export interface Totals {
  lines: (Cents | null)[];
  /** The sum of the lines on the leading side, before the document's discount. */
  subtotalCents: Cents;
  discountCents: Cents;
  netCents: Cents;
  taxCents: Cents;
  grossCents: Cents;
  taxes: TaxAmount[];
}

/** A line above this is left out and reported by `checkDraft`; 300 such lines with tax still are a safe integer. */
export const maxLineCents: Cents = 1e13;

/** The lines of one rate, on the leading side. */
interface Column {
  rate: number;
  sum: Cents;
}

/**
 * The sums of an invoice by the column method, as Lexware computes them (API reference 3.2): each line rounded half up
 * to cents, added up per rate, the document's discount taken off, tax once per rate, half up.
 *
 * A percentage is taken off every rate; an absolute discount is spread over the rates in proportion, what rounding
 * leaves over falls on the largest (API reference 3.2 and 7), and takes no more than there is.
 * @returns sums in cents; `taxes` in ascending order of rates
 */
export function computeTotals(draft: Pick<InvoiceDraft, 'taxType' | 'lineItems' | 'totalDiscount'>): Totals {
  const lines = draft.lineItems.map(lineCents);
  const columns = columnsOf(draft.lineItems, lines, isVatFree(draft.taxType));
  const discounts = spreadDiscount(columns, draft.totalDiscount);
  const taxes = columns.map((column, index) =>
    taxOf(column.rate, column.sum - (discounts[index] ?? 0), draft.taxType === 'gross'),
  );
  const netCents = sumCents(taxes.map((tax) => tax.netCents));
  const taxCents = sumCents(taxes.map((tax) => tax.taxCents));
  return {
    lines,
    subtotalCents: sumCents(columns.map((column) => column.sum)),
    discountCents: sumCents(discounts),
    netCents,
    taxCents,
    grossCents: netCents + taxCents,
    taxes,
  };
}

/**
 * The amount of a line: quantity × leading price × (1 − discount), half up.
 * @returns cents; `null` for text lines, lines that are not complete yet, and amounts beyond `maxLineCents`
 */
export function lineCents(line: DraftLine): Cents | null {
  if (line.type === 'text') return null;
  if (!v.is(decimalSchema, line.quantity) || !v.is(decimalSchema, line.unitPrice)) return null;
  const kept = new Big(100).minus(v.is(percentSchema, line.discountPercentage) ? line.discountPercentage : 0);
  const cents = centsFromBig(new Big(line.quantity).times(line.unitPrice).times(kept).times('0.01'));
  return cents !== null && cents <= maxLineCents ? cents : null;
}

function columnsOf(lineItems: readonly DraftLine[], amounts: readonly (Cents | null)[], vatFree: boolean): Column[] {
  const sums = new Map<number, Cents>();
  for (const [index, line] of lineItems.entries()) {
    const amount = amounts[index] ?? null;
    if (line.type === 'text' || amount === null) continue;
    const rate = vatFree ? 0 : line.taxRatePercentage;
    sums.set(rate, (sums.get(rate) ?? 0) + amount);
  }
  return [...sums].map(([rate, sum]) => ({ rate, sum })).sort((a, b) => a.rate - b.rate);
}

function spreadDiscount(columns: readonly Column[], discount: TotalDiscount): Cents[] {
  if (discount.kind === 'none') return columns.map(() => 0);
  if (discount.kind === 'percentage') {
    // What is left is rounded, not what is taken, as for the discount of a line; they differ at half a cent.
    const kept = new Big(100).minus(discount.percent);
    return columns.map((column) => column.sum - ratioOfCents(column.sum, kept, 100));
  }
  const subtotal = sumCents(columns.map((column) => column.sum));
  if (subtotal === 0) return columns.map(() => 0);
  const off = Math.min(discount.cents, subtotal);
  const shares = columns.map((column) => ratioOfCents(off, column.sum, subtotal));
  const largest = columns.reduce((best, column, index) => (column.sum > (columns[best]?.sum ?? 0) ? index : best), 0);
  const left = off - sumCents(shares);
  return shares.map((share, index) => (index === largest ? share + left : share));
}

function taxOf(ratePercentage: number, leading: Cents, gross: boolean): TaxAmount {
  if (!gross) return { ratePercentage, netCents: leading, taxCents: ratioOfCents(leading, ratePercentage, 100) };
  const netCents = ratioOfCents(leading, 100, 100 + ratePercentage);
  return { ratePercentage, netCents, taxCents: leading - netCents };
}
