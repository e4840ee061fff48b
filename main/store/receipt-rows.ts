import type { AppError } from '../../domain/errors.ts';
import type { OperationState } from '../../domain/operation.ts';
import type { IntakeRefusal, ReceiptRow, ReceiptSource, ReceiptState } from '../../domain/receipt-entry.ts';
import { assertNever } from '../../domain/result.ts';
import { decode, decodeText } from './codec.ts';
import type { OperationProgress } from './operations.ts';
import { emptySummary, type ReceiptSummary } from './receipt-summary.ts';
import type { SqlRow } from './sql.ts';

/** Where a receipt stands by itself, without the outbox. */
export type ReceiptStage = Extract<
  ReceiptState,
  'reading' | 'ready' | 'container' | 'refused' | 'recognising' | 'inLexware' | 'alreadyThere'
>;

/** A receipt as it is stored, with what the outbox says of it. */
export interface StoredReceipt {
  sequence: number;
  row: ReceiptRow;
  stage: ReceiptStage;
  /** SHA-256 of the original; `null`: nothing was kept. */
  hash: string | null;
  /** SHA-256 of what is sent, where that is not the original. */
  uploadHash: string | null;
  /** When its upload began for the first time, ms. */
  sentMs: number | null;
  operationState: OperationState | null;
}

const text = (column: string): string => `CAST(r.${column} AS BLOB) AS ${column}`;

/** The operation of a receipt was taken back by the user, so that it is theirs again. */
const takenBack = `json_extract(CAST(o.progress AS TEXT), '$.error.code') = 'operation_taken_back'`;

/** Where a receipt stands, as `stateOf` says it, for conditions. */
export const stateSql = `CASE WHEN r.stage <> 'ready' OR o.state IS NULL THEN r.stage
  WHEN o.state = 'rejected' AND ${takenBack} THEN 'ready'
  WHEN o.state IN ('rejected', 'needsDecision') THEN 'needsYou'
  WHEN o.state = 'confirmed' THEN 'inLexware' ELSE o.state END`;

/** An earlier receipt that is the same invoice. */
export const sameReceiptSql = `(SELECT CAST(other.id AS BLOB) FROM receipts AS other
  WHERE r.number_key <> '' AND other.number_key = r.number_key AND other.total_key = r.total_key
  AND other.sender_key = r.sender_key AND other.sequence < r.sequence AND other.removed_ms IS NULL
  ORDER BY other.sequence LIMIT 1)`;

/** A purchase voucher in the mirror that is the same invoice, and not what was made of this receipt. */
export const sameVoucherSql = `(SELECT CAST(v.id AS BLOB) FROM voucher_rows AS v INDEXED BY voucher_rows_by_invoice
  WHERE r.number_key <> '' AND v.voucher_type IN ('purchaseinvoice', 'purchasecreditnote')
  AND v.number_key = r.number_key AND v.total_key = r.total_key AND v.contact_key = r.sender_key
  AND v.id IS NOT r.voucher_id LIMIT 1)`;

/** What `toStoredReceipt` reads, from `receipts AS r` with the outbox. */
export const receiptSelect = `SELECT r.sequence, r.size, r.added_ms, r.removed_ms, r.summary, r.sent_ms,
  ${['id', 'hash', 'file_name', 'source', 'stage', 'refusal', 'file_type'].map(text).join(', ')},
  ${['upload_hash', 'operation_id', 'voucher_id'].map(text).join(', ')},
  (SELECT CAST(c.file_name AS BLOB) FROM receipts AS c WHERE c.id = r.container_id) AS container_name,
  CAST(o.state AS BLOB) AS operation_state, o.progress AS progress,
  ${sameReceiptSql} AS same_receipt, ${sameVoucherSql} AS same_voucher
  FROM receipts AS r LEFT JOIN operations AS o ON o.id = r.operation_id`;

/** A row of `receiptSelect` as a receipt. */
export function toStoredReceipt(row: SqlRow): StoredReceipt {
  const textOrNull = (column: string) => (row[column] === null ? null : decodeText(row[column]));
  const stage = decodeText(row['stage']) as ReceiptStage;
  const operationState = textOrNull('operation_state') as OperationState | null;
  const error = row['progress'] === null ? null : (decode(row['progress']) as OperationProgress).error;
  const state = stateOf(stage, operationState, error);
  const uploadHash = textOrNull('upload_hash');
  const summary = row['summary'] === null ? emptySummary : (decode(row['summary']) as ReceiptSummary);
  return {
    sequence: Number(row['sequence']),
    stage,
    hash: textOrNull('hash'),
    uploadHash,
    sentMs: row['sent_ms'] === null ? null : Number(row['sent_ms']),
    operationState,
    row: {
      id: decodeText(row['id']),
      fileName: decodeText(row['file_name']),
      bytes: Number(row['size']),
      addedAt: new Date(Number(row['added_ms'])).toISOString(),
      source: decodeText(row['source']) as ReceiptSource,
      containerName: textOrNull('container_name'),
      state,
      fileType: textOrNull('file_type') as ReceiptRow['fileType'],
      // What was read by an earlier version does not say everything.
      ...emptySummary,
      ...summary,
      sameInvoiceAs: textOrNull('same_receipt'),
      sameVoucherAs: textOrNull('same_voucher'),
      refusal: textOrNull('refusal') as IntakeRefusal | null,
      error: state === 'needsYou' ? error : null,
      operationId: textOrNull('operation_id'),
      voucherId: textOrNull('voucher_id'),
      converted: uploadHash !== null,
      removed: row['removed_ms'] !== null,
    },
  };
}

/** Where a receipt stands: by itself, or as its operation says while that is on its way. */
function stateOf(stage: ReceiptStage, operation: OperationState | null, error: AppError | null): ReceiptState {
  if (stage !== 'ready' || operation === null) return stage;
  switch (operation) {
    case 'queued':
    case 'sending':
    case 'unknown':
      return operation;
    case 'needsDecision':
      return 'needsYou';
    case 'rejected':
      return error?.code === 'operation_taken_back' ? 'ready' : 'needsYou';
    case 'confirmed':
      return 'inLexware';
    default:
      return assertNever(operation);
  }
}
