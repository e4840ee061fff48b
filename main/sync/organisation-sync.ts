import type { AppError } from '../../domain/errors.ts';
import type { Decision, Operation, OperationKind } from '../../domain/operation.ts';
import { assertNever, type Result } from '../../domain/result.ts';
import type { NewContact } from '../../domain/contact.ts';
import type { LexwareApi, LexwareFile } from '../lexware/api.ts';
import { guardValue } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { systemClock, type Clock } from './clock.ts';
import { showConfirmed } from './confirmed-row.ts';
import type { Effect } from './effect.ts';
import { Outbox } from './outbox.ts';
import type { QueuedContact } from './outbox-requests.ts';
import type { SyncTopic } from './pull-context.ts';
import { pull } from './pull.ts';
import { Schedule, type PullStatus } from './schedule.ts';
import { remember, remembered } from './sync-state.ts';
import { VoucherLinks } from './voucher-links.ts';

export { systemClock, type Clock } from './clock.ts';
export type { QueuedContact } from './outbox-requests.ts';
export type { SyncTopic } from './pull-context.ts';

/** What the sync of one organisation works with and whom it tells. */
export interface SyncParts {
  store: Store;
  api: LexwareApi;
  clock?: Clock;
  /** Views that show these ask again. */
  onChanged: (topics: SyncTopic[]) => void;
  /** An operation took a step. */
  onOperation: (operation: Operation) => void;
  /** Rows read and, where known, to be read. */
  onProgress?: (done: number, total: number | null) => void;
  /** A bug was met; the sync goes on. For the log. */
  onUnexpected?: (error: unknown) => void;
}

/** The answer of `sync.status`. */
export interface SyncStatus {
  state: PullStatus['state'];
  lastSuccessAt: string | null;
  error: AppError | null;
  rows: number;
  expectedRows: number | null;
  nextAttemptAt: string | null;
}

/** Mirror and outbox of one organisation. */
export interface OrganisationSync {
  /** Begins to pull and to send. */
  start(): void;
  /** Ends both; afterwards the store may be closed. At most about two seconds. */
  stop(): Promise<void>;
  /** Pulls everything now and resolves when that has ended; `status` says how. Waiting operations go at once too. */
  syncNow(): Promise<void>;
  /** The network or the machine came back, or the user signed in again. */
  wake(): void;
  status(): SyncStatus;
  /**
   * Puts a draft into the outbox; `draft_not_found`, `draft_already_sent`, `draft_incomplete` with fields,
   * `operation_waits_in_vain` where its recipient was not created. One for a contact that is on its way waits for it.
   */
  enqueueInvoice(draftId: string, finalize: boolean): Result<Operation, AppError>;
  /** Puts a new contact into the outbox; it can be found and chosen at once. `invalid_input` with fields. */
  enqueueContact(contact: NewContact): Result<QueuedContact, AppError>;
  /**
   * Keeps a receipt and puts its upload into the outbox; for bytes that are there already, the operation that they have.
   * `receipt_too_large`, `receipt_not_accepted`.
   */
  enqueueReceipt(file: LexwareFile): Result<Operation, AppError>;
  /**
   * Puts the upload of a receipt of the inbox into the outbox. `receipt_not_found`, `receipt_too_large`,
   * `receipt_not_accepted`.
   */
  sendReceipt(receiptId: string): Result<Operation, AppError>;
  /** `operation_not_found`, `operation_not_retryable`, and for a rejected one what queueing it answers. */
  retry(id: string): Result<Operation, AppError>;
  /** `operation_not_found`, `operation_not_retryable` where it is too late or an invoice waits for this contact. */
  takeBack(id: string): Result<Operation, AppError>;
  /** `operation_not_found`, `operation_not_retryable`, `invalid_input` for a candidate that was not offered. */
  decide(id: string, decision: Decision): Result<Operation, AppError>;
}

const graceMs = 2_000;

/** Builds the sync of one organisation over its store and its connection. */
export function createOrganisationSync(parts: SyncParts): OrganisationSync {
  return new Sync(parts);
}

class Sync implements OrganisationSync {
  readonly #parts: SyncParts;
  readonly #clock: Clock;
  readonly #outbox: Outbox;
  readonly #schedule: Schedule;
  readonly #links: VoucherLinks;
  #stopped = false;

