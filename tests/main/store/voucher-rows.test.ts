import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  invoiceSortKeys,
  statusFilters,
  type InvoiceFilter,
  type InvoiceSortKey,
  type StatusFilter,
} from '../../../domain/invoice-filter.ts';
import { contract } from '../../../preload/contract.ts';
import * as v from 'valibot';
import type { VoucherListRow } from '../../../main/lexware/api.ts';
import { foldGerman, searchDocument, wordsOf } from '../../../main/store/fold.ts';
import { amountText, isShort, searchWords } from '../../../main/store/search.ts';
import { asOf, numberKey } from '../../../main/store/voucher-columns.ts';
import { sampleRow } from './samples.ts';
import { memoryStore, openStore, valueOf } from './temporary-store.ts';

const today = '2026-09-20';
const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-09-${String(n).padStart(2, '0')}`);
const cents = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -9e15, max: 9e15 }));

const contactIds = ['5d2b0f3e-2a0c-4c53-9b8f-5d5b6b3a7c11', '5d2b0f3e-2a0c-4c53-9b8f-5d5b6b3a7c12'];

const someRow: fc.Arbitrary<VoucherListRow> = fc.record({
  id: fc.uuid(),
  voucherType: fc.constantFrom('invoice', 'invoice', 'invoice', 'quotation'),
  status: fc.constantFrom('draft', 'open', 'overdue', 'paid', 'paidoff', 'voided', 'unknown'),
  number: fc.option(fc.constantFrom('RE1', 'RE2', 'RE10', 'RE0010', 'AB-7/3', 'ä1')),
  voucherDate: day,
  dueDate: fc.option(day),
  contactId: fc.option(fc.constantFrom(...contactIds)),
  contactName: fc.oneof(
    fc.constantFrom('Müller', 'Mueller', 'Muller', 'MÜLLER GmbH', 'Weiß', '', 'Ö', 'gmbh & co'),
    fc.string({ unit: 'binary', maxLength: 300 }),
  ),
  totalCents: fc.option(cents),
  openCents: fc.option(cents),
  createdMs: fc.nat(),
  updatedMs: fc.nat(),
  archived: fc.boolean(),
});
const someSearch = fc.constantFrom(
  '',
  'mü',
  'mue',
  'mueller',
  'MULLER',
  'weiss',
  'gm',
  'gmbh',
  're1',
  '&',
  're 1',
  '5,00',
);
const or = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
/** Everything that a list can be narrowed by but its search and chip; most of it mostly left out. */
const someScope: fc.Arbitrary<InvoiceFilter> = fc.oneof(
  fc.constant({}),
  fc.record({
    contactId: or(fc.constantFrom(...contactIds)),
    addressee: or(fc.constantFrom('mueller', 'Müller', 'weiss', '', 'x\0y')),
    dateFrom: or(day),
    dateTo: or(day),
    minCents: or(cents),
    maxCents: or(cents),
  }),
  fc.record({ dateFrom: day, dateTo: or(day), maxCents: or(cents) }),
);
const someOrder = fc.record({
  key: fc.constantFrom(...invoiceSortKeys),
  direction: fc.constantFrom('asc' as const, 'desc' as const),
});

/** The list, said simply. */
function model(
  rows: VoucherListRow[],
  search: string,
  scope: InvoiceFilter,
  chip: StatusFilter,
  key: InvoiceSortKey,
  direction: 'asc' | 'desc',
) {
  const { contactId, addressee, dateFrom = '', dateTo = '~', minCents, maxCents } = scope;
  const words = searchWords(search);
  const found = rows
    .filter((row) => row.voucherType === 'invoice')
    .filter((row) => contactId === undefined || row.contactId === contactId)
    .filter((row) => {
      if (contactId !== undefined || addressee === undefined) return true;
      return row.contactId === null && foldGerman(row.contactName).slice(0, 80) === foldGerman(addressee).slice(0, 80);
    })
    .filter((row) => row.voucherDate >= dateFrom && row.voucherDate <= dateTo)
    .filter((row) => minCents === undefined || (row.totalCents !== null && row.totalCents >= minCents))
    .filter((row) => maxCents === undefined || (row.totalCents !== null && row.totalCents <= maxCents))
    .filter((row) => {
      const amounts = [row.totalCents, row.openCents].filter((c) => c !== null).map(amountText);
      const text = searchDocument([row.number ?? '', row.contactName, ...new Set(amounts)]);
      const beginsAWord = (start: string) => wordsOf(text).some((word) => word.startsWith(start));
      return words.every((word) => {
        if (!isShort(word)) return word.some((spelling) => text.includes(spelling));
        const starts = word.flatMap(wordsOf);
        return starts.length === 0 || starts.some(beginsAWord);
      });
    });
  const isIn = (of: StatusFilter, row: VoucherListRow) => {
    const { status } = asOf(row, today);
    if (of === 'all') return true;
    if (of === 'issued') return status !== 'draft' && status !== 'voided';
    if (of === 'open') return status === 'open' || status === 'overdue';
    if (of === 'paid') return status === 'paid' || status === 'paidoff';
    return status === of;
  };
  const least = Number.MIN_SAFE_INTEGER;
  const keyOf = (row: VoucherListRow) =>
    ({
      number: numberKey(row.number ?? ''),
      voucherDate: row.voucherDate,
      contactName: foldGerman(row.contactName).slice(0, 80),
      dueDate: row.dueDate ?? '',
      totalCents: row.totalCents ?? least,
      openCents: row.openCents ?? least,
    })[key];
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(String(b))) : a - Number(b);
  const rowsOfChip = found.filter((row) => isIn(chip, row));
  const sorted = rowsOfChip.sort((a, b) => compare(keyOf(a), keyOf(b)) || rows.indexOf(a) - rows.indexOf(b));
  return {
    ids: (direction === 'asc' ? sorted : sorted.reverse()).map((row) => row.id),
    counts: Object.fromEntries(statusFilters.map((of) => [of, found.filter((row) => isIn(of, row)).length])),
    totalCents: rowsOfChip.reduce((sum, row) => sum + BigInt(row.totalCents ?? 0), 0n),
  };
}

describe('the invoice list', () => {
  const shared = openStore({ path: ':memory:', key: null });
  let generation = 1;

  /** The shared store without rows: opening one takes longer than all the rest. */
  function emptied() {
    for (let sweep = 0; sweep < 2; sweep += 1) {
      generation += 1;
      shared.vouchers.endSweep(['invoice', 'quotation'], generation, Number.MAX_SAFE_INTEGER);
    }
    return shared;
  }

  test.prop(
    [
      fc.uniqueArray(someRow, { selector: (row) => row.id, maxLength: 40 }),
      someSearch,
      someScope,
      fc.constantFrom(...statusFilters),
      someOrder,
      fc.integer({ min: 1, max: 7 }),
    ],
    { numRuns: 300 },
  )(
    'is what the model says, page by page',
    (rows, search, scope, status, sort, limit) => {
      const store = emptied();
      store.vouchers.upsert(rows, generation);
      const expected = model(rows, search, scope, status, sort.key, sort.direction);
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = valueOf(store.vouchers.list({ ...scope, search, status, sort, cursor, limit }, today));
        expect(v.is(contract.invoices.list.output, page)).toBe(true);
        expect(page.counts).toEqual(expected.counts);
        expect(page.totals.count).toBe(expected.counts[status]);
        if (expected.totalCents <= 9e15 && expected.totalCents >= -9e15) {
          expect(Math.abs(page.totals.totalCents - Number(expected.totalCents))).toBeLessThanOrEqual(rows.length * 2);
        }
        if (cursor !== undefined) expect(cursor.length).toBeLessThanOrEqual(500);
        ids.push(...page.rows.map((row) => row.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(ids).toEqual(expected.ids);
    },
    60_000,
  );

  it('sums ordinary amounts to the cent', () => {
    const store = memoryStore();
    store.vouchers.upsert(
      [1, 2, 33, 4_000_000_01].map((totalCents) => sampleRow({ totalCents })),
      1,
    );
    expect(valueOf(store.vouchers.list({}, today)).totals).toEqual({
      count: 4,
      totalCents: 4_000_000_37,
      openCents: 47_600,
    });
  });

  it('knows that the sums changed', () => {
    const store = memoryStore();
    const row = sampleRow({ dueDate: null });
    store.vouchers.upsert([row], 1);
    expect(valueOf(store.vouchers.list({}, today)).counts.open).toBe(1);
    store.vouchers.upsert([{ ...row, status: 'paid', openCents: 0 }], 1);
    expect(valueOf(store.vouchers.list({}, today)).counts).toMatchObject({ open: 0, paid: 1, all: 1 });
    store.vouchers.endSweep(['invoice'], 2, Number.MAX_SAFE_INTEGER);
    store.vouchers.endSweep(['invoice'], 3, Number.MAX_SAFE_INTEGER);
    expect(valueOf(store.vouchers.list({}, today)).counts.all).toBe(0);
  });

  it('calls an invoice overdue from the day after its due date', () => {
    const store = memoryStore();
    const row = sampleRow({ status: 'overdue', dueDate: '2026-09-15' });
    store.vouchers.upsert([row], 1);
    for (const [on, status] of [
      ['2026-09-15', 'open'],
      ['2026-09-16', 'overdue'],
    ] as const) {
      expect(valueOf(store.vouchers.get(row.id, on)).status).toBe(status);
      expect(valueOf(store.vouchers.list({}, on)).counts.overdue).toBe(status === 'overdue' ? 1 : 0);
      expect(valueOf(store.vouchers.list({ status: 'open' }, on)).rows).toHaveLength(1);
    }
  });

  it('does not fail where hostile amounts pass 64 bits', () => {
    const store = memoryStore();
    const rows = Array.from({ length: 1100 }, () => sampleRow({ totalCents: Number.MAX_SAFE_INTEGER }));
    store.vouchers.upsert(rows, 1);
    expect(valueOf(store.vouchers.list({}, today)).totals.totalCents).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('a sweep', () => {
  it('removes what two sweeps missed, of its types, and not what is younger than the list may know', () => {
    const made = memoryStore();
    const old = sampleRow({ createdMs: 1000 });
    const young = sampleRow({ createdMs: 5000 });
    const other = sampleRow({ createdMs: 1000, voucherType: 'quotation' });
    made.vouchers.upsert([old, young, other], 1);
    expect(made.vouchers.endSweep(['invoice'], 2, 4000)).toEqual({ removed: 0, missed: 1 });
    expect(made.vouchers.endSweep(['invoice'], 3, 4000)).toEqual({ removed: 1, missed: 0 });
    expect(made.vouchers.find(old.id)).toBeNull();
    expect(made.vouchers.find(young.id)).toEqual(young);
    expect(made.vouchers.find(other.id)).toEqual(other);
  });

  it('forgets a miss when the row is seen again', () => {
    const made = memoryStore();
    const row = sampleRow({ createdMs: 0 });
    made.vouchers.upsert([row], 1);
    made.vouchers.endSweep(['invoice'], 2, 1);
    expect(made.vouchers.upsert([row], 3)).toEqual([]);
    expect(made.vouchers.endSweep(['invoice'], 3, 1)).toEqual({ removed: 0, missed: 0 });
    expect(made.vouchers.endSweep(['invoice'], 4, 1)).toEqual({ removed: 0, missed: 1 });
    expect(made.vouchers.count()).toBe(1);
  });
});
