import { fc, test } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { InvoiceFilter } from '../../../domain/invoice-filter.ts';
import { overviewSchema } from '../../../domain/overview.ts';
import { lastMonths } from '../../../main/store/overview.ts';
import { asOf } from '../../../main/store/voucher-columns.ts';
import type { VoucherListRow } from '../../../main/lexware/api.ts';
import { sampleRow } from './samples.ts';
import { memoryStore, openStore, valueOf } from './temporary-store.ts';

const today = '2026-03-15';
const ids = ['5d2b0f3e-2a0c-4c53-9b8f-5d5b6b3a7c11', '5d2b0f3e-2a0c-4c53-9b8f-5d5b6b3a7c12'];
const day = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2026-04-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const cents = fc.integer({ min: -500_00, max: 5_000_00 });

const someRow: fc.Arbitrary<VoucherListRow> = fc
  .record({
    id: fc.uuid(),
    voucherType: fc.constantFrom('invoice', 'invoice', 'invoice', 'quotation', 'purchaseinvoice', 'salescreditnote'),
    status: fc.constantFrom('draft', 'open', 'open', 'overdue', 'paid', 'voided', 'unknown'),
    voucherDate: day,
    dueDate: fc.option(day),
    contactId: fc.option(fc.constantFrom(...ids)),
    contactName: fc.constantFrom('Müller', 'MUELLER', 'Weiß', 'Werft KG', 'Kita e. V.', 'Ahlers', 'Brandt'),
    totalCents: fc.option(cents),
    openCents: fc.option(cents),
    createdMs: fc.nat(1000),
  })
  .map((change) => sampleRow(change));

/** An independent sum: over the rows themselves, in TypeScript. */
function sumOf(
  rows: VoucherListRow[],
  cents: (row: VoucherListRow) => number | null,
): { count: number; cents: number } {
  return { count: rows.length, cents: rows.reduce((sum, row) => sum + (cents(row) ?? 0), 0) };
}
const total = (row: VoucherListRow) => row.totalCents;
const open = (row: VoucherListRow) => row.openCents;