  constructor(parts: SyncParts) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    const { store, api } = parts;
    const clock = this.#clock;
    const onUnexpected = (error: unknown) => parts.onUnexpected?.(error);
    this.#schedule = new Schedule({
      clock,
      pull: (everything, signal) => pull({ ...this.#pullParts(), store, api, clock, signal }, everything),
      onSuccess: () => remember(store, 'lastSuccessMs', clock.now()),
      onStatus: () => parts.onChanged(['sync']),
      onUnexpected,
    });
    this.#outbox = new Outbox({
      store,
      api,
      clock,
      onOperation: (operation) => this.#onOperation(operation),
      onConfirmed: (effect) => void this.#show(effect),
      onUnexpected,
    });
    this.#links = new VoucherLinks({
      store,
      api,
      clock,
      onLinked: () => parts.onChanged(['receipts']),
      onUnexpected,
    });
  }

  start(): void {
    this.#outbox.start();
    this.#schedule.start();
    this.#links.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([this.#outbox, this.#schedule, this.#links].map((part) => part.stop(graceMs)));
  }

  async syncNow(): Promise<void> {
    this.#outbox.hurry();
    await this.#schedule.now();
  }

  wake(): void {
    this.#outbox.hurry();
    this.#schedule.wake();
    this.#links.kick();
  }

  status(): SyncStatus {
    const stored = guardValue(() => ({
      lastSuccessMs: remembered(this.#parts.store, 'lastSuccessMs'),
      rows: this.#parts.store.vouchers.count(),
    }));
    const status = this.#schedule.status();
    if (!stored.ok) return { ...status, state: 'failed', error: stored.error, lastSuccessAt: null, rows: 0 };
    const { lastSuccessMs, rows } = stored.value;
    return { ...status, rows, lastSuccessAt: lastSuccessMs === null ? null : new Date(lastSuccessMs).toISOString() };
  }

  enqueueInvoice(draftId: string, finalize: boolean): Result<Operation, AppError> {
    return this.#outbox.enqueue(draftId, finalize);
  }

  enqueueContact(contact: NewContact): Result<QueuedContact, AppError> {
    return this.#outbox.enqueueContact(contact);
  }

  enqueueReceipt(file: LexwareFile): Result<Operation, AppError> {
    return this.#outbox.enqueueReceipt(file);
  }

  sendReceipt(receiptId: string): Result<Operation, AppError> {
    return this.#outbox.sendReceipt(receiptId);
  }

  takeBack(id: string): Result<Operation, AppError> {
    return this.#outbox.takeBack(id);
  }

  retry(id: string): Result<Operation, AppError> {
    return this.#outbox.retry(id);
  }

  decide(id: string, decision: Decision): Result<Operation, AppError> {
    return this.#outbox.decide(id, decision);
  }

  #pullParts() {
    return {
      onChanged: this.#parts.onChanged,
      onProgress: (done: number, total: number | null) => {
        this.#schedule.progress(total);
        this.#parts.onProgress?.(done, total);
      },
    };
  }

  #onOperation(operation: Operation): void {
    this.#parts.onOperation(operation);
    this.#parts.onChanged(['outbox', topicOf(operation.kind)]);
  }

  /** Shows what was confirmed as Lexware holds it; where it cannot be read, the next pull brings it. */
  async #show(effect: Effect): Promise<void> {
    const { store, api, onChanged, onUnexpected } = this.#parts;
    try {
      const isStopped = (): boolean => this.#stopped;
      const topic = await showConfirmed({ store, api, nowMs: this.#clock.now(), isStopped }, effect);
      if (this.#stopped) return;
      if (topic !== null) onChanged([topic]);
      this.#links.kick();
      this.#schedule.soon();
    } catch (error) {
      onUnexpected?.(error);
    }
  }
}

/** What besides the outbox shows operations of a kind. */
function topicOf(kind: OperationKind): SyncTopic {
  switch (kind) {
    case 'createInvoiceDraft':
    case 'createInvoiceFinalised':
      return 'drafts';
    case 'createContact':
      return 'contacts';
    case 'uploadReceipt':
      return 'receipts';
    default:
      return assertNever(kind);
  }
}
