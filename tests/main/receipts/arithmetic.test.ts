import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../domain/receipt-finding.ts';
import { checkTotals } from '../../../main/receipts/checks/totals.ts';
import { checkVatBreakdown } from '../../../main/receipts/checks/vat-breakdown.ts';
import { invoiceInput } from './support/arbitraries.ts';
import { findingsOf, read, rulesOf } from './support/read.ts';
import { rightSpec, usualInput, type Spec } from './support/spec.ts';
import { writeCii } from './support/write-cii.ts';
import { writeUbl } from './support/write-ubl.ts';

function arithmeticOf(spec: Spec): Finding[] {
  const { invoice } = read(writeCii(spec));
  return [...checkTotals(invoice), ...checkVatBreakdown(invoice)];
}

/** A change of one cent to what is stated, and every rule that has to notice it. */
const perturbations: [what: string, change: (spec: Spec) => void, rules: string[]][] = [
  ['the sum of lines', ({ totals }) => void (totals.lines += 1), ['BR-CO-10', 'BR-CO-13']],
  ['the sum of allowances', ({ totals }) => void (totals.allowances += 1), ['BR-CO-11', 'BR-CO-13']],
  ['the sum of charges', ({ totals }) => void (totals.charges += 1), ['BR-CO-12', 'BR-CO-13']],
  ['the net total', ({ totals }) => void (totals.net += 1), ['BR-CO-13', 'BR-CO-15']],
  ['the VAT total', ({ totals }) => void (totals.tax += 1), ['BR-CO-14', 'BR-CO-15']],
  ['the gross total', ({ totals }) => void (totals.gross += 1), ['BR-CO-15', 'BR-CO-16']],
  ['the amount due', ({ totals }) => void (totals.payable += 1), ['BR-CO-16']],
  ['the payment in advance', ({ totals }) => void (totals.prepaid += 1), ['BR-CO-16']],
];

describe('the sums of an invoice', () => {
  it('give no finding when they are right', () => {
    fc.assert(
      fc.property(invoiceInput, (input) => {
        expect(arithmeticOf(rightSpec(input))).toEqual([]);
      }),
    );
  });

  it.each(perturbations)('name exactly the rules that %s breaks when it is a cent off', (_what, change, rules) => {
    fc.assert(
      fc.property(invoiceInput, (input) => {
        const spec = rightSpec(input);
        change(spec);
        expect(rulesOf(arithmeticOf(spec))).toEqual(rules);
      }),
      { numRuns: 40 },
    );
  });

  it('are left alone where the profile has no lines', () => {
    const spec = { ...rightSpec(usualInput), guideline: 'urn:factur-x.eu:1p0:basicwl', lines: [] };
    expect(findingsOf(writeCii(spec))).toEqual([]);
  });
});

describe('the VAT breakdown', () => {
  it('tells a cent too much of VAT as a difference within the tolerance, and two euros as an error', () => {
    fc.assert(
      fc.property(invoiceInput, fc.constantFrom(1, 200), (input, cents) => {
        const spec = rightSpec(input);
        const [first] = spec.taxes;
        first!.tax += cents;
        const rule = first!.category === 'S' ? 'BR-CO-17' : `BR-${first!.category}-09`;
        const found = arithmeticOf(spec).find((one) => one.rule === rule);
        expect(found?.severity).toBe(first!.category === 'S' && cents === 1 ? 'warning' : 'error');
        expect(rulesOf(arithmeticOf(spec))).toContain('BR-CO-14');
      }),
      { numRuns: 40 },
    );
  });

  it('tells a taxable amount that its lines do not give, by the rule of its category', () => {
    fc.assert(
      fc.property(invoiceInput, (input) => {
        const spec = rightSpec(input);
        spec.taxes[0]!.taxable += 500;
        expect(rulesOf(arithmeticOf(spec))).toContain(`BR-${spec.taxes[0]!.category}-08`);
      }),
      { numRuns: 40 },
    );
  });

  it('tells a line whose amount was changed in both places that sum it', () => {
    const spec = rightSpec(usualInput);
    spec.lines[0]!.amount += 1;
    expect(rulesOf(arithmeticOf(spec))).toEqual(['BR-CO-10', 'BR-S-08']);
  });

  it('tells a rate that has no breakdown', () => {
    const spec = rightSpec(usualInput);
    const [seven] = spec.taxes.splice(1, 1);
    spec.totals.tax -= seven!.tax;
    spec.totals.gross -= seven!.tax;
    spec.totals.payable -= seven!.tax;
    expect(rulesOf(arithmeticOf(spec))).toEqual(['BR-S-01']);
  });

  it('rounds half a cent up, and away from zero for credits', () => {
    const half = { name: 'a', price: 50, category: 'S', rate: 19, quantity: 1 };
    const { taxes } = rightSpec({ lines: [half] });
    expect(taxes[0]!.tax).toBe(10);
    expect(arithmeticOf(rightSpec({ lines: [half] }))).toEqual([]);
    expect(arithmeticOf(rightSpec({ lines: [{ ...half, quantity: -1 }] }))).toEqual([]);
  });
});

describe('UBL and CII', () => {
  it('give the same findings for the same invoice', () => {
    fc.assert(
      fc.property(invoiceInput, fc.constantFrom(...perturbations), (input, [, change]) => {
        const spec = rightSpec(input);
        change(spec);
        expect(findingsOf(writeUbl(spec))).toEqual(findingsOf(writeCii(spec)));
      }),
      { numRuns: 40 },
    );
  });
});
