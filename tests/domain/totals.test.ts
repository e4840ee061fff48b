import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { DraftLine, InvoiceDraft, TaxRate } from '../../domain/invoice-draft.ts';
import { newLine, newTextLine } from '../../domain/new-draft.ts';
import { computeTotals, lineCents } from '../../domain/totals.ts';
import { someInvoice } from './random-invoice.ts';
import { oracleTotals } from './totals-oracle.ts';

// Thousands of random invoices take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const id = '00000000-0000-4000-8000-000000000001';

function line(unitPrice: string, rate: TaxRate, quantity = '1', discountPercentage = ''): DraftLine {
  return { ...newLine(id, 'net'), unitPrice, taxRatePercentage: rate, quantity, discountPercentage };
}

function totals(
  taxType: InvoiceDraft['taxType'],
  lineItems: DraftLine[],
  totalDiscount: InvoiceDraft['totalDiscount'] = { kind: 'none' },
) {
  return computeTotals({ taxType, lineItems, totalDiscount });
}

describe('the worked examples of the API reference', () => {
  it('net 13.40 at 19, 8.32 at 7 and 5.00 at 0', () => {
    const result = totals('net', [line('13.40', 19), line('8.32', 7), line('5.00', 0)]);
    expect(result).toMatchObject({ netCents: 2672, taxCents: 313, grossCents: 2985 });
    expect(result.taxes.map((tax) => tax.taxCents)).toEqual([0, 58, 255]);
  });

  it('gross 666.00 at 19', () => {
    expect(totals('gross', [line('666', 19)])).toMatchObject({ netCents: 55966, taxCents: 10634, grossCents: 66600 });
  });

  it('gross 51.85 at 19', () => {
    expect(totals('gross', [line('51.85', 19)])).toMatchObject({ netCents: 4357, taxCents: 828, grossCents: 5185 });
  });

  it('the sample invoice: 3 hours at 95 less 5 %, 2 books at 18.69, a text', () => {
    const result = totals('net', [line('95', 19, '3', '5'), line('18.69', 7, '2'), newTextLine(id)]);
    expect(result).toEqual({
      lines: [27075, 3738, null],
      subtotalCents: 30813,
      discountCents: 0,
      netCents: 30813,
      taxCents: 5406,
      grossCents: 36219,
      taxes: [
        { ratePercentage: 7, netCents: 3738, taxCents: 262 },
        { ratePercentage: 19, netCents: 27075, taxCents: 5144 },
      ],
    });
  });
});

describe('rounding', () => {
  it('taxes the column once instead of each line', () => {
    // Three lines of 0.13 have 0.02 tax each, 0.06 together; the column has 0.07.
    expect(totals('net', [line('0.13', 19), line('0.13', 19), line('0.13', 19)]).taxCents).toBe(7);
  });

  it.each([
    ['0.005', '1', '', 1],
    ['0.0049', '1', '', 0],
    ['0.6543', '3', '', 196],
    ['1.005', '1', '', 101],
    ['10', '0.3333', '', 333],
    ['99.99', '1', '100', 0],
    ['0.01', '1', '50', 1],
    ['19.99', '7', '12.5', 12244],
  ])('a line of %s × %s less %s %% is %i cents', (price, quantity, discount, cents) => {
    expect(lineCents(line(price, 19, quantity, discount))).toBe(cents);
  });
});

describe('lines that do not count', () => {
  it('leaves out texts and lines without quantity or price, and keeps their place', () => {
    const result = totals('net', [line('', 19), newTextLine(id), line('10', 19, ''), line('10', 19)]);
    expect(result.lines).toEqual([null, null, null, 1000]);
    expect(result.grossCents).toBe(1190);
  });

  it('leaves out amounts that would not stay exact', () => {
    expect(lineCents(line('9999999999', 19, '9999999999'))).toBeNull();
  });

  it('is all zero without lines', () => {
    expect(totals('gross', [])).toMatchObject({ subtotalCents: 0, grossCents: 0, taxes: [] });
  });
});

describe('kinds without VAT', () => {
  it.each(['vatfree', 'intraCommunitySupply', 'constructionService13b', 'photovoltaicEquipment'] as const)(
    '%s has no tax, whatever the lines say',
    (taxType) => {
      const result = totals(taxType, [line('100', 19), line('50', 7)]);
      expect(result).toMatchObject({ netCents: 15000, taxCents: 0, grossCents: 15000 });
      expect(result.taxes).toEqual([{ ratePercentage: 0, netCents: 15000, taxCents: 0 }]);
    },
  );
});

describe('the discount of the document', () => {
  it('takes a percentage off every rate before tax', () => {
    const result = totals('net', [line('100', 19), line('50', 7)], { kind: 'percentage', percent: '10' });
    expect(result).toMatchObject({ subtotalCents: 15000, discountCents: 1500, netCents: 13500, taxCents: 1710 + 315 });
  });

  it('rounds what is left half up', () => {
    expect(totals('net', [line('0.05', 0)], { kind: 'percentage', percent: '10' }).netCents).toBe(5);
  });

  it('spreads an amount over the rates in proportion', () => {
    const result = totals('net', [line('300', 19), line('100', 7)], { kind: 'absolute', cents: 4000 });
    expect(result.taxes.map((tax) => tax.netCents)).toEqual([9000, 27000]);
  });

  it('puts what rounding leaves over on the largest rate', () => {
    const lines = [line('1', 19), line('1', 7), line('1.01', 0)];
    const result = totals('net', lines, { kind: 'absolute', cents: 100 });
    expect(result.discountCents).toBe(100);
    expect(result.taxes.map((tax) => tax.netCents)).toEqual([67, 67, 67]);
  });

  it('takes no more than there is', () => {
    expect(totals('net', [line('10', 19)], { kind: 'absolute', cents: 999999 })).toMatchObject({
      discountCents: 1000,
      grossCents: 0,
    });
  });
});

describe('in general', () => {
  test.prop([someInvoice], { numRuns: 2000 })('agrees with exact fractions', (invoice) => {
    const result = computeTotals(invoice);
    expect(result).toEqual(oracleTotals(invoice));
  });

  test.prop([someInvoice], { numRuns: 1000 })('adds up, and no rate goes below zero', (invoice) => {
    const result = computeTotals(invoice);
    expect(result.netCents + result.taxCents).toBe(result.grossCents);
    const leading = invoice.taxType === 'gross' ? result.grossCents : result.netCents;
    expect(leading).toBe(result.subtotalCents - result.discountCents);
    for (const tax of result.taxes) expect(Math.min(tax.netCents, tax.taxCents)).toBeGreaterThanOrEqual(0);
  });

  test.prop([someInvoice, fc.nat()])('does not depend on the order of the lines', (invoice, turn) => {
    const at = invoice.lineItems.length === 0 ? 0 : turn % invoice.lineItems.length;
    const turned = [...invoice.lineItems.slice(at), ...invoice.lineItems.slice(0, at)];
    const { lines: _first, ...sums } = computeTotals(invoice);
    const { lines: _second, ...turnedSums } = computeTotals({ ...invoice, lineItems: turned });
    expect(turnedSums).toEqual(sums);
  });
});
