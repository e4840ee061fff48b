import Big from 'big.js';
import { roundHalfUp } from '../../../domain/money.ts';
import type { ElectronicInvoice, TaxBreakdown } from '../../../domain/electronic-invoice.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';
import { belongsTo, categoryOf, taxedParts, type Taxed } from './categories.ts';
import { compare, tolerance } from './exact.ts';

/** The arithmetic of the VAT breakdown: BR-CO-17, and rules 01, 05, 08 and 09 of each category (BR-S-08, BR-E-09, …). */
export function checkVatBreakdown(invoice: ElectronicInvoice): Finding[] {
  const parts = taxedParts(invoice);
  return [
    ...invoice.taxes.flatMap((breakdown) => [...checkTaxable(breakdown, parts), ...checkTax(breakdown)]),
    ...checkCoverage(invoice.taxes, parts),
    ...parts.flatMap(checkRate),
  ];
}

/** Where a breakdown stands: its category and rate. */
export function placeOf({ category, rate }: { category: string | null; rate: string | null }): string {
  return `${category ?? '?'} ${rate ?? '0'}`;
}

function checkTaxable(breakdown: TaxBreakdown, parts: readonly Taxed[]): Finding[] {
  // ZUGFeRD 1 lets lines leave their VAT out: then nothing can be compared.
  if (parts.length === 0 || parts.some(({ category }) => category === null)) return [];
  const mine = parts.filter((part) => belongsTo(part, breakdown));
  return compare({
    code: 'taxable_amount_differs',
    rule: `BR-${categoryOf(breakdown.category)?.rules ?? 'CO'}-08`,
    field: `BT-116 ${placeOf(breakdown)}`,
    stated: breakdown.taxable,
    expected: mine.reduce((sum, { amount }) => sum.plus(amount), new Big(0)),
    within: tolerance,
  });
}

function checkTax(breakdown: TaxBreakdown): Finding[] {
  const { category, taxable, rate, tax } = breakdown;
  const known = categoryOf(category);
  const field = `BT-117 ${placeOf(breakdown)}`;
  if (known?.isTaxed === false) {
    if (tax === null || new Big(tax).eq(0)) return [];
    return [finding('tax_not_allowed', { rule: `BR-${known.rules}-09`, field, stated: tax, expected: '0.00' })];
  }
  if (taxable === null || rate === null) return [];
  const expected = roundHalfUp(new Big(taxable).times(rate).div(100));
  return compare({ code: 'tax_amount_differs', rule: 'BR-CO-17', field, stated: tax, expected, within: tolerance });
}

/** Rule 01: whatever is taxed has its breakdown. */
function checkCoverage(taxes: readonly TaxBreakdown[], parts: readonly Taxed[]): Finding[] {
  if (taxes.length === 0) return [];
  const missing = parts.filter((part) => part.category !== null && !taxes.some((tax) => belongsTo(part, tax)));
  const places = new Map(missing.map((part) => [placeOf(part), part]));
  return [...places].map(([place, { category }]) =>
    finding('breakdown_incomplete', { rule: `BR-${categoryOf(category)?.rules ?? 'CO'}-01`, field: `BG-23 ${place}` }),
  );
}

/** Rule 05: the standard rate is above zero, and what is not taxed has none. */
function checkRate({ category, rate }: Taxed): Finding[] {
  const known = categoryOf(category);
  if (known === null) return [];
  const isZero = new Big(rate ?? 0).eq(0);
  if (known.rules === 'S' && isZero)
    return [finding('rate_missing', { rule: 'BR-S-05', field: 'BT-152', stated: rate })];
  if (known.isTaxed || isZero) return [];
  return [finding('tax_not_allowed', { rule: `BR-${known.rules}-05`, field: 'BT-152', stated: rate, expected: '0' })];
}
