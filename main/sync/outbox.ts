import type { AppError } from '../../domain/errors.ts';
import type { Decision, Operation } from '../../domain/operation.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LexwareFile } from '../lexware/api.ts';
import type { NewContact } from '../../domain/contact.ts';
import { toOperation } from '../store/operation-rows.ts';
import type { StoredOperation } from '../store/operations.ts';
import { StorageError } from '../store/storage-error.ts';
import { effectById, type Effect } from './effect.ts';
import { LookUps } from './look-ups.ts';
import {
  decide,
  enqueueContact,
  enqueueInvoice,
  enqueueReceipt,
  requeueRejected,
  sendReceipt,
  takeBack,
  type QueuedContact,
} from './outbox-requests.ts';
import { bytesOf, transmit } from './outgoing.ts';
import { lookUp } from './reconcile.ts';
import { claimOperation, settleAnswer, type SenderParts } from './sender.ts';
import { settleUnknown } from './settle-unknown.ts';

export interface OutboxParts extends SenderParts {
  /** An operation took a step. */
  onOperation: (operation: Operation) => void;
  /** Lexware holds what an operation was to make. */
  onConfirmed: (effect: Effect) => void;
  /** Something that can only be a bug; the outbox rests and goes on. */
  onUnexpected: (error: unknown) => void;
}

/** A receipt whose outcome stays unknown is sent again later and later, up to so many times the first pause. */
const longestStretch = 16;

/** How long the outbox rests when the disk failed it. Ms. */
const restMs = 10_000;

