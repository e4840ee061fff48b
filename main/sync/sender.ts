import { appError, type ErrorCode } from '../../domain/errors.ts';
import { assertNever } from '../../domain/result.ts';
import type { LexwareApi, LexwareFailure, LexwareFile, LexwareResult } from '../lexware/api.ts';
import type { OperationProgress, StoredOperation } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { canonicalHash } from './canonical.ts';
import { watermarkMarginMs } from './candidates.ts';
import { backOff, type Clock } from './clock.ts';
import type { Effect } from './effect.ts';
import { outgoingOf, type Outgoing } from './outgoing.ts';
import { withLexwareContact } from './prepare-content.ts';
import { reject, confirm } from './settle.ts';

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

/** An operation after the claim, with what leaves for Lexware; without that, it was not claimed. */
export interface Claim {
  operation: StoredOperation;
  outgoing: Outgoing | null;
}

/**
 * The write ahead: commits that an operation is being sent, with what a later look-up must know, before the first byte
 * leaves. A recipient that Lexware has got meanwhile takes the place of Kontor's own id in the same transaction. A body
 * that is no longer what was queued (a damaged file) is not sent but rejected.
 * @param file the bytes to send where there are some, read before, since that takes its time
 * @returns not claimed where the user took it back, or where its body has become that of one whose outcome is open
 */
export function claimOperation(
  { store, clock }: SenderParts,
  queued: StoredOperation,
  file: LexwareFile | null,
): Claim {
  return store.transact(() => {
    const nowMs = clock.now();
    const present = store.operations.find(queued.id) ?? queued;
    if (present.state !== 'queued') return { operation: present, outgoing: null };
    if (outgoingOf(present, file) === null) {
      const error = appError('storage_unavailable');
      return { operation: reject(store, present, error, nowMs, { damaged: true }), outgoing: null };
    }
    const ready = addressed(store, present, nowMs);
    if (store.operations.isBodyOpen(ready.bodyHash)) return { operation: ready, outgoing: null };
    const progress = { ...tracesBefore(store, ready, nowMs), sentMs: nowMs, candidates: [] };
    const operation = store.operations.advance(ready.id, { to: 'sending', nowMs, progress });
    return { operation, outgoing: outgoingOf(operation, file) };
  });
}

/** An invoice whose recipient Lexware has got since it was queued, with Lexware's id for them. */
function addressed(store: Store, operation: StoredOperation, nowMs: number): StoredOperation {
  const { id, kind, content, dependsOn } = operation;
  if (content.kind !== 'invoice') return operation;
  const resolved = withLexwareContact(store, content);
  if (resolved === content) return operation;
  const prepared = { kind, content: resolved, bodyHash: canonicalHash(resolved.body), dependsOn };
  return store.operations.rewrite(id, prepared, nowMs, { contactKnown: true });
}

/** What exists at Lexware already, as far as the mirror knows, and so cannot be the effect of this operation. */
function tracesBefore(
  store: Store,
  { content }: StoredOperation,
  nowMs: number,
): Pick<OperationProgress, 'watermarkMs' | 'knownIds'> {
  switch (content.kind) {
    case 'invoice': {
      // A date in the future, by a wrong clock here or there, would hide our own document from the look-up.
      const watermarkMs = store.vouchers.newestCreatedMs(nowMs);
      return { watermarkMs, knownIds: store.vouchers.idsCreatedSince(watermarkMs - watermarkMarginMs) };
    }
    case 'contact':
      return { watermarkMs: 0, knownIds: store.contacts.idsNamed(content.title) };
    case 'receipt':
      return { watermarkMs: 0, knownIds: [] };
    default:
      return assertNever(content);
  }
}

/** Stores what is proved of the outcome (API reference 5), in one transaction with the draft's state. */
export function settleAnswer(
  parts: SenderParts,
  operation: StoredOperation,
  answer: LexwareResult<Effect>,
): StoredOperation {
  const { store, clock } = parts;
  return store.transact(() => {
    if (!answer.ok) return settleFailure(parts, operation, answer.error);
    // An id that another operation was answered with proves nothing about this one.
    if (store.operations.isClaimed(answer.value.resourceId)) return becomeUnknown(parts, operation, null);
    return confirm(store, operation, answer.value, clock.now(), { created: answer.value });
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
