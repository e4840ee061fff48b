import type { Cents } from './primitives.ts';

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
