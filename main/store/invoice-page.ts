import type { InvoiceSort, InvoiceSortKey, StatusFilter } from '../../domain/invoice-filter.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import type { VoucherListRow } from '../lexware/api.ts';
import { decode, decodeText } from './codec.ts';
import { chipCondition, listedType, sortColumns, sortIndexes } from './invoice-list.ts';
import type { ListPosition } from './list-cursor.ts';
import type { InvoiceScope } from './invoice-scope.ts';
import { fewRows } from './list-sums.ts';
import type { Sql, SqlRow } from './sql.ts';

/** What a page is asked for. */
export interface PageQuestion {
  scope: InvoiceScope | null;
  chip: StatusFilter;
  today: IsoDate;
  key: InvoiceSortKey;
  direction: InvoiceSort['direction'];
  after: ListPosition | null;
  limit: number;
  /** How many rows match scope and chip. */
  count: number;
  /** Their row ids as a JSON array, where they are known already. */
  among: string | null;
}

/** A row with its place in the order asked for. */
export interface PlacedRow {
  row: VoucherListRow;
  position: ListPosition;
}

/** Reads one page. The planner knows no counts, so the way to the rows is chosen here. */
export function readPage(sql: Sql, question: PageQuestion): PlacedRow[] {
  const { scope, chip, today, key, direction, after, limit, among } = question;
  const column = sortColumns[key];
  const order = direction === 'asc' ? 'ASC' : 'DESC';
  const of = chipCondition(chip, today);
  const isOf = among === null ? (scope?.sql ?? 'TRUE') : 'rowid IN (SELECT value FROM json_each(?))';
  const beyond = after ? `(${column}, rowid) ${direction === 'asc' ? '>' : '<'} (?, ?)` : 'TRUE';
  const rows = sql.all(
    `SELECT page.rowid AS row, page.position, voucher_payloads.payload FROM (
       SELECT rowid, ${isText(key) ? `CAST(${column} AS BLOB)` : column} AS position
       FROM voucher_rows ${wayTo(question)}
       WHERE voucher_type = '${listedType}' AND ${of.sql} AND ${isOf} AND ${beyond}
       ORDER BY ${column} ${order}, rowid ${order} LIMIT ?
     ) AS page JOIN voucher_payloads ON voucher_payloads.rowid = page.rowid`,
    ...of.values,
    ...(among === null ? (scope?.values ?? []) : [among]),
    ...(after ? [after.value, after.row] : []),
    limit,
  );
  return rows.map((row) => placed(row, key));
}

/** Few rows: by what narrows them most or their status, then sorted. Many: along the order, until the page is full. */
function wayTo({ scope, chip, key, count, among }: PageQuestion): string {
  if (among !== null) return 'NOT INDEXED';
  const alongTheOrder = `INDEXED BY ${sortIndexes[key]}`;
  if (count > fewRows) return alongTheOrder;
  switch (scope?.by) {
    case 'contact':
      return 'INDEXED BY voucher_rows_by_contact_id';
    case 'addressee':
      return 'INDEXED BY voucher_rows_by_contact';
    case 'search':
      return 'NOT INDEXED';
    case 'day':
      return 'INDEXED BY voucher_rows_by_day';
    case 'amount':
      return 'INDEXED BY voucher_rows_by_total';
    case undefined:
      return chip === 'all' ? alongTheOrder : 'INDEXED BY voucher_rows_by_status';
  }
}

function isText(key: InvoiceSortKey): boolean {
  return key !== 'totalCents' && key !== 'openCents';
}

function placed(row: SqlRow, key: InvoiceSortKey): PlacedRow {
  const value = isText(key) ? decodeText(row['position']) : Number(row['position']);
  return { row: decode(row['payload']) as VoucherListRow, position: { value, row: Number(row['row']) } };
}
