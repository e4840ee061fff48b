import { randomUUID } from 'node:crypto';
import type { Contact, NewContact } from '../../domain/contact.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import type { Decision, Operation } from '../../domain/operation.ts';
import { assertNever, fail, ok, type Result } from '../../domain/result.ts';
import type { LexwareFile } from '../lexware/api.ts';
import { toOperation } from '../store/operation-rows.ts';
import type { PreparedContent, StoredOperation } from '../store/operations.ts';
import { guard } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { effectById } from './effect.ts';
import { contactOf } from './new-contact.ts';
import { prepareContact, prepareInvoice, prepareReceipt, type SentFile } from './prepare-content.ts';
import { checkFile, checkReceipt, sendingName } from './receipt-check.ts';
import { confirm, reject } from './settle.ts';

/** A contact as it can be chosen at once, and the operation that creates it. */
export interface QueuedContact {
  contact: Contact;
  operation: Operation;
}

/**
 * Puts a draft into the outbox and marks it queued, in one durable step.
 * @param finalize a finalised document cannot be taken back
 * @returns what `prepareInvoice` answers
 */
export function enqueueInvoice(
  store: Store,
  draftId: string,
  finalize: boolean,
  nowMs: number,
): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const prepared = prepareInvoice(store, draftId, finalize);
    if (!prepared.ok) return prepared;
    store.drafts.setState(draftId, 'queued');
    return ok(store.operations.enqueue({ id: randomUUID(), draftId, ...prepared.value }, nowMs));
  });
}

/** Puts a new contact into the outbox and shows it, in one durable step; `invalid_input` with fields. */
export function enqueueContact(store: Store, contact: NewContact, nowMs: number): Result<QueuedContact, AppError> {
  const localId = randomUUID();
  const queued = inOneStep(store, () => {
    const prepared = prepareContact(contact, localId);
    if (!prepared.ok) return prepared;
    const operation = store.operations.enqueue({ id: randomUUID(), draftId: null, ...prepared.value }, nowMs);
    store.contacts.addPending(contactOf(contact, localId, true), operation.id);
    return ok(operation);
  });
  return queued.ok ? ok({ contact: contactOf(contact, localId, true), operation: queued.value }) : queued;
}

/**
 * Keeps a receipt's bytes and puts its upload into the outbox, in one durable step. There is one operation for equal
 * bytes: a second time, that one is answered, sent anew where it was rejected.
 * @returns `receipt_too_large`, `receipt_not_accepted`
 */
export function enqueueReceipt(store: Store, file: LexwareFile, nowMs: number): Result<Operation, AppError> {
  const checked = checkReceipt(file);
  if (!checked.ok) return checked;
  return inOneStep(store, () => {
    const hash = store.receipts.keep(checked.value, nowMs);
    const { fileName, mediaType, bytes } = checked.value;
    return ok(operationFor(store, { hash, fileName, mediaType, size: bytes.byteLength }, nowMs));
  });
}

/**
 * Puts the upload of a receipt of the inbox into the outbox and links the two, in one durable step. What Lexware has got
 * from another receipt with the same bytes, or by an earlier word of the user, is not sent again.
 * @returns `receipt_not_found`, `receipt_too_large`, `receipt_not_accepted`
 */
export function sendReceipt(store: Store, receiptId: string, nowMs: number): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const receipt = store.inbox.get(receiptId);
    if (!receipt.ok) return receipt;
    const { hash, uploadHash, row } = receipt.value;
    const kept = store.receipts.describe(uploadHash ?? hash ?? '');
    if (kept === null) return fail(appError('receipt_not_accepted'));
    const name = uploadHash === null ? row.fileName : kept.fileName;
    const checked = checkFile({ ...kept, fileName: sendingName(name, kept.mediaType) });
    if (!checked.ok) return checked;
    const operation = operationFor(store, { ...kept, fileName: checked.value }, nowMs);
    store.inbox.setOperation(receiptId, operation.id);
    const other = operation.state === 'confirmed' ? store.inbox.sentBy(operation.id) : null;
    if (other) store.inbox.confirmUpload(operation.id, other.row.voucherId, other.sentMs ?? nowMs);
    return ok(operation);
  });
}