/**
 * Works off the operations one at a time, in the order in which the user sent them. There is one of these per
 * organisation and, by the database's exclusive lock, one process.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #lookUps: LookUps;
  #running: Promise<void> | null = null;
  #wanted = false;
  #hurried = false;
  #state: 'idle' | 'started' | 'stopped' = 'idle';
  #cancelTimer: () => void = () => undefined;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#lookUps = new LookUps(parts.clock, () => this.kick());
  }

  /** Begins to work; what a crash left as `sending` becomes `unknown` first. */
  start(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'started';
    this.kick();
  }

  /** Ends all work after the running call. What is then still `sending` is looked for at the next start. */
  async stop(graceMs: number): Promise<void> {
    this.#state = 'stopped';
    this.#cancelTimer();
    this.#lookUps.clear();
    if (!this.#running) return;
    await Promise.race([this.#running, new Promise<void>((done) => this.#parts.clock.after(graceMs, done))]);
  }

  /** Looks for work; called whenever there may be some. */
  kick(): void {
    this.#wanted = true;
    if (this.#state !== 'started' || this.#running) return;
    this.#running = this.#work().finally(() => {
      this.#running = null;
      if (this.#wanted) this.kick();
    });
  }

  /** Lets operations that wait for a repetition go at once: the network is back, or the user signed in again. */
  hurry(): void {
    this.#hurried = true;
    this.#lookUps.hurry();
    this.kick();
  }

  enqueue(draftId: string, finalize: boolean): Result<Operation, AppError> {
    return this.#told(enqueueInvoice(this.#parts.store, draftId, finalize, this.#parts.clock.now()));
  }

  enqueueContact(contact: NewContact): Result<QueuedContact, AppError> {
    const queued = enqueueContact(this.#parts.store, contact, this.#parts.clock.now());
    if (queued.ok) this.#told(ok(queued.value.operation));
    return queued;
  }

  enqueueReceipt(file: LexwareFile): Result<Operation, AppError> {
    return this.#told(enqueueReceipt(this.#parts.store, file, this.#parts.clock.now()));
  }

  sendReceipt(receiptId: string): Result<Operation, AppError> {
    return this.#told(sendReceipt(this.#parts.store, receiptId, this.#parts.clock.now()));
  }

  /** Takes back what waits; where it is being sent already, it is too late. */
  takeBack(id: string): Result<Operation, AppError> {
    return this.#told(takeBack(this.#parts.store, id, this.#parts.clock.now()));
  }

  /** The user's "try again": sends what waits now, and a rejected one anew. What is uncertain is not sent by this. */
  retry(id: string): Result<Operation, AppError> {
    const found = this.#parts.store.operations.get(id);
    if (!found.ok) return found;
    if (found.value.state === 'queued' || found.value.state === 'unknown') {
      this.hurry();
      return ok(found.value);
    }
    return this.#told(requeueRejected(this.#parts.store, id, this.#parts.clock.now()));
  }

  decide(id: string, decision: Decision): Result<Operation, AppError> {
    const { store, clock, onConfirmed } = this.#parts;
    const decided = this.#told(decide(store, id, decision, clock.now()));
    const settled = decided.ok ? store.operations.find(id) : null;
    if (settled?.state === 'confirmed' && settled.resourceId !== null) {
      onConfirmed(effectById(settled.content, settled.resourceId));
    }
    return decided;
  }

  #told(result: Result<Operation, AppError>): Result<Operation, AppError> {
    if (!result.ok) return result;
    this.#parts.onOperation(result.value);
    this.#tellDependents(result.value.id);
    this.kick();
    return result;
  }

  async #work(): Promise<void> {
    this.#cancelTimer();
    try {
      if (this.#hurried) this.#parts.store.operations.hurry();
      this.#hurried = false;
      this.#recover();
      while (this.#state === 'started' && (await this.#step()));
    } catch (error) {
      if (!(error instanceof StorageError)) this.#parts.onUnexpected(error);
      this.#wanted = false;
      if (!this.#hasStopped()) this.#rest(restMs);
    }
  }

  /** A `sending` that nobody is sending: the process died, or the disk failed after the answer. */
  #recover(): void {
    const { store, clock } = this.#parts;
    for (const { id } of store.operations.inState('sending')) {
      this.#tell(store.operations.advance(id, { to: 'unknown', nowMs: clock.now(), note: { interrupted: true } }));
    }
    for (const operation of store.operations.inState('unknown')) this.#watch(operation);
  }

  /** Does one thing; answers whether there may be more. */
  async #step(): Promise<boolean> {
    const { store, clock } = this.#parts;
    this.#wanted = false;
    const uncertain = store.operations.inState('unknown').find(({ id }) => this.#lookUps.isDue(id));
    if (uncertain) {
      await this.#lookUp(uncertain);
      return true;
    }
    const next = store.operations.next();
    if (!next) return false;
    const waitMs = next.notBeforeMs - clock.now();
    // A clock that was set back must not make an operation wait for years.
    if (waitMs > 0 && next.notBeforeMs - next.changedMs >= waitMs) {
      this.#rest(waitMs);
      return false;
    }
    await this.#send(next);
    return true;
  }

  async #send(operation: StoredOperation): Promise<void> {
    const file = await bytesOf(this.#parts.store, operation);
    if (this.#hasStopped()) return;
    const { operation: sending, outgoing } = claimOperation(this.#parts, operation, file);
    this.#tell(sending);
    if (outgoing === null) return;
    const answer = await transmit(this.#parts.api, outgoing);
    // Nobody may write any more: the next start finds the operation as `sending` and asks Lexware.
    if (this.#hasStopped()) return;
    const settled = settleAnswer(this.#parts, sending, answer);
    if (settled.state === 'unknown') this.#watch(settled);
    this.#tell(settled);
    if (answer.ok && settled.state === 'confirmed') this.#parts.onConfirmed(answer.value);
  }

  async #lookUp(operation: StoredOperation): Promise<void> {
    const { store, api } = this.#parts;
    const answer = await lookUp({
      api,
      operation,
      others: store.operations.inState('unknown').filter(({ id }) => id !== operation.id),
      isClaimed: (resourceId) => store.operations.isClaimed(resourceId),
      options: { priority: 'outbox' },
    });
    if (this.#hasStopped()) return;
    if (!answer.ok) {
      this.#lookUps.postpone(operation.id, answer.error.retryAfterMs ?? 0);
      return;
    }
    const verdict = answer.value;
    const after = settleUnknown(this.#parts, operation, verdict, () => this.#lookUps.countAbsence(operation.id));
    if (after === 'again') return;
    this.#lookUps.forget(operation.id);
    const settled = store.operations.find(operation.id);
    if (settled) this.#tell(settled);
    if (verdict.kind === 'found') this.#parts.onConfirmed(verdict.effect);
  }

  #watch({ id, kind, attempts }: StoredOperation): void {
    const repeats = kind === 'uploadReceipt' ? Math.max(0, attempts - 1) : 0;
    this.#lookUps.watch(id, Math.min(longestStretch, 2 ** Math.min(repeats, 10)));
  }

  #hasStopped(): boolean {
    return this.#state === 'stopped';
  }

  #tell(operation: StoredOperation): void {
    this.#parts.onOperation(toOperation(operation));
    this.#tellDependents(operation.id);
  }

  /** What depends on an operation is shown with it: whether it waits, goes on, or waits in vain. */
  #tellDependents(id: string): void {
    for (const dependent of this.#parts.store.operations.dependentsOf(id)) {
      this.#parts.onOperation(toOperation(dependent));
    }
  }

  #rest(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.clock.after(ms, () => this.kick());
  }
}
