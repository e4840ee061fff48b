import { randomUUID } from 'node:crypto';
import { checkDraft } from '../../domain/draft-check.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import type { Decision, Operation, OperationKind } from '../../domain/operation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { TaxProfile } from '../../domain/tax.ts';
import { computeTotals } from '../../domain/totals.ts';
import { buildInvoiceBody } from '../lexware/invoice-body.ts';
import { toOperation } from '../store/operation-rows.ts';
import type { OperationContent, StoredOperation } from '../store/operations.ts';
import { guard } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { canonicalHash } from './canonical.ts';

/** Until the profile is known, what is right for most; Lexware checks again. */
const usualProfile: TaxProfile = { taxType: 'net', smallBusiness: false };

/**
 * Puts a draft into the outbox and marks it queued, in one durable step.
 * @param finalize a finalised document cannot be taken back
 * @returns `draft_not_found`, `draft_already_sent`, `draft_incomplete` with fields
 */
export function enqueueInvoice(
  store: Store,
  draftId: string,
  finalize: boolean,
  nowMs: number,
): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const prepared = prepare(store, draftId);
    if (!prepared.ok) return prepared;
    const { content, bodyHash } = prepared.value;
    store.drafts.setState(draftId, 'queued');
    const kind = finalize ? 'createInvoiceFinalised' : 'createInvoiceDraft';
    return ok(store.operations.enqueue({ id: randomUUID(), kind, draftId, bodyHash, content }, nowMs));
  });
}

/**
 * Tries a rejected operation again, with the draft as it is now; `operation_not_found`, `operation_not_retryable`,
 * and what `enqueueInvoice` answers. Other states have nothing to store here.
 */
export function requeueRejected(store: Store, id: string, nowMs: number): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const operation = store.operations.find(id);
    if (!operation) return fail(appError('operation_not_found'));
    if (operation.state !== 'rejected' || operation.draftId === null) return fail(appError('operation_not_retryable'));
    const prepared = prepare(store, operation.draftId);
    if (!prepared.ok) return prepared;
    store.drafts.setState(operation.draftId, 'queued');
    return ok(queueAnew(store, operation, { ...prepared.value, kind: operation.kind }, nowMs));
  });
}

/**
 * Carries out the user's word on an operation that could not be settled; `operation_not_found`,
 * `operation_not_retryable` where there is nothing to decide, `invalid_input` for a voucher that was not offered.
 */
export function decide(store: Store, id: string, decision: Decision, nowMs: number): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const operation = store.operations.find(id);
    if (!operation) return fail(appError('operation_not_found'));
    if (operation.state !== 'needsDecision') return fail(appError('operation_not_retryable'));
    switch (decision.kind) {
      case 'itIs': {
        const isOffered = operation.candidates.some((candidate) => candidate.resourceId === decision.resourceId);
        if (!isOffered || store.operations.isClaimed(decision.resourceId)) return fail(appError('invalid_input'));
        return ok(confirm(store, operation, decision.resourceId, nowMs, { decision }));
      }
      case 'sendAgain':
        return ok(
          store.operations.advance(id, {
            to: 'queued',
            nowMs,
            progress: { error: null, candidates: [] },
            note: { decision },
          }),
        );
      case 'discard':
        return ok(reject(store, operation, appError('lexware_outcome_unknown'), nowMs, { decision }));
    }
  });
}

/** Settles an operation: Lexware holds the document, and the draft is done. Part of the caller's transaction. */
export function confirm(
  store: Store,
  operation: StoredOperation,
  resourceId: string,
  nowMs: number,
  note: unknown,
): StoredOperation {
  if (operation.draftId !== null) store.drafts.setState(operation.draftId, 'sent');
  const progress = { error: null, candidates: [] };
  return store.operations.advance(operation.id, { to: 'confirmed', nowMs, resourceId, progress, note });
}

/** Gives a refused draft back to the user. Part of the caller's transaction. */
export function reject(
  store: Store,
  operation: StoredOperation,
  error: AppError,
  nowMs: number,
  note: unknown,
): StoredOperation {
  if (operation.draftId !== null) store.drafts.setState(operation.draftId, 'editing');
  return store.operations.advance(operation.id, {
    to: 'rejected',
    nowMs,
    progress: { error, candidates: [] },
    note,
  });
}

interface Prepared {
  content: OperationContent;
  bodyHash: string;
}

function prepare(store: Store, draftId: string): Result<Prepared, AppError> {
  const stored = store.drafts.get(draftId);
  if (!stored.ok) return stored;
  if (stored.value.trashedAt !== null) return fail(appError('draft_not_found'));
  if (stored.value.state !== 'editing') return fail(appError('draft_already_sent'));
  const { draft } = stored.value;
  const findings = checkDraft(draft, store.meta.get('profile') ?? usualProfile);
  if (findings.length > 0) return fail(appError('draft_incomplete', { fields: findings }));
  const body = buildInvoiceBody(draft);
  const content = { title: titleOf(draft), totalCents: computeTotals(draft).grossCents, draft, body };
  return ok({ content, bodyHash: canonicalHash(body) });
}

function titleOf({ recipient }: InvoiceDraft): string {
  return recipient.kind === 'none' ? '' : recipient.name;
}

function queueAnew(
  store: Store,
  operation: StoredOperation,
  content: Prepared & { kind: OperationKind },
  nowMs: number,
): StoredOperation {
  return store.operations.advance(operation.id, {
    to: 'queued',
    nowMs,
    progress: { error: null, candidates: [] },
    content,
    note: { retry: true },
  });
}

function inOneStep(store: Store, work: () => Result<StoredOperation, AppError>): Result<Operation, AppError> {
  return guard(() => {
    const done = store.transact(work);
    return done.ok ? ok(toOperation(done.value)) : done;
  });
}
