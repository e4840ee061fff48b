import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { divideHalfUp, toScaled } from '../../../sandbox/api/decimal.ts';
import { computeTotals, lineCents, type DocumentDiscount, type PricedLine } from '../../../sandbox/api/totals.ts';

function line(unitPrice: number, rate: number, quantity = 1, discount = 0): PricedLine {
  const scaled = (value: number) => {
    const result = toScaled(value);
    if (result === undefined) throw new RangeError(String(value));
    return result;
  };
  return { unitPrice: scaled(unitPrice), rate: scaled(rate), quantity: scaled(quantity), discount: scaled(discount) };
}

const none: DocumentDiscount = { kind: 'none' };

describe('the worked examples of the API reference', () => {
  it('adds the tax of three rates on net prices', () => {
    const totals = computeTotals([line(13.4, 19), line(8.32, 7), line(5, 0)], 'net', none);
    expect(totals).toMatchObject({ net: 2672n, tax: 313n, gross: 2985n });
    expect(totals.rates.map((entry) => entry.tax)).toEqual([0n, 58n, 255n]);
  });

  it.each([
    [666, 55_966n, 10_634n],
    [51.85, 4357n, 828n],
    [29.75, 2500n, 475n],
  ])('takes the tax out of %s gross', (price, net, tax) => {
    expect(computeTotals([line(price, 19)], 'gross', none)).toMatchObject({ net, tax });
  });

  it('computes the sample invoice', () => {
    const totals = computeTotals([line(95, 19, 3, 5), line(18.69, 7, 2)], 'net', none);
    expect(totals).toMatchObject({ net: 30_813n, tax: 5406n, gross: 36_219n });
  });

  it('takes ten percent off a document', () => {
    const totals = computeTotals([line(400, 19)], 'net', { kind: 'percent', of: 100_000n });
    expect(totals).toMatchObject({ net: 36_000n, tax: 6840n, gross: 42_840n });
  });

  it('adds up columns before rounding the tax', () => {
    const lines = Array.from({ length: 3 }, () => line(0.03, 19));
    expect(computeTotals(lines, 'net', none)).toMatchObject({ net: 9n, tax: 2n });
  });
});

describe('an absolute document discount', () => {
  it('is spread in proportion, and what rounding leaves falls on the largest sum', () => {
    const lines = [line(10, 0), line(10, 7), line(10.01, 19)];
    const totals = computeTotals(lines, 'net', { kind: 'absolute', cents: 1000n });
    expect(totals.rates.map((entry) => entry.net)).toEqual([667n, 667n, 667n]);
  });

  it('falls on the lowest of equal rates', () => {
    const totals = computeTotals([line(1, 7), line(1, 19)], 'net', { kind: 'absolute', cents: 1n });
    expect(totals.rates.map((entry) => entry.net)).toEqual([100n, 99n]);
  });

  it('can take everything', () => {
    const totals = computeTotals([line(1, 7), line(2, 19)], 'gross', { kind: 'absolute', cents: 300n });
    expect(totals).toMatchObject({ net: 0n, tax: 0n, gross: 0n });
  });

  it('changes nothing where there is nothing', () => {
    const totals = computeTotals([line(0, 19)], 'net', { kind: 'absolute', cents: 5n });
    expect(totals.gross).toBe(0n);
  });
});

const anyLine = fc.record({
  quantity: fc.bigInt({ min: 0n, max: 10_000_000n }),
  unitPrice: fc.bigInt({ min: 0n, max: 500_000_000n }),
  rate: fc.constantFrom(0n, 70_000n, 190_000n),
  discount: fc.bigInt({ min: 0n, max: 1_000_000n }),
});
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 30 });
const leading = fc.constantFrom('net' as const, 'gross' as const);

describe('totals of any document', () => {
  property.prop([anyLines, leading])('add up', (lines, side) => {
    const totals = computeTotals(lines, side, none);
    const sum = lines.reduce((total, entry) => total + lineCents(entry), 0n);
    expect(totals.net + totals.tax).toBe(totals.gross);
    expect(side === 'net' ? totals.net : totals.gross).toBe(sum);
  });

  property.prop([anyLines, leading])('do not depend on the order of lines', (lines, side) => {
    expect(computeTotals([...lines].reverse(), side, none)).toEqual(computeTotals(lines, side, none));
  });

  property.prop([anyLines, leading, fc.bigInt({ min: 0n, max: 10_000n })])(
    'are less by exactly the absolute discount',
    (lines, side, permyriad) => {
      const before = computeTotals(lines, side, none);
      const subtotal = side === 'net' ? before.net : before.gross;
      const cents = (subtotal * permyriad) / 10_000n;
      const after = computeTotals(lines, side, { kind: 'absolute', cents });
      expect(side === 'net' ? after.net : after.gross).toBe(subtotal - cents);
    },
  );

  property.prop([anyLines])('carry a tax that is within half a cent of the exact one', (lines) => {
    for (const { net, tax, rate } of computeTotals(lines, 'net', none).rates) {
      const error = tax * 1_000_000n - net * rate;
      expect(error <= 500_000n && error > -500_001n).toBe(true);
    }
  });
});

describe('decimals', () => {
  it.each([
    [1.005, 10_050n],
    [0.1 + 0.2, undefined],
    [1e-7, undefined],
    [1e21, undefined],
    [12.3456, 123_456n],
    [12.34567, undefined],
    [-0.5, -5000n],
    [Number.NaN, undefined],
    [Infinity, undefined],
    ['1', undefined],
  ])('reads %s as %s', (value, scaled) => {
    expect(toScaled(value)).toBe(scaled);
  });

  it('refuses the third decimal where two are allowed', () => {
    expect(toScaled(1.234, 2)).toBeUndefined();
  });

  it.each([
    [5n, 10n, 1n],
    [4n, 10n, 0n],
    [15n, 10n, 2n],
    [-5n, 10n, -1n],
    [-4n, 10n, 0n],
  ])('rounds %s/%s to %s', (a, b, result) => {
    expect(divideHalfUp(a, b)).toBe(result);
  });
});
