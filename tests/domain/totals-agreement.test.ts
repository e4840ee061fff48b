import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, vi } from 'vitest';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import { computeTotals } from '../../domain/totals.ts';
import { toScaled } from '../../sandbox/api/decimal.ts';
import { computeTotals as sandboxTotals, type DocumentDiscount, type PricedLine } from '../../sandbox/api/totals.ts';
import { someInvoice } from './random-invoice.ts';

vi.setConfig({ testTimeout: 120_000 });

type Invoice = Pick<InvoiceDraft, 'taxType' | 'lineItems' | 'totalDiscount'>;

/** A decimal as the sandbox takes it off the wire: a JSON number, read in 1/10,000. */
function scaled(text: string): bigint {
  const value = toScaled(JSON.parse(text));
  if (value === undefined) throw new Error(`the sandbox does not read ${text}`);
  return value;
}

function linesFor({ lineItems }: Invoice): PricedLine[] {
  return lineItems.flatMap((line) => {
    if (line.type === 'text') return [];
    const discount = scaled(line.discountPercentage === '' ? '0' : line.discountPercentage);
    const rate = scaled(String(line.taxRatePercentage));
    return [{ quantity: scaled(line.quantity), unitPrice: scaled(line.unitPrice), rate, discount }];
  });
}

function discountFor({ totalDiscount, ...invoice }: Invoice): DocumentDiscount {
  if (totalDiscount.kind === 'percentage') return { kind: 'percent', of: scaled(totalDiscount.percent) };
  if (totalDiscount.kind === 'none') return { kind: 'none' };
  // More than there is would be refused before anything is computed, by both sides.
  const { subtotalCents } = computeTotals({ ...invoice, totalDiscount: { kind: 'none' } });
  return { kind: 'absolute', cents: BigInt(Math.min(totalDiscount.cents, subtotalCents)) };
}

// Two readings of the same reference by different hands, with no code in common (API reference 3.2 and 7).
test.prop([someInvoice], { numRuns: 10_000 })(
  'the totals shown are those that the sandbox books, to the cent',
  (invoice) => {
    const leading = invoice.taxType === 'gross' ? 'gross' : 'net';
    const booked = sandboxTotals(linesFor(invoice), leading, discountFor(invoice));
    const shown = computeTotals(invoice);
    expect({ net: shown.netCents, tax: shown.taxCents, gross: shown.grossCents, taxes: shown.taxes }).toEqual({
      net: Number(booked.net),
      tax: Number(booked.tax),
      gross: Number(booked.gross),
      taxes: booked.rates.map(({ rate, net, tax }) => ({
        ratePercentage: Number(rate) / 10_000,
        netCents: Number(net),
        taxCents: Number(tax),
      })),
    });
  },
);

test.prop(
  [fc.integer({ min: 0, max: 3000 }), fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 3 })],
  {
    numRuns: 3000,
  },
)('an absolute discount is spread over three rates alike, down to single cents', (cents, sums) => {
  const rates = [0, 7, 19] as const;
  const lineItems = sums.map((sum, index) => ({
    type: 'custom' as const,
    id: '00000000-0000-4000-8000-000000000001',
    name: 'x',
    description: '',
    quantity: '0.01',
    unitName: 'x',
    unitPrice: String(sum),
    taxRatePercentage: rates[index] ?? 0,
    discountPercentage: '',
  }));
  const invoice: Invoice = { taxType: 'net', lineItems, totalDiscount: { kind: 'absolute', cents } };
  const booked = sandboxTotals(linesFor(invoice), 'net', discountFor(invoice));
  expect(computeTotals(invoice).taxes.map((tax) => tax.netCents)).toEqual(booked.rates.map(({ net }) => Number(net)));
});