/** The one operation for these bytes: the one that is there, sent anew where it was rejected, or a new one. */
function operationFor(store: Store, file: SentFile & { hash: string }, nowMs: number): StoredOperation {
  const known = store.operations.forReceipt(file.hash);
  if (known) return known.state === 'rejected' ? queueAnew(store, known, undefined, nowMs) : known;
  const content = prepareReceipt(file, file.hash);
  return store.operations.enqueue({ id: randomUUID(), draftId: null, ...content }, nowMs);
}

/**
 * Tries a rejected operation again, an invoice with the draft as it is now; `operation_not_found`,
 * `operation_not_retryable`, and what `prepareInvoice` answers. Other states have nothing to store here.
 */
export function requeueRejected(store: Store, id: string, nowMs: number): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const operation = store.operations.find(id);
    if (!operation) return fail(appError('operation_not_found'));
    if (operation.state !== 'rejected') return fail(appError('operation_not_retryable'));
    const { content, draftId } = operation;
    switch (content.kind) {
      case 'invoice': {
        if (draftId === null) return fail(appError('operation_not_retryable'));
        const prepared = prepareInvoice(store, draftId, operation.kind === 'createInvoiceFinalised');
        if (!prepared.ok) return prepared;
        store.drafts.setState(draftId, 'queued');
        return ok(queueAnew(store, operation, prepared.value, nowMs));
      }
      case 'contact':
        store.contacts.addPending(contactOf(content.contact, content.localId, true), id);
        return ok(queueAnew(store, operation, undefined, nowMs));
      case 'receipt':
        return ok(queueAnew(store, operation, undefined, nowMs));
      default:
        return assertNever(content);
    }
  });
}

/**
 * Takes back what waits: it was never sent, or is proved not carried out. `operation_not_found`,
 * `operation_not_retryable` where it is too late, or where an invoice waits for this contact.
 */
export function takeBack(store: Store, id: string, nowMs: number): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const operation = store.operations.find(id);
    if (!operation) return fail(appError('operation_not_found'));
    const isFree = operation.state === 'queued' && store.operations.waitingFor(id).length === 0;
    if (!isFree) return fail(appError('operation_not_retryable'));
    return ok(reject(store, operation, appError('operation_taken_back'), nowMs, { takenBack: true }));
  });
}

/**
 * Carries out the user's word on an operation that could not be settled; `operation_not_found`,
 * `operation_not_retryable` where there is nothing to decide, `invalid_input` for a candidate that was not offered.
 */
export function decide(store: Store, id: string, decision: Decision, nowMs: number): Result<Operation, AppError> {
  return inOneStep(store, () => {
    const operation = store.operations.find(id);
    if (!operation) return fail(appError('operation_not_found'));
    if (operation.state !== 'needsDecision') return fail(appError('operation_not_retryable'));
    switch (decision.kind) {
      case 'itIs': {
        const { resourceId } = decision;
        const isOffered = operation.candidates.some((candidate) => candidate.resourceId === resourceId);
        if (!isOffered || store.operations.isClaimed(resourceId)) return fail(appError('invalid_input'));
        return ok(confirm(store, operation, effectById(operation.content, resourceId), nowMs, { decision }));
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
      default:
        return assertNever(decision);
    }
  });
}

function queueAnew(store: Store, { id }: StoredOperation, content: PreparedContent | undefined, nowMs: number) {
  const progress = { error: null, candidates: [] };
  return store.operations.advance(id, {
    to: 'queued',
    nowMs,
    progress,
    ...(content && { content }),
    note: { retry: true },
  });
}

function inOneStep(store: Store, work: () => Result<StoredOperation, AppError>): Result<Operation, AppError> {
  return guard(() => {
    const done = store.transact(work);
    return done.ok ? ok(toOperation(done.value)) : done;
  });
}
