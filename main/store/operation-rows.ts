import type { Operation, OperationKind, OperationState } from '../../domain/operation.ts';
import { decode, decodeText } from './codec.ts';
import { reviveCandidate, reviveContent, subjectOf } from './operation-content.ts';
import type { OperationProgress, StoredOperation } from './operations.ts';
import type { SqlRow } from './sql.ts';

/** What `toStoredOperation` reads. */
export const operationColumns = `sequence, CAST(id AS BLOB) AS id, CAST(kind AS BLOB) AS kind,
  CAST(state AS BLOB) AS state, CAST(draft_id AS BLOB) AS draft_id, CAST(body_hash AS BLOB) AS body_hash,
  CAST(voucher_id AS BLOB) AS voucher_id, created_ms, changed_ms, not_before_ms, attempts, content, progress,
  CAST(depends_on AS BLOB) AS depends_on, (SELECT needed.state <> 'confirmed' FROM operations AS needed
    WHERE needed.id = operations.depends_on) AS waits`;

/** A row of the table as an operation with everything. */
export function toStoredOperation(row: SqlRow): StoredOperation {
  const textOrNull = (column: string) => (row[column] === null ? null : decodeText(row[column]));
  const progress = decode(row['progress']) as OperationProgress;
  return {
    ...progress,
    candidates: progress.candidates.map(reviveCandidate),
    content: reviveContent(decode(row['content'])),
    sequence: Number(row['sequence']),
    id: decodeText(row['id']),
    kind: decodeText(row['kind']) as OperationKind,
    state: decodeText(row['state']) as OperationState,
    draftId: textOrNull('draft_id'),
    bodyHash: decodeText(row['body_hash']),
    resourceId: textOrNull('voucher_id'),
    createdMs: Number(row['created_ms']),
    changedMs: Number(row['changed_ms']),
    notBeforeMs: Number(row['not_before_ms']),
    attempts: Number(row['attempts']),
    dependsOn: textOrNull('depends_on'),
    waits: Number(row['waits']) === 1,
  };
}

/** An operation as the contract shows it. */
export function toOperation(stored: StoredOperation): Operation {
  const { content } = stored;
  return {
    id: stored.id,
    kind: stored.kind,
    state: stored.state,
    draftId: stored.draftId,
    title: content.title,
    totalCents: content.kind === 'invoice' ? content.totalCents : null,
    createdAt: new Date(stored.createdMs).toISOString(),
    changedAt: new Date(stored.changedMs).toISOString(),
    attempts: stored.attempts,
    error: stored.error,
    resourceId: stored.resourceId,
    candidates: stored.candidates,
    subject: subjectOf(content),
    waitsFor: stored.state === 'queued' && stored.waits ? stored.dependsOn : null,
  };
}
