import { appError, type AppError } from '../../domain/errors.ts';
import type { StoredOperation } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import type { Effect } from './effect.ts';
import { contactOf } from './new-contact.ts';
import { currentGeneration } from './sync-state.ts';

/**
 * Settles an operation: Lexware holds what it was to make. Its draft is done, a new contact has Lexware's id from now
 * on, a receipt knows its voucher, and what depends on it may go. Part of the caller's transaction.
 */
export function confirm(
  store: Store,
  operation: StoredOperation,
  { resourceId, made }: Effect,
  nowMs: number,
  note: unknown,
): StoredOperation {
  const { content } = operation;
  if (operation.draftId !== null) store.drafts.setState(operation.draftId, 'sent');
  if (content.kind === 'contact') {
    const known = made.kind === 'contact' ? made.contact : null;
    const contact = known ?? contactOf(content.contact, resourceId, false);
    store.contacts.confirmPending(content.localId, contact, currentGeneration(store));
  }
  if (made.kind === 'receipt') {
    store.inbox.confirmUpload(operation.id, made.voucherId, store.operations.firstSentMs(operation.id) ?? nowMs);
  }
  const progress = { error: null, candidates: [] };
  return store.operations.advance(operation.id, { to: 'confirmed', nowMs, resourceId, progress, note });
}

/**
 * Ends an operation without an effect: its draft is the user's again, a new contact is not shown any longer, and what
 * waits for it waits in vain. Part of the caller's transaction.
 */
export function reject(
  store: Store,
  operation: StoredOperation,
  error: AppError,
  nowMs: number,
  note: unknown,
): StoredOperation {
  const { content, id } = operation;
  if (operation.draftId !== null) store.drafts.setState(operation.draftId, 'editing');
  if (content.kind === 'contact') store.contacts.withdrawPending(content.localId);
  for (const waiting of store.operations.waitingFor(id)) {
    reject(store, waiting, appError('operation_waits_in_vain'), nowMs, { inVain: id });
  }
  return store.operations.advance(id, { to: 'rejected', nowMs, progress: { error, candidates: [] }, note });
}
