import { appError } from '../../domain/errors.ts';
import { decode, decodeText, encode } from './codec.ts';
import type { OperationProgress } from './operations.ts';
import type { Sql } from './sql.ts';
import { VoucherRows } from './voucher-rows.ts';

export interface CopyTimes {
  /** When the copy was taken, ms. */
  copiedMs: number;
  nowMs: number;
  /** How far clocks within Lexware may differ, ms. */
  marginMs: number;
}

/**
 * Makes every unsettled operation of a copy `unknown`. What was done with it since the copy was taken is not known here:
 * it may have been sent. So it is looked for at Lexware, among what came after the newest document that the copy knew,
 * before anything is sent. One that was being sent keeps what was noted for that.
 */
export function makeUncertain(sql: Sql, { copiedMs, nowMs, marginMs }: CopyTimes): void {
  const vouchers = new VoucherRows(sql);
  const watermarkMs = vouchers.newestCreatedMs(copiedMs);
  const knownIds = vouchers.idsCreatedSince(watermarkMs - marginMs);
  sql.transact(() => {
    const rows = sql.all(
      `SELECT CAST(id AS BLOB) AS id, CAST(state AS BLOB) AS state, progress FROM operations
       WHERE state IN ('queued', 'sending', 'needsDecision')`,
    );
    for (const row of rows) {
      const id = decodeText(row['id']);
      const from = decodeText(row['state']);
      const progress: OperationProgress = {
        ...(decode(row['progress']) as OperationProgress),
        error: appError('lexware_outcome_unknown'),
        candidates: [],
        ...(from === 'queued' && { watermarkMs, knownIds }),
      };
      sql.run(
        "UPDATE operations SET state = 'unknown', changed_ms = ?, not_before_ms = 0, progress = ? WHERE id = ?",
        nowMs,
        encode(progress),
        id,
      );
      const entry = { from, to: 'unknown', note: { restoredFromCopyOf: copiedMs } };
      sql.run('INSERT INTO attempts (operation_id, at_ms, entry) VALUES (?, ?, ?)', id, nowMs, encode(entry));
    }
  });
}
