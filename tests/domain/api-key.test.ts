import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isNearer, isPossibleKeyDate, keyExpiryOf, keyLifeOf, keyWarnings } from '../../domain/api-key.ts';
import { addDays, daysBetween, isIsoDate } from '../../domain/dates.ts';

const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2080-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('the end of a key', () => {
  it.each([
    ['2026-01-03', '2028-01-03'],
    ['2024-02-29', '2026-02-28'],
    ['2026-02-28', '2028-02-28'],
    ['2026-12-31', '2028-12-31'],
  ])('made on %s is %s', (createdOn, expiresOn) => {
    expect(keyExpiryOf(createdOn)).toBe(expiresOn);
  });

  it('is a real day, two years on', () => {
    fc.assert(
      fc.property(day, (createdOn) => {
        const days = daysBetween(createdOn, keyExpiryOf(createdOn));
        expect(isIsoDate(keyExpiryOf(createdOn))).toBe(true);
        expect(days).toBeGreaterThanOrEqual(730);
        expect(days).toBeLessThanOrEqual(731);
      }),
    );
  });
});

describe('a key is warned of', () => {
  it.each([
    [61, null],
    [60, 'in60'],
    [15, 'in60'],
    [14, 'in14'],
    [4, 'in14'],
    [3, 'in3'],
    [0, 'in3'],
    [-1, 'expired'],
    [-400, 'expired'],
  ])('with %s days left: %s', (daysLeft, warning) => {
    const today = addDays('2028-01-03', -daysLeft);
    expect(keyLifeOf('2026-01-03', today)).toEqual({ expiresOn: '2028-01-03', daysLeft, warning });
  });

  it('more and more urgently, and never less, as days go by', () => {
    fc.assert(
      fc.property(day, fc.nat(800), (createdOn, age) => {
        const today = keyLifeOf(createdOn, addDays(createdOn, age)).warning;
        const tomorrow = keyLifeOf(createdOn, addDays(createdOn, age + 1)).warning;
        expect(today === null || today === tomorrow || (tomorrow !== null && isNearer(tomorrow, today))).toBe(true);
      }),
    );
  });

  it('in one order', () => {
    for (const [place, warning] of keyWarnings.entries()) {
      expect(isNearer(warning, null)).toBe(true);
      expect(isNearer(warning, warning)).toBe(false);
      for (const later of keyWarnings.slice(place + 1)) expect(isNearer(warning, later)).toBe(false);
    }
  });
});

test.each([
  ['2026-11-24', true],
  ['2024-11-24', true],
  ['2017-01-01', true],
  ['2026-11-25', false],
  ['2016-01-01', false],
  ['1999-01-01', false],
])('a key that was made on %s can be one in use on 24.11.2026: %s', (createdOn, isPossible) => {
  expect(isPossibleKeyDate(createdOn, '2026-11-24')).toBe(isPossible);
});
