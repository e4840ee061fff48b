import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compareDays,
  daysBetween,
  isoDateFromWire,
  todayInBerlin,
  wireFromIsoDate,
} from '../../domain/dates.ts';

const someDay = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('wireFromIsoDate', () => {
  it.each([
    ['2026-09-01', '2026-09-01T00:00:00.000+02:00'],
    ['2026-11-23', '2026-11-23T00:00:00.000+01:00'],
    // The clock changes at 02:00 and 03:00, so both change days still begin with the old offset.
    ['2026-03-29', '2026-03-29T00:00:00.000+01:00'],
    ['2026-03-30', '2026-03-30T00:00:00.000+02:00'],
    ['2026-10-25', '2026-10-25T00:00:00.000+02:00'],
    ['2026-10-26', '2026-10-26T00:00:00.000+01:00'],
    ['2028-02-29', '2028-02-29T00:00:00.000+01:00'],
  ])('writes %s as %s', (day, wire) => {
    expect(wireFromIsoDate(day)).toBe(wire);
  });

  test.prop([someDay])('is German midnight, and is undone by isoDateFromWire', (day) => {
    const wire = wireFromIsoDate(day);
    expect(wire).toMatch(/^\d{4}-\d{2}-\d{2}T00:00:00\.000\+0[12]:00$/);
    expect(isoDateFromWire(wire)).toBe(day);
    expect(isoDateFromWire(new Date(Date.parse(wire)).toISOString())).toBe(day);
    expect(isoDateFromWire(new Date(Date.parse(wire) - 1).toISOString())).toBe(addDays(day, -1));
  });
});

describe('isoDateFromWire', () => {
  it.each([
    ['2026-08-31T22:00:00.000Z', '2026-09-01'],
    ['2026-08-31T21:59:59.999Z', '2026-08-31'],
    ['2026-11-22T23:00:00.000Z', '2026-11-23'],
    ['2026-11-23T00:00:00.000Z', '2026-11-23'],
    ['2026-12-31T23:30:00Z', '2027-01-01'],
    ['2026-11-22T14:00:00.000-09:00', '2026-11-23'],
    ['2026-11-23T10:15:30.123+01:00', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
  ])('reads %s as %s', (text, day) => {
    expect(isoDateFromWire(text)).toBe(day);
  });

  it.each([
    '',
    'gestern',
    '2026-13-01',
    '2026-02-30',
    '2026-02-30T00:00:00.000Z',
    '2026-11-23T25:00:00.000Z',
    '2026-11-23T00:00:00.000',
    '23.11.2026',
    '2026-11-23T00:00:00.000+99:00',
  ])('refuses %s', (text) => {
    expect(isoDateFromWire(text)).toBeNull();
  });
});

describe('calendar days', () => {
  it('changes today at German midnight, not at UTC midnight', () => {
    expect(todayInBerlin(Date.parse('2026-11-23T22:59:59.999Z'))).toBe('2026-11-23');
    expect(todayInBerlin(Date.parse('2026-11-23T23:00:00.000Z'))).toBe('2026-11-24');
    expect(todayInBerlin(Date.parse('2026-07-01T22:00:00.000Z'))).toBe('2026-07-02');
  });

  it.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-12-31', 14, '2027-01-14'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('adds to %s %i days: %s', (day, days, result) => {
    expect(addDays(day, days)).toBe(result);
  });

  test.prop([someDay, fc.integer({ min: -5000, max: 5000 })])('counts what it added', (day, days) => {
    expect(daysBetween(day, addDays(day, days))).toBe(days + 0);
    expect(Math.sign(compareDays(addDays(day, days), day))).toBe(Math.sign(days) + 0);
  });
});
