import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { appError, type AppError } from '../../domain/errors.ts';
import { receiptFilters, type ReceiptFilter, type ReceiptRow } from '../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { receiptSelect, sameReceiptSql, sameVoucherSql, stateSql, toStoredReceipt } from './receipt-rows.ts';
import { searchCondition } from './search.ts';
import type { Sql } from './sql.ts';

/** A question to the inbox; everything has a default (all, 100 rows). */
export interface ReceiptListQuery {
  search?: string | undefined;
  filter?: ReceiptFilter | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface ReceiptList {
  rows: ReceiptRow[];
  nextCursor: string | null;
  counts: Record<ReceiptFilter, number>;
}

const defaultLimit = 100;
const unsent = `(${stateSql}) IN ('reading', 'ready', 'container')`;
const isOpenContainer = `(r.stage <> 'container'
  OR NOT EXISTS (SELECT 1 FROM receipts AS taken WHERE taken.container_id = r.id))`;

/** What each chip shows. A container is done with once something was taken out of it. */
const conditions: Record<ReceiptFilter, string> = {
  all: 'r.removed_ms IS NULL',
  open: `r.removed_ms IS NULL AND r.stage IN ('reading', 'ready', 'container') AND o.state IS NOT 'confirmed'
    AND ${isOpenContainer}`,
  attention: `r.removed_ms IS NULL AND (r.stage = 'refused' OR (${stateSql}) = 'needsYou' OR (${unsent}
    AND (r.finding_count > 0 OR r.refusal IS NOT NULL OR ${sameReceiptSql} IS NOT NULL OR ${sameVoucherSql} IS NOT NULL)))`,
  sent: `r.removed_ms IS NULL AND (r.stage IN ('recognising', 'inLexware', 'alreadyThere') OR o.state = 'confirmed')`,
  removed: 'r.removed_ms IS NOT NULL',
};

const tables = 'receipts AS r LEFT JOIN operations AS o ON o.id = r.operation_id';

/** One page, newest first, with the number of rows per chip that match the search; `invalid_input` for a foreign cursor. */
export function listReceipts(sql: Sql, query: ReceiptListQuery): Result<ReceiptList, AppError> {
  const { search = '', filter = 'all', limit = defaultLimit } = query;
  const mark = markOf(search, filter);
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, mark);
  if (query.cursor !== undefined && after === null) return fail(appError('invalid_input'));
  const found = searchCondition(search, 'receipts');
  const matching = found ? found.sql.replaceAll('rowid IN', 'r.sequence IN') : 'TRUE';
  const values = (found?.values ?? []) as string[];
  const rows = sql
    .all(
      `${receiptSelect} WHERE ${conditions[filter]} AND ${matching} AND r.sequence < ? ORDER BY r.sequence DESC LIMIT ?`,
      ...values,
      after ?? Number.MAX_SAFE_INTEGER,
      limit + 1,
    )
    .map(toStoredReceipt);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return ok({
    rows: page.map(({ row }) => row),
    nextCursor: more ? encodeCursor(mark, last.sequence) : null,
    counts: countAll(sql, matching, values),
  });
}

function countAll(sql: Sql, matching: string, values: readonly string[]): Record<ReceiptFilter, number> {
  const counts = receiptFilters.map((filter) => `coalesce(sum(${conditions[filter]}), 0) AS "${filter}"`);
  const row = sql.first(`SELECT ${counts.join(', ')} FROM ${tables} WHERE ${matching}`, ...values);
  const count = (filter: ReceiptFilter): number => Number(row?.[filter] ?? 0);
  return {
    all: count('all'),
    open: count('open'),
    attention: count('attention'),
    sent: count('sent'),
    removed: count('removed'),
  };
}

const cursorSchema = v.strictTuple([
  v.literal('receipts'),
  v.pipe(v.string(), v.length(12)),
  v.pipe(v.number(), v.safeInteger()),
]);

function markOf(search: string, filter: ReceiptFilter): string {
  return createHash('sha256')
    .update(JSON.stringify([search, filter]))
    .digest('base64url')
    .slice(0, 12);
}

function encodeCursor(mark: string, sequence: number): string {
  return Buffer.from(JSON.stringify(['receipts', mark, sequence])).toString('base64url');
}

/** Reads a cursor of this list; `null` for anything else, whatever was sent. */
function decodeCursor(text: string, mark: string): number | null {
  try {
    const parsed = v.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success && parsed.output[1] === mark ? parsed.output[2] : null;
  } catch {
    return null;
  }
}
