import { describe, expect, it } from 'vitest';
import { statusFilters } from '../../../domain/invoice-filter.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import type { Store } from '../../../main/store/store.ts';
import { sampleRow } from './samples.ts';
import { memoryStore, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const today = '2026-09-01';
const statuses = ['open', 'paid', 'paidoff', 'draft', 'voided', 'open'] as const;
const rows = Array.from({ length: 60 }, (_, at) =>
  sampleRow({
    status: statuses[at % statuses.length] ?? 'open',
    dueDate: at % 7 === 0 ? null : `2026-0${String((at % 9) + 1)}-01`,
    totalCents: at * 101,
    openCents: at % 3 === 0 ? at * 100 : 0,
  }),
);
const listedBy = (store: Store) =>
  statusFilters.map((status) => {
    const { totals, counts } = valueOf(store.vouchers.list({ status, limit: 1 }, today));
    return { totals, counts };
  });

describe('the sums of the invoice list', () => {
  it('are the same in a file of the shape before them', () => {
    const place = temporaryPlace();
    const old = openStore(place, migrations.slice(0, 6));
    old.vouchers.upsert(rows, 1);
    old.close();
    const fresh = memoryStore();
    fresh.vouchers.upsert(rows, 1);
    const moved = openStore(place);
    expect(listedBy(moved)).toEqual(listedBy(fresh));
    moved.close();
  });

  it('follow an invoice that is paid, opened again, moved to another day and gone', () => {
    const store = memoryStore();
    store.vouchers.upsert(rows, 1);
    const present = rows.map((row, at) => ({ ...row, status: statuses[(at + 1) % statuses.length] ?? 'open' }));
    store.vouchers.upsert(present, 2);
    const later = present.slice(0, 40).map((row) => ({ ...row, dueDate: '2026-08-31', totalCents: 5 }));
    store.vouchers.upsert(later, 3);
    const expected = memoryStore();
    expected.vouchers.upsert([...later, ...present.slice(40)], 1);
    expect(listedBy(store)).toEqual(listedBy(expected));
  });
});
