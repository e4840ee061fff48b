import { decodeText } from './codec.ts';
import type { Receipts } from './receipts.ts';
import type { Sql } from './sql.ts';

/** Adds rows of a table of the attached copy that are not there and contradict nothing. */
export type InsertFrom = (table: string, condition: string) => void;

/** Bytes that only the copy has; before everything that refers to them. What nobody refers to in the end is purged. */
export function addMissingFiles(insertFrom: InsertFrom): void {
  const missing = 'hash NOT IN (SELECT hash FROM main.receipt_files)';
  insertFrom('receipt_parts', missing);
  insertFrom('receipt_files', missing);
}

/**
 * Receipts that only the copy has; the same bytes that came in again meanwhile are the present ones. What the user has
 * removed since is there again, as drafts out of the bin are. Nothing that is present goes, and nothing that was sent is
 * taken back: where both have a receipt, the present one says where it stands.
 */
export function addMissingReceipts(sql: Sql, inbox: Receipts, insertFrom: InsertFrom): void {
  const wanted = sql
    .all('SELECT CAST(id AS BLOB) AS id FROM copy.receipts WHERE id NOT IN (SELECT id FROM main.receipts)')
    .map((row) => decodeText(row['id']));
  insertFrom('receipts', 'id NOT IN (SELECT id FROM main.receipts)');
  for (const table of ['receipt_inspections', 'receipt_thumbnails']) {
    insertFrom(table, 'receipt_id IN (SELECT id FROM main.receipts)');
  }
  for (const id of wanted) inbox.reindex(id);
  sql.run(
    `UPDATE main.receipts SET removed_ms = NULL WHERE removed_ms IS NOT NULL
     AND id IN (SELECT id FROM copy.receipts WHERE removed_ms IS NULL)`,
  );
}
