import { decodeText } from './codec.ts';
import type { Sql } from './sql.ts';

const dayMs = 86_400_000;
/** How long what is done with stays. */
export const keptDays = 90;

/** How many rows went. */
export interface Purged {
  operations: number;
  drafts: number;
  receipts: number;
}

/**
 * Removes what was done with for 90 days: confirmed operations with their attempts, drafts in the bin, drafts that
 * Lexware holds once their operation has gone, receipts that were removed from the inbox, and bytes to which nothing
 * refers any more. Nothing unsettled goes, and no draft or receipt that an operation still tells of; the database itself
 * refuses that too.
 */
export async function purge(sql: Sql, nowMs: number): Promise<Purged> {
  const before = nowMs - keptDays * dayMs;
  const purged = sql.transact(() => {
    const done = `SELECT id FROM operations WHERE state = 'confirmed' AND changed_ms < ?
      AND NOT EXISTS (SELECT 1 FROM operations AS later WHERE later.depends_on = operations.id)`;
    sql.run(`DELETE FROM attempts WHERE operation_id IN (${done})`, before);
    const operations = sql.run(`DELETE FROM operations WHERE id IN (${done})`, before);
    const drafts = sql.run(
      `DELETE FROM drafts WHERE NOT EXISTS (SELECT 1 FROM operations WHERE draft_id = drafts.id)
       AND ((state = 'editing' AND trashed_ms < ?1) OR (state = 'sent' AND saved_ms < ?1))`,
      before,
    );
    return { operations, drafts, receipts: purgeReceipts(sql, before) };
  });
  await purgeBytes(sql, before);
  return purged;
}

function purgeReceipts(sql: Sql, before: number): number {
  const gone = `FROM receipts WHERE removed_ms < ?
    AND NOT EXISTS (SELECT 1 FROM operations WHERE operations.id = receipts.operation_id)`;
  for (const index of ['receipts_search', 'receipts_words']) {
    sql.run(`DELETE FROM ${index} WHERE rowid IN (SELECT sequence ${gone})`, before);
  }
  return sql.run(`DELETE ${gone}`, before);
}

/**
 * Bytes are many: one file at a time, with a turn for everybody else between two. Each is looked at anew, since it may have
 * come in once more meanwhile.
 */
async function purgeBytes(sql: Sql, before: number): Promise<void> {
  const unused = `created_ms < ?
     AND NOT EXISTS (SELECT 1 FROM receipts WHERE receipts.hash = receipt_files.hash)
     AND NOT EXISTS (SELECT 1 FROM receipts WHERE receipts.upload_hash = receipt_files.hash)
     AND NOT EXISTS (SELECT 1 FROM operations WHERE kind = 'uploadReceipt' AND body_hash = receipt_files.hash)`;
  const rows = sql.all(`SELECT CAST(hash AS BLOB) AS hash FROM receipt_files WHERE ${unused}`, before);
  for (const row of rows) {
    await new Promise((done) => setImmediate(done));
    if (!sql.isOpen) return;
    sql.run(`DELETE FROM receipt_files WHERE ${unused} AND hash = ?`, before, decodeText(row['hash']));
  }
}

/** A text that is another one when drafts, receipts, outbox or the number of mirrored rows changed. */
export function contentMark(sql: Sql): string {
  const counted = [
    'SELECT count(*) FROM drafts',
    'SELECT max(saved_ms) FROM drafts',
    'SELECT count(*) + coalesce(sum(trashed_ms), 0) FROM drafts WHERE trashed_ms IS NOT NULL',
    'SELECT max(sequence) FROM attempts',
    'SELECT max(sequence) FROM operations',
    'SELECT count(*) + coalesce(sum(removed_ms), 0) FROM receipts',
    'SELECT max(sequence) FROM receipts',
    'SELECT count(*) FROM voucher_rows',
    'SELECT max(created_ms) FROM voucher_rows',
  ];
  return counted.map((query) => String(sql.number(query))).join(' ');
}
