import Big from 'big.js';
import { finding, type Finding, type FindingCode } from '../../../domain/receipt-finding.ts';
import { writeAmount } from '../values.ts';

/** Within this much of the currency the official rules let a VAT sum differ (validation artefacts of EN 16931). */
export const tolerance = new Big(1);

/** A stated amount for sums, where what is left out counts as nothing. */
export function amountOf(text: string | null): Big {
  return new Big(text ?? 0);
}

/** The sum of stated amounts. */
export function sumOf(amounts: readonly (string | null)[]): Big {
  return amounts.reduce((sum, amount) => sum.plus(amountOf(amount)), new Big(0));
}

export interface Comparison {
  code: FindingCode;
  rule: string;
  field: string;
  stated: string | null;
  expected: Big;
  /** Up to this difference it is only a warning; 0 unless told. */
  within?: Big;
}

/** A finding where a stated amount is not the expected one; none where it is not stated at all. */
export function compare({ code, rule, field, stated, expected, within }: Comparison): Finding[] {
  if (stated === null) return [];
  const difference = new Big(stated).minus(expected).abs();
  if (difference.eq(0)) return [];
  const severity = within !== undefined && difference.lte(within) ? 'warning' : 'error';
  return [finding(code, { rule, field, stated, expected: writeAmount(expected), severity })];
}
