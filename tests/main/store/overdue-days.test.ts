import { describe, expect, it } from 'vitest';
import { addDays, todayInBerlin } from '../../../domain/dates.ts';
import { sampleRow } from './samples.ts';
import { memoryStore, valueOf } from './temporary-store.ts';

/** What an open invoice is called at an instant, in the row, in the counts, and in the sums of the overview. */
function statusAt(dueDate: string, instant: string): string {
  const today = todayInBerlin(Date.parse(instant));
  const store = memoryStore();
  const row = sampleRow({ status: 'open', dueDate, totalCents: 11_900, openCents: 11_900 });
  store.vouchers.upsert([row], 1);
  const { status } = valueOf(store.vouchers.get(row.id, today));
  const { counts } = valueOf(store.vouchers.list({}, today));
  const { rows } = valueOf(store.vouchers.list({ status: 'overdue' }, today));
  const isLate = status === 'overdue' ? 1 : 0;
  expect(counts).toMatchObject({ open: 1, overdue: isLate });
  expect(rows).toHaveLength(isLate);
  return status;
}

describe('an invoice is due until the end of its day in Germany, and overdue from the next on', () => {
  it.each([
    ['at midnight in winter', '2026-11-23', '2026-11-23T22:59:59.999Z', '2026-11-23T23:00:00.000Z'],
    ['at midnight in summer', '2026-07-14', '2026-07-14T21:59:59.999Z', '2026-07-14T22:00:00.000Z'],
    ['at the end of a month', '2026-09-30', '2026-09-30T21:59:59.999Z', '2026-09-30T22:00:00.000Z'],
    ['at the end of the year', '2026-12-31', '2026-12-31T22:59:59.999Z', '2026-12-31T23:00:00.000Z'],
    ['on a leap day', '2028-02-29', '2028-02-29T22:59:59.999Z', '2028-02-29T23:00:00.000Z'],
    ['on the day before a leap day', '2028-02-28', '2028-02-28T22:59:59.999Z', '2028-02-28T23:00:00.000Z'],
    ['at the end of February without one', '2027-02-28', '2027-02-28T22:59:59.999Z', '2027-02-28T23:00:00.000Z'],
    ['on the day of 23 hours', '2026-03-29', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00.000Z'],
    ['on the day before it', '2026-03-28', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00.000Z'],
    ['on the day of 25 hours', '2026-10-25', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00.000Z'],
    ['on the day before that', '2026-10-24', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00.000Z'],
  ])('%s', (_when, dueDate, lastMoment, nextMoment) => {
    expect(Date.parse(nextMoment) - Date.parse(lastMoment)).toBe(1);
    expect(statusAt(dueDate, lastMoment)).toBe('open');
    expect(statusAt(dueDate, nextMoment)).toBe('overdue');
  });

  it('counts a payment term in days of the calendar over a change of the clock', () => {
    const due = addDays('2026-10-20', 14);
    expect(due).toBe('2026-11-03');
    expect(statusAt(due, '2026-11-03T22:59:59Z')).toBe('open');
    expect(statusAt(due, '2026-11-03T23:00:00Z')).toBe('overdue');
  });

  it('never makes overdue what has no due date', () => {
    const store = memoryStore();
    const row = sampleRow({ status: 'open', dueDate: null });
    store.vouchers.upsert([row], 1);
    expect(valueOf(store.vouchers.get(row.id, '2099-01-01')).status).toBe('open');
  });
});
