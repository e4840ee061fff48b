import { setImmediate as nextTurn } from 'node:timers/promises';
import { appError, type AppError } from '../../domain/errors.ts';
import { assertNever, fail, ok, type Result } from '../../domain/result.ts';
import type { AnswerOf } from '../../preload/contract.ts';
import { guard } from '../store/storage-error.ts';
import type { OrganisationSession } from './organisation-session.ts';

type Sent = AnswerOf<'receipts', 'send'>;

/**
 * Puts the uploads into the outbox, in the order given, with turns for others in between. One that cannot be sent keeps no
 * other from it.
 */
export async function sendReceipts(
  session: OrganisationSession,
  ids: readonly string[],
): Promise<Result<Sent, AppError>> {
  const sent: Sent = { queued: [], failed: [] };
  for (const id of new Set(ids)) {
    await nextTurn();
    const queued = sendOne(session, id);
    if (queued.ok) sent.queued.push(id);
    else sent.failed.push({ id, error: queued.error });
  }
  return ok(sent);
}

function sendOne(session: OrganisationSession, id: string): Result<undefined, AppError> {
  const receipt = session.store.inbox.get(id);
  if (!receipt.ok) return receipt;
  const { state, removed } = receipt.value.row;
  if (removed) return fail(appError('receipt_not_found'));
  switch (state) {
    case 'ready':
    case 'needsYou': {
      const queued = session.sync.sendReceipt(id);
      return queued.ok ? ok(undefined) : queued;
    }
    case 'queued':
    case 'sending':
    case 'unknown':
    case 'recognising':
    case 'inLexware':
    case 'alreadyThere':
      // It is on its way or there; to ask twice is no error.
      return ok(undefined);
    case 'reading':
    case 'container':
    case 'refused':
      return fail(appError('receipt_not_accepted'));
    default:
      return assertNever(state);
  }
}

/**
 * Takes receipts out of the inbox. An upload that waits is taken back; one that is being sent stays in the list, since
 * nobody knows yet what becomes of it.
 */
export function removeReceipts(
  { store, sync }: OrganisationSession,
  ids: readonly string[],
  nowMs: number,
): Result<undefined, AppError> {
  return guard(() => {
    const free = ids.filter((id) => {
      const receipt = store.inbox.find(id);
      if (receipt === null) return false;
      const { state, operationId } = receipt.row;
      if (state === 'queued' && operationId !== null) return sync.takeBack(operationId).ok;
      return state !== 'sending' && state !== 'unknown';
    });
    store.inbox.remove(free, nowMs);
    return ok(undefined);
  });
}

/** Takes receipts back into the inbox. */
export function restoreReceipts({ store }: OrganisationSession, ids: readonly string[]): Result<undefined, AppError> {
  return guard(() => {
    store.inbox.restore(ids);
    return ok(undefined);
  });
}
