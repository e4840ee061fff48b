import type { AppError } from '../../domain/errors.ts';
import type { Decision, Operation } from '../../domain/operation.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Invoice } from '../../domain/voucher.ts';
import { toOperation } from '../store/operation-rows.ts';
import type { StoredOperation } from '../store/operations.ts';
import { StorageError } from '../store/storage-error.ts';
import { LookUps } from './look-ups.ts';
import { decide, enqueueInvoice, requeueRejected } from './outbox-requests.ts';
import { lookUp } from './reconcile.ts';
import { claimOperation, settleAnswer, transmit, type SenderParts } from './sender.ts';
import { settleUnknown } from './settle-unknown.ts';

export interface OutboxParts extends SenderParts {
  /** An operation took a step. */
  onOperation: (operation: Operation) => void;
  /** Lexware holds this document: when created (ms, its clock) and what it is, where that is known already. */
  onConfirmed: (resourceId: string, createdMs: number | null, invoice: Invoice | null) => void;
  /** Something that can only be a bug; the outbox rests and goes on. */
  onUnexpected: (error: unknown) => void;
}

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
    const decided = this.#told(decide(this.#parts.store, id, decision, this.#parts.clock.now()));
    if (decided.ok && decided.value.resourceId !== null) {
      this.#parts.onConfirmed(decided.value.resourceId, null, null);
    }
    return decided;
  }

  #told(result: Result<Operation, AppError>): Result<Operation, AppError> {
    if (!result.ok) return result;
    this.#parts.onOperation(result.value);
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
    for (const { id } of store.operations.inState('unknown')) this.#lookUps.watch(id);
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
    const sending = claimOperation(this.#parts, operation);
    this.#tell(sending);
    if (sending.state !== 'sending') return;
    const answer = await transmit(this.#parts.api, sending);
    // Nobody may write any more: the next start finds the operation as `sending` and asks Lexware.
    if (this.#hasStopped()) return;
    const settled = settleAnswer(this.#parts, sending, answer);
    if (settled.state === 'unknown') this.#lookUps.watch(settled.id);
    this.#tell(settled);
    if (answer.ok && settled.resourceId !== null) {
      this.#parts.onConfirmed(settled.resourceId, answer.value.createdMs, null);
    }
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
    if (verdict.kind === 'found') this.#parts.onConfirmed(verdict.resourceId, verdict.createdMs, verdict.invoice);
  }

  #hasStopped(): boolean {
    return this.#state === 'stopped';
  }

  #tell(operation: StoredOperation): void {
    this.#parts.onOperation(toOperation(operation));
  }

  #rest(ms: number): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#parts.clock.after(ms, () => this.kick());
  }
}
