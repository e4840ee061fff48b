import type { InvoiceFilter, InvoiceSort, InvoiceSortKey, StatusFilter } from '../../domain/invoice-filter.ts';
import type { Cents, IsoDate } from '../../domain/primitives.ts';
import type { VoucherRow } from '../../domain/voucher.ts';

/** A question to the invoice list; everything has a default (all, newest first, 100 rows). */
export interface InvoiceListQuery extends InvoiceFilter {
  sort?: InvoiceSort | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** Sums over all rows that match, in cents. */
export interface ListTotals {
  count: number;
  totalCents: Cents;
  openCents: Cents;
}

/** One page of the list. */
export interface InvoiceList {
  rows: VoucherRow[];
  nextCursor: string | null;
  totals: ListTotals;
  counts: Record<StatusFilter, number>;
}

/** The column behind each sort key. Each has an index, which ends in the row id, for keyset paging. */
export const sortColumns: Readonly<Record<InvoiceSortKey, string>> = {
  number: 'number_key',
  voucherDate: 'voucher_date',
  contactName: 'contact_key',
  dueDate: 'due_date',
  totalCents: 'total_key',
  openCents: 'open_key',
};

/** The index behind each sort key. */
export const sortIndexes: Readonly<Record<InvoiceSortKey, string>> = {
  number: 'voucher_rows_by_number',
  voucherDate: 'voucher_rows_by_date',
  contactName: 'voucher_rows_by_contact',
  dueDate: 'voucher_rows_by_due_date',
  totalCents: 'voucher_rows_by_total',
  openCents: 'voucher_rows_by_open',
};

/** The value of "none" in the amount columns: below every amount that can occur. */
export const noAmount = Number.MIN_SAFE_INTEGER;

/** Lexware's types that the invoice list shows. */
export const listedType = 'invoice';

/** The rows of a chip in SQL; takes no parameters but `today` for `overdue`. */
export function chipCondition(chip: StatusFilter, today: IsoDate): { sql: string; values: string[] } {
  switch (chip) {
    case 'all':
      return { sql: 'TRUE', values: [] };
    case 'issued':
      return { sql: "status NOT IN ('draft', 'voided')", values: [] };
    case 'open':
      return { sql: "status = 'open'", values: [] };
    case 'overdue':
      return { sql: "status = 'open' AND due_date <> '' AND due_date < ?", values: [today] };
    case 'paid':
      return { sql: "status IN ('paid', 'paidoff')", values: [] };
    case 'draft':
    case 'voided':
      return { sql: 'status = ?', values: [chip] };
  }
}
