import { appError, type AppError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { VoucherRow } from '../../domain/voucher.ts';
import type { VoucherListRow } from '../lexware/api.ts';
import { decode, decodeText, encode } from './codec.ts';
import type { InvoiceList, InvoiceListQuery } from './invoice-list.ts';
import { readPage } from './invoice-page.ts';
import { markOf, scopeOf } from './invoice-scope.ts';
import { decodeCursor, encodeCursor, type ListOrder } from './list-cursor.ts';
import { ListSums } from './list-sums.ts';
import { readOverview, type MirrorOverview } from './overview.ts';
import type { Sql } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';
import { TextIndex } from './text-index.ts';
import { asOf, columnNames, columnValues, searchTextOf } from './voucher-columns.ts';

const defaultLimit = 100;

/** The mirror of Lexware's voucherlist, all types; the invoice list reads the invoices among them. */
export class VoucherRows {
  readonly #sql: Sql;
  readonly #sums: ListSums;
  readonly #texts: TextIndex;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#sums = new ListSums(sql);
    this.#texts = new TextIndex(sql, 'voucher');
  }

  /**
   * One page of the invoice list with its sums.
   * @param today the German day, for what is overdue
   * @returns `invalid_input` for a cursor that is not of this order and filter
   */
  list(query: InvoiceListQuery, today: IsoDate): Result<InvoiceList, AppError> {
    return guard(() => {
      const { key, direction } = query.sort ?? { key: 'voucherDate', direction: 'desc' };
      const order: ListOrder = { mark: markOf(query), key, direction };
      const after = query.cursor === undefined ? null : decodeCursor(query.cursor, order);
      if (query.cursor !== undefined && after === null) return fail(appError('invalid_input'));
      const chip = query.status ?? 'all';
      const scope = scopeOf(query);
      const limit = query.limit ?? defaultLimit;
      const { totals, counts, rows: among } = this.#sums.of(scope, chip, today);
      const question = { scope, chip, today, key, direction, after, limit: limit + 1, count: totals.count, among };
      const page = readPage(this.#sql, question);
      const rows = page.slice(0, limit);
      const last = rows.at(-1);
      return ok({
        rows: rows.map((row) => asOf(row.row, today)),
        nextCursor: page.length > limit && last ? encodeCursor(order, last.position) : null,
        totals,
        counts,
      });
    });
  }

  /** The numbers of the overview as of a German day. */
  overview(today: IsoDate): Result<MirrorOverview, AppError> {
    return guardValue(() => readOverview(this.#sql, today));
  }

  /** One row, as it is shown today; `invoice_not_found`. */
  get(id: string, today: IsoDate): Result<VoucherRow, AppError> {
    return guard(() => {
      const row = this.find(id);
      return row ? ok(asOf(row, today)) : fail(appError('invoice_not_found'));
    });
  }

  /** One row as mirrored, or `null`. */
  find(id: string): VoucherListRow | null {
    const row = this.#sql.first(
      'SELECT payload FROM voucher_payloads JOIN voucher_rows USING (rowid) WHERE id = ?',
      id,
    );
    return row ? (decode(row['payload']) as VoucherListRow) : null;
  }

  /** How many vouchers of any type are mirrored. */
  count(): number {
    return this.#sql.number('SELECT count(*) FROM voucher_rows');
  }

  /**
   * The newest creation at Lexware that the mirror knows, ms of the server's clock; 0 where it knows none.
   * @param untilMs what claims to be newer is left out
   */
  newestCreatedMs(untilMs: number): number {
    return this.#sql.number('SELECT max(created_ms) FROM voucher_rows WHERE created_ms <= ?', untilMs);
  }

  /** The ids of vouchers that Lexware created at or after an instant of its clock, ms. */
  idsCreatedSince(createdMs: number): string[] {
    return this.#sql
      .all('SELECT CAST(id AS BLOB) AS id FROM voucher_rows WHERE created_ms >= ?', createdMs)
      .map((row) => decodeText(row['id']));
  }

  /**
   * Stores rows as seen by a sweep; belongs into the transaction that moves the sweep's cursor.
   * @param generation of the running or last sweep
   * @returns the ids of rows that are new or changed
   */
  upsert(rows: readonly VoucherListRow[], generation: number): string[] {
    const changed = rows.filter((row) => this.#upsertOne(row, generation)).map((row) => row.id);
    if (changed.length > 0) this.#sums.forget();
    return changed;
  }

  /**
   * Ends a complete sweep over some types: a row that two sweeps in a row did not see is gone at Lexware. One is not
   * enough, since rows move between pages while they are read. Rows created at Lexware after `createdBeforeMs` are left
   * alone, since its index may lag behind.
   */
  endSweep(types: readonly string[], generation: number, createdBeforeMs: number): { removed: number; missed: number } {
    const among = `voucher_type IN (${types.map(() => '?').join(', ')})`;
    this.#sql.run(
      `UPDATE voucher_rows SET missed = missed + 1 WHERE ${among} AND generation < ? AND created_ms < ?`,
      ...types,
      generation,
      createdBeforeMs,
    );
    const gone = `SELECT rowid FROM voucher_rows WHERE ${among} AND missed >= 2`;
    this.#texts.remove(gone, ...types);
    this.#sql.run(`DELETE FROM voucher_payloads WHERE rowid IN (${gone})`, ...types);
    const removed = this.#sql.run(`DELETE FROM voucher_rows WHERE rowid IN (${gone})`, ...types);
    if (removed > 0) this.#sums.forget();
    const missed = this.#sql.number(`SELECT count(*) FROM voucher_rows WHERE ${among} AND missed > 0`, ...types);
    return { removed, missed };
  }

  #upsertOne(row: VoucherListRow, generation: number): boolean {
    const payload = encode(row);
    const known = this.#sql.first(
      'SELECT rowid AS row, payload = ? AS same FROM voucher_rows JOIN voucher_payloads USING (rowid) WHERE id = ?',
      payload,
      row.id,
    );
    if (known?.['same'] === 1) {
      const rowid = Number(known['row']);
      this.#sql.run('UPDATE voucher_rows SET generation = ?, missed = 0 WHERE rowid = ?', generation, rowid);
      return false;
    }
    this.#sql.run(upsertSql, row.id, generation, ...columnValues(row));
    const rowid = this.#sql.number('SELECT rowid AS row FROM voucher_rows WHERE id = ?', row.id);
    this.#sql.run('INSERT OR REPLACE INTO voucher_payloads (rowid, payload) VALUES (?, ?)', rowid, payload);
    if (known) this.#texts.remove('?', rowid);
    this.#texts.add(rowid, searchTextOf(row));
    return true;
  }
}

const upsertSql = `INSERT INTO voucher_rows (id, generation, ${columnNames.join(', ')})
  VALUES (?, ?, ${columnNames.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, missed = 0,
  ${columnNames.map((name) => `${name} = excluded.${name}`).join(', ')}`;