describe('the overview', () => {
  const store = openStore({ path: ':memory:', key: null });
  let generation = 1;

  function filled(rows: VoucherListRow[]) {
    for (let sweep = 0; sweep < 2; sweep += 1) {
      generation += 1;
      const types = ['invoice', 'quotation', 'purchaseinvoice', 'salescreditnote'];
      store.vouchers.endSweep(types, generation, Number.MAX_SAFE_INTEGER);
    }
    store.vouchers.upsert(rows, generation);
    return store.vouchers;
  }

  test.prop([fc.uniqueArray(someRow, { selector: (row) => row.id, maxLength: 60 })], { numRuns: 150 })(
    'says what an independent sum says',
    (rows) => {
      const overview = valueOf(filled(rows).overview(today));
      const invoices = rows.filter((row) => row.voucherType === 'invoice');
      const of = (...statuses: string[]) => invoices.filter((row) => statuses.includes(asOf(row, today).status));
      const issued = invoices.filter((row) => row.status !== 'draft' && row.status !== 'voided');
      expect(overview.open).toEqual(sumOf(of('open', 'overdue'), open));
      expect(overview.overdue).toEqual(sumOf(of('overdue'), open));
      expect(overview.lexwareDrafts).toEqual(sumOf(of('draft'), total));
      expect(overview.thisMonth).toEqual(
        sumOf(
          issued.filter((row) => row.voucherDate.startsWith('2026-03')),
          total,
        ),
      );
      expect(overview.months).toHaveLength(12);
      for (const { month, openCents, ...sum } of overview.months) {
        const ofMonth = issued.filter((row) => row.voucherDate.startsWith(month));
        expect(sum).toEqual(sumOf(ofMonth, total));
        expect(openCents).toBe(sumOf(ofMonth, open).cents);
      }
      const receipts = rows.filter((row) => !['invoice', 'quotation'].includes(row.voucherType));
      expect(overview.receipts).toHaveLength(Math.min(5, receipts.length));
      const newest = receipts.map((row) => row.createdMs).sort((a, b) => b - a);
      const shown = overview.receipts.map(({ id }) => rows.find((row) => row.id === id)?.createdMs);
      expect(shown).toEqual(newest.slice(0, 5));
    },
    60_000,
  );

  test.prop([fc.uniqueArray(someRow, { selector: (row) => row.id, maxLength: 60 })], { numRuns: 150 })(
    'says what the list says that each number leads to',
    (rows) => {
      const vouchers = filled(rows);
      const overview = valueOf(vouchers.overview(today));
      expect(v.is(overviewSchema, { ...overview, localDrafts: { count: 0 } })).toBe(true);
      const listed = (filter: InvoiceFilter) => valueOf(vouchers.list({ ...filter, limit: 1 }, today)).totals;
      const { count, openCents } = listed({ status: 'open' });
      expect(overview.open).toEqual({ count, cents: openCents });
      for (const { month, ...sum } of overview.months) {
        const { totalCents, ...rest } = listed({ status: 'issued', dateFrom: `${month}-01`, dateTo: `${month}-31` });
        expect(sum).toEqual({ ...rest, cents: totalCents });
      }
      for (const debtor of overview.debtors) {
        const { contactId, name } = debtor;
        const who = contactId === null ? { addressee: name } : { contactId };
        const theirs = listed({ ...who, status: 'open' });
        expect(debtor).toMatchObject({ count: theirs.count, openCents: theirs.openCents });
        expect(debtor.overdueCents).toBe(listed({ ...who, status: 'overdue' }).openCents);
      }
      const owed = overview.debtors.map((debtor) => debtor.openCents);
      expect(owed).toEqual([...owed].sort((a, b) => b - a));
      expect(owed.every((cents) => cents > 0)).toBe(true);
    },
    60_000,
  );

  it('names those who owe most, one-time addresses by their name', () => {
    const made = memoryStore();
    const owing = (contactName: string, openCents: number, contactId: string | null = null) =>
      sampleRow({ contactName, openCents, contactId, dueDate: '2026-03-14' });
    made.vouchers.upsert(
      [
        owing('Ahlers', 100),
        owing('AHLERS', 200),
        owing('Ahlers', 5000, ids[0]),
        owing('Ahlers & Söhne', 1, ids[0]),
        owing('Brandt', 7),
        owing('Kita', 6),
        owing('Werft', 5),
        owing('zu wenig', 4),
        sampleRow({ contactName: 'bezahlt', status: 'paid', openCents: 9_999_999 }),
      ],
      1,
    );
    const { debtors } = valueOf(made.vouchers.overview(today));
    expect(debtors.map(({ name, openCents }) => [name, openCents])).toEqual([
      ['Ahlers & Söhne', 5001],
      ['AHLERS', 300],
      ['Brandt', 7],
      ['Kita', 6],
      ['Werft', 5],
    ]);
    expect(debtors.map((debtor) => debtor.contactId)).toEqual([ids[0], null, null, null, null]);
  });

  it('is all zeros where there is nothing', () => {
    const overview = valueOf(memoryStore().vouchers.overview(today));
    expect(overview).toMatchObject({
      open: { count: 0, cents: 0 },
      thisMonth: { count: 0 },
      debtors: [],
      receipts: [],
    });
  });
});

describe('the twelve months', () => {
  it.each([
    ['2026-03-15', '2025-04', '2026-03'],
    ['2026-01-31', '2025-02', '2026-01'],
    ['2026-12-01', '2026-01', '2026-12'],
    ['2024-02-29', '2023-03', '2024-02'],
  ])('up to %s go from %s to %s', (on, first, last) => {
    const months = lastMonths(on);
    expect([months.length, months[0], months.at(-1)]).toEqual([12, first, last]);
    expect(new Set(months).size).toBe(12);
  });
});
