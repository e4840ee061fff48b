import { test } from '@fast-check/vitest';
import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centsFromWire, ratioOfCents, roundHalfUp, sumCents, wireFromCents } from '../../domain/money.ts';

describe('centsFromWire', () => {
  it.each([
    [0, 0],
    [-0, 0],
    [5, 500],
    [5.0, 500],
    [29.85, 2985],
    [1.005, 101],
    [0.1 + 0.2, 30],
    [1130.0000000000002, 113000],
    [-362.19, -36219],
    ['12.50', 1250],
    [' 12.5 ', 1250],
    ['1e3', 100000],
    [0.005, 1],
    [-0.005, -1],
    [-0.001, 0],
    ['90071992547409.91', 9007199254740991],
  ])('reads %s as %i cents', (value, cents) => {
    expect(Object.is(centsFromWire(value), cents)).toBe(true);
  });

  it.each([
    NaN,
    Infinity,
    -Infinity,
    1e21,
    1e300,
    90071992547409.92,
    '',
    ' ',
    'abc',
    '12,50',
    '1.2.3',
    '0x10',
    '1e999',
    '9'.repeat(50),
  ])('refuses %s', (value) => {
    expect(centsFromWire(value)).toBeNull();
  });

  test.prop([fc.integer({ min: -1e13, max: 1e13 })])('is undone by wireFromCents, through JSON', (cents) => {
    expect(centsFromWire(JSON.parse(JSON.stringify(wireFromCents(cents))) as number)).toBe(cents + 0);
  });
});

describe('wireFromCents', () => {
  test.prop([fc.integer({ min: -1e12, max: 1e12 })])('prints at most two decimals', (cents) => {
    expect(String(wireFromCents(cents))).toMatch(/^-?\d+(\.\d{1,2})?$/);
  });
});

describe('rounding', () => {
  it.each([
    ['2.345', '2.35'],
    ['2.3449999', '2.34'],
    ['-2.345', '-2.35'],
    ['1.005', '1.01'],
    ['0.5', '0.5'],
  ])('rounds %s half up to %s', (value, rounded) => {
    expect(roundHalfUp(new Big(value)).toString()).toBe(rounded);
  });

  it('rounds to whole units when told', () => {
    expect(roundHalfUp(new Big('0.5'), 0).toString()).toBe('1');
  });

  test.prop([fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 1e6 })])(
    'takes a share exactly, rounded once',
    (cents, part, whole) => {
      const doubled = 2n * BigInt(cents) * BigInt(part) + BigInt(whole);
      expect(ratioOfCents(cents, part, whole)).toBe(Number(doubled / (2n * BigInt(whole))));
    },
  );

  it('adds cents, nothing included', () => {
    expect(sumCents([])).toBe(0);
    expect(sumCents([1, -3, 10])).toBe(8);
  });
});
