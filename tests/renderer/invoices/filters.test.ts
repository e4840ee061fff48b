import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/dates.ts';
import {
  isView,
  periodOf,
  periods,
  rangeOf,
  rangeOfMonth,
  withoutEmpty,
} from '../../../renderer/features/invoices/filters.ts';

describe('a period', () => {
  it.each([
    ['thisMonth', '2026-02-10', '2026-02-01', '2026-02-28'],
    ['lastMonth', '2026-01-31', '2025-12-01', '2025-12-31'],
    ['thisQuarter', '2026-11-24', '2026-10-01', '2026-12-31'],
    ['lastQuarter', '2026-01-01', '2025-10-01', '2025-12-31'],
    ['thisYear', '2024-02-29', '2024-01-01', '2024-12-31'],
    ['lastYear', '2026-11-24', '2025-01-01', '2025-12-31'],
  ] as const)('%s on %s goes from %s to %s', (period, today, dateFrom, dateTo) => {
    expect(rangeOf(period, today)).toEqual({ dateFrom, dateTo });
  });

  test.prop([
    fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    fc.constantFrom(...periods),
  ])('is whole months, holds today or ends before it, and is known again', (date, period) => {
    const today = date.toISOString().slice(0, 10);
    const range = rangeOf(period, today);
    expect(range.dateFrom.slice(8)).toBe('01');
    expect(addDays(range.dateTo, 1).slice(8)).toBe('01');
    expect(range.dateFrom <= today).toBe(true);
    expect(range.dateTo >= today).toBe(period.startsWith('this'));
    const again = periodOf(range, today);
    expect(again === null ? null : rangeOf(again, today)).toEqual(range);
  });

  it('is none where the days are others, or one end is open', () => {
    expect(periodOf({ dateFrom: '2026-11-01', dateTo: '2026-11-29' }, '2026-11-24')).toBeNull();
    expect(periodOf({ dateFrom: '2026-11-01' }, '2026-11-24')).toBeNull();
    expect(rangeOfMonth('2024-02')).toEqual({ dateFrom: '2024-02-01', dateTo: '2024-02-29' });
  });
});

describe('a filter', () => {
  it('holds only what narrows the list', () => {
    expect(withoutEmpty({ search: '', status: 'all', dateFrom: undefined, minCents: 0 })).toEqual({ minCents: 0 });
    expect(withoutEmpty({ addressee: '' })).toEqual({ addressee: '' });
  });

  it('is that of a view, in whatever order it was made, and with the same sorting', () => {
    const sort = { key: 'number', direction: 'asc' } as const;
    const view = { id: '00000000-0000-4000-8000-000000000001', name: 'x', sort, filter: { search: 'a', minCents: 5 } };
    expect(isView(view, { minCents: 5, search: 'a' }, { ...sort })).toBe(true);
    expect(isView(view, { minCents: 5, search: 'a' }, { ...sort, direction: 'desc' })).toBe(false);
    expect(isView(view, { minCents: 5 }, sort)).toBe(false);
  });
});
