import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { addDays, berlinDay, berlinIso, isDay, parseDateTime, startOfDay } from '../../../sandbox/api/berlin.ts';

const from = Date.parse('1997-01-01T00:00:00Z');
const until = Date.parse('2060-12-31T00:00:00Z');
const instant = fc.integer({ min: from, max: until });
const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('German local time', () => {
  property.prop([instant])('agrees with the time zone database', (ms) => {
    expect(berlinIso(ms).slice(0, 19).replace('T', ' ')).toBe(formatter.format(ms));
    expect(Date.parse(berlinIso(ms))).toBe(ms);
  });

  property.prop([instant])('begins a day at its first instant', (ms) => {
    const start = startOfDay(berlinDay(ms));
    expect(start).toBeLessThanOrEqual(ms);
    expect(berlinIso(start)).toContain('T00:00:00.000+');
    expect(berlinDay(start - 1)).toBe(addDays(berlinDay(ms), -1));
  });

  it.each([
    ['2026-03-29', '2026-03-29T00:00:00.000+01:00'],
    ['2026-03-30', '2026-03-30T00:00:00.000+02:00'],
    ['2026-10-25', '2026-10-25T00:00:00.000+02:00'],
    ['2026-10-26', '2026-10-26T00:00:00.000+01:00'],
  ])('writes the start of %s as %s, around the change of the clock', (day, iso) => {
    expect(berlinIso(startOfDay(day))).toBe(iso);
  });
});

describe('date-times of sales documents', () => {
  it.each(['2026-09-01T00:00:00.000+02:00', '2026-08-31T22:00:00.000Z', '2024-02-29T23:59:59.999-05:00'])(
    'reads %s',
    (text) => {
      expect(parseDateTime(text)).toBe(Date.parse(text));
    },
  );

  it.each([
    '2026-09-01',
    '2026-09-01T00:00:00Z',
    '2026-09-01T00:00:00+02:00',
    '2026-09-01T00:00:00.00Z',
    '2026-09-01T00:00:00.0000Z',
    '2026-09-01T00:00:00.000',
    '2026-09-01 00:00:00.000Z',
    '2026-02-29T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-09-01T24:00:00.000Z',
    '2026-09-01T00:00:00.000+0200',
    '2026-09-01T00:00:00.000+25:00',
    ' 2026-09-01T00:00:00.000Z',
    '2026-09-01t00:00:00.000z',
    '',
    null,
    1_788_000_000_000,
  ])('refuses %s', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });

  it.each(['2026-2-1', '2026-02-30', '20260201', '2026-00-10', 'heute'])('knows that %s is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });
});
