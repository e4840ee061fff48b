import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { InvoiceFilter } from '../../../domain/invoice-filter.ts';
import { foldPlain } from '../../../main/store/fold.ts';
import { markOf } from '../../../main/store/invoice-scope.ts';
import { decodeCursor, encodeCursor } from '../../../main/store/list-cursor.ts';
import { sampleRow } from './samples.ts';
import { codeOf, memoryStore, valueOf } from './temporary-store.ts';

const today = '2026-09-20';

describe('a cursor', () => {
  const store = () => {
    const made = memoryStore();
    made.vouchers.upsert([sampleRow(), sampleRow(), sampleRow()], 1);
    return made;
  };
  const mark = markOf({});
  const otherMark = markOf({ dateFrom: '2026-09-01' });
  const order = { mark, key: 'voucherDate', direction: 'desc' } as const;
  const of = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    '',
    ' ',
    'x',
    '%%%',
    'null',
    of(null),
    of([]),
    of({}),
    of(1),
    of([1]),
    of([1, mark, 'voucherDate', 'desc', '2026-09-01', 1]),
    of([2, mark, 'voucherDate', 'desc', 5, 1]),
    of([2, mark, 'totalCents', 'desc', 'x', 1]),
    of([2, mark, 'number', 'desc', 'x', 1]),
    of([2, mark, 'voucherDate', 'asc', '2026-09-01', 1]),
    of([2, mark, 'voucherDate', 'desc', null, 1]),
    of([2, mark, 'voucherDate', 'desc', '2026-09-01', { $: 1 }]),
    of([2, mark, 'voucherDate', 'desc', '2026-09-01', '1']),
    of([2, mark, 'voucherDate', 'desc', '2026-09-01', 1.5]),
    of([2, mark, 'voucherDate', 'desc', '2026-09-01', 1, 1]),
    of([2, mark, 'voucherDate', 'desc', '2026-09-01']),
    of([2, mark, 'voucherDate', 'desc', 'a\0b', 1]),
    of([2, mark, 'voucherDate', 'desc', ['x'], 1]),
    of([2, mark, 'voucherDate', 'desc', true, 1]),
    of([2, mark, '__proto__', 'desc', '', 1]),
    of([2, mark, 'voucherDate', 'desc', 'x'.repeat(301), 1]),
    of([2, otherMark, 'voucherDate', 'desc', '2026-09-01', 1]),
    of([2, 'voucherDate', 'desc', '2026-09-01', 1]),
    Buffer.from([0xff, 0xfe, 0]).toString('base64url'),
    '['.repeat(500),
  ])('that is not of this list is refused: %j', (cursor) => {
    expect(codeOf(store().vouchers.list({ cursor }, today))).toBe('invalid_input');
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 500 })])('of any text is refused without a crash', (cursor) => {
    expect(decodeCursor(cursor, order)).toBeNull();
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 80 }), fc.nat()])('comes back as it was', (name, row) => {
    const byName = { mark, key: 'contactName', direction: 'asc' } as const;
    const position = { value: foldPlain(name).slice(0, 80), row };
    expect(decodeCursor(encodeCursor(byName, position), byName)).toEqual(position);
  });

  it.each<InvoiceFilter>([
    { search: 'werkstatt' },
    { status: 'open' },
    { contactId: '5d2b0f3e-2a0c-4c53-9b8f-5d5b6b3a7c11' },
    { addressee: 'Nordlicht' },
    { dateFrom: '2026-09-01' },
    { dateTo: '2026-09-30' },
    { minCents: 1 },
    { maxCents: 99_999 },
  ])('of a list is refused by the list narrowed by %j', (filter) => {
    const made = store();
    const cursor = valueOf(made.vouchers.list({ limit: 1 }, today)).nextCursor ?? '';
    expect(codeOf(made.vouchers.list({ ...filter, cursor }, today))).toBe('invalid_input');
    expect(valueOf(made.vouchers.list({ cursor }, today)).rows).toHaveLength(2);
  });

  it('of a row that is gone goes on after its place', () => {
    const made = store();
    const first = valueOf(made.vouchers.list({ limit: 1 }, today));
    made.vouchers.endSweep(['invoice'], 9, Number.MAX_SAFE_INTEGER);
    made.vouchers.upsert(
      valueOf(made.vouchers.list({ cursor: first.nextCursor ?? '', limit: 9 }, today)).rows.map((row) =>
        sampleRow(row),
      ),
      9,
    );
    made.vouchers.endSweep(['invoice'], 9, Number.MAX_SAFE_INTEGER);
    expect(valueOf(made.vouchers.list({ cursor: first.nextCursor ?? '' }, today)).rows).toHaveLength(2);
  });
});
