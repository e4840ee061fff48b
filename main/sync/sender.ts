import { appError, type ErrorCode } from '../../domain/errors.ts';
import { assertNever, fail } from '../../domain/result.ts';
import type { Created, LexwareApi, LexwareFailure, LexwareResult } from '../lexware/api.ts';
import type { StoredOperation } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { canonicalHash } from './canonical.ts';
import { watermarkMarginMs } from './candidates.ts';
import { backOff, type Clock } from './clock.ts';
import { confirm, reject } from './outbox-requests.ts';

/** What sending needs. */
export interface SenderParts {
  store: Store;
  api: LexwareApi;
  clock: Clock;
}

const firstPauseMs = 2_000;
const longestPauseMs = 5 * 60_000;

/** Answers that concern the connection and not the document: the document waits until the user has signed in again. */
const sessionCodes: readonly ErrorCode[] = ['session_expired', 'signed_out', 'api_key_refused', 'vault_locked'];

/**
 * The write ahead: commits that an operation is being sent, with what a later look-up must know, before the first byte
 * leaves. A body that is no longer what was queued (a damaged file) is not sent but rejected.
 */
export function claimOperation({ store, clock }: SenderParts, operation: StoredOperation): StoredOperation {
  return store.transact(() => {
    const nowMs = clock.now();
    // A date in the future, by a wrong clock here or there, would hide our own document from the look-up.
    const watermarkMs = store.vouchers.newestCreatedMs(nowMs);
    const knownIds = store.vouchers.idsCreatedSince(watermarkMs - watermarkMarginMs);
    const sending = store.operations.advance(operation.id, {
      to: 'sending',
      nowMs,
      progress: { watermarkMs, knownIds, sentMs: nowMs, candidates: [] },
    });
    if (canonicalHash(operation.body) === operation.bodyHash) return sending;
    return reject(store, sending, appError('storage_unavailable'), nowMs, { damaged: true });
  });
}

/** Calls Lexware, once. Never throws. */
export async function transmit(api: LexwareApi, operation: StoredOperation): Promise<LexwareResult<Created>> {
  try {
    const finalize = operation.kind === 'createInvoiceFinalised';
    return await api.createInvoice(operation.body, finalize, { priority: 'outbox' });
  } catch {
    // A bug of ours after the first byte may have left: the one safe reading.
    return fail({ proof: 'unknown', httpStatus: 0, error: appError('lexware_outcome_unknown') });
  }
}

/** Stores what is proved of the outcome (API reference 5), in one transaction with the draft's state. */
export function settleAnswer(
  parts: SenderParts,
  operation: StoredOperation,
  answer: LexwareResult<Created>,
): StoredOperation {
  const { store, clock } = parts;
  return store.transact(() => {
    if (!answer.ok) return settleFailure(parts, operation, answer.error);
    // An id that another operation was answered with proves nothing about this one.
    if (store.operations.isClaimed(answer.value.id)) return becomeUnknown(parts, operation, null);
    return confirm(store, operation, answer.value.id, clock.now(), { created: answer.value.id });
  });
}

function settleFailure(parts: SenderParts, operation: StoredOperation, failure: LexwareFailure): StoredOperation {
  switch (failure.proof) {
    case 'notSent':
    case 'rateLimited':
      return waitAndRepeat(parts, operation, failure);
    case 'definite':
      if (sessionCodes.includes(failure.error.code)) return waitAndRepeat(parts, operation, failure);
      return reject(parts.store, operation, failure.error, parts.clock.now(), noteOf(failure));
    case 'unknown':
      return becomeUnknown(parts, operation, failure);
    default:
      return assertNever(failure.proof);
  }
}

/** Proved not carried out: it goes back into the queue by itself. */
function waitAndRepeat({ store, clock }: SenderParts, operation: StoredOperation, failure: LexwareFailure) {
  const pauseMs = backOff(operation.attempts, firstPauseMs, longestPauseMs, clock.random());
  return store.operations.advance(operation.id, {
    to: 'queued',
    nowMs: clock.now(),
    notBeforeMs: clock.now() + Math.max(pauseMs, failure.retryAfterMs ?? 0),
    progress: { error: failure.error },
    note: noteOf(failure),
  });
}

function becomeUnknown({ store, clock }: SenderParts, operation: StoredOperation, failure: LexwareFailure | null) {
  return store.operations.advance(operation.id, {
    to: 'unknown',
    nowMs: clock.now(),
    progress: { error: failure?.error ?? appError('lexware_outcome_unknown') },
    note: failure ? noteOf(failure) : { claimedId: true },
  });
}

function noteOf(failure: LexwareFailure): unknown {
  return { proof: failure.proof, httpStatus: failure.httpStatus, code: failure.error.code };
}
