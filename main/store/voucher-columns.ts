import type { IsoDate } from '../../domain/primitives.ts';
import type { VoucherRow } from '../../domain/voucher.ts';
import type { VoucherListRow } from '../lexware/api.ts';
import { foldGerman, searchDocument } from './fold.ts';
import { noAmount } from './invoice-list.ts';
import { amountText } from './search.ts';
import type { SqlValue } from './sql.ts';

/** Sort keys of text are cut here, so that a cursor, which carries one, stays short. Characters. */
const sortKeyLength = 80;

/** The columns of a row, in the order of `columnNames`. */
export const columnNames = [
  'voucher_type',
  'status',
  'number_key',
  'voucher_date',
  'contact_key',
  'contact_id',
  'due_date',
  'total_key',
  'open_key',
  'created_ms',
] as const;

/** The values of a row's columns. */
export function columnValues(row: VoucherListRow): SqlValue[] {
  return [
    row.voucherType,
    baseStatus(row.status),
    numberKey(row.number ?? ''),
    row.voucherDate,
    contactKey(row.contactName),
    row.contactId ?? '',
    row.dueDate ?? '',
    row.totalCents ?? noAmount,
    row.openCents ?? noAmount,
    row.createdMs,
  ];
}

/** The sort key of a name. */
export function contactKey(name: string): string {
  return foldGerman(name).slice(0, sortKeyLength);
}

/** A number's sort key: runs of digits are padded, so that `RE9` comes before `RE10`. */
export function numberKey(number: string): string {
  return foldGerman(number)
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'))
    .slice(0, sortKeyLength);
}

/** Overdue is a matter of today, not of the day of the last sync, so it is stored as open. */
export function baseStatus(status: VoucherRow['status']): VoucherRow['status'] {
  return status === 'overdue' ? 'open' : status;
}

/** The row as it is shown today: open and past its due date is overdue (API reference 4.11). */
export function asOf(row: VoucherListRow, today: IsoDate): VoucherRow {
  const base = baseStatus(row.status);
  const isLate = base === 'open' && row.dueDate !== null && row.dueDate < today;
  return {
    id: row.id,
    voucherType: row.voucherType,
    status: isLate ? 'overdue' : base,
    number: row.number,
    voucherDate: row.voucherDate,
    dueDate: row.dueDate,
    contactId: row.contactId,
    contactName: row.contactName,
    totalCents: row.totalCents,
    openCents: row.openCents,
  };
}

/** What a row is found by. */
export function searchTextOf(row: VoucherListRow): string {
  const amounts = [row.totalCents, row.openCents].filter((cents) => cents !== null).map(amountText);
  return searchDocument([row.number ?? '', row.contactName, ...new Set(amounts)]);
}
