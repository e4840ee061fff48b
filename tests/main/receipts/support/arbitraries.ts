import fc from 'fast-check';
import type { SpecAllowance, SpecInput, SpecLine } from './spec.ts';

/** Category and rate as they go together; the reasons come from the spec. */
const taxes = fc.constantFrom<[string, number]>(['S', 19], ['S', 7], ['S', 20], ['Z', 0], ['E', 0]);
const names = fc.constantFrom('Beratung', 'Kabel 3 × 1,5 mm²', 'Öl & "Fett" <neu>', '漢字', 'a'.repeat(200));

const line = fc.record({
  name: names,
  quantity: fc.integer({ min: -50, max: 500 }),
  price: fc.nat(2_000_000),
  tax: taxes,
});
const allowance = fc.record({
  kind: fc.constantFrom('allowance' as const, 'charge' as const),
  amount: fc.integer({ min: 1, max: 90_000 }),
});

/** What goes into an invoice: up to eight lines, allowances and charges at rates that lines have, and a payment in advance. */
export const invoiceInput: fc.Arbitrary<SpecInput> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    allowances: fc.array(allowance, { maxLength: 3 }),
    prepaid: fc.nat(100_000),
  })
  .map(({ lines, allowances, prepaid }) => ({
    lines: lines.map(({ tax: [category, rate], ...rest }): Omit<SpecLine, 'id' | 'amount'> => ({
      ...rest,
      category,
      rate,
    })),
    allowances: allowances.map((one, i): SpecAllowance => {
      const [category, rate] = lines[i % lines.length]!.tax;
      return { ...one, category, rate };
    }),
    prepaid,
  }));
