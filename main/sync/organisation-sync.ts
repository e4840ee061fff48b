import type { AppError } from '../../domain/errors.ts';
import type { Decision, Operation } from '../../domain/operation.ts';
import type { Result } from '../../domain/result.ts';
import type { Invoice } from '../../domain/voucher.ts';
import type { LexwareApi } from '../lexware/api.ts';
import { guardValue } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { systemClock, type Clock } from './clock.ts';
import { showConfirmed } from './confirmed-row.ts';
import { Outbox } from './outbox.ts';
import type { SyncTopic } from './pull-context.ts';
import { pull } from './pull.ts';
import { Schedule, type PullStatus } from './schedule.ts';
import { remember, remembered } from './sync-state.ts';

export { systemClock, type Clock } from './clock.ts';
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
  /** Puts a draft into the outbox; `draft_not_found`, `draft_already_sent`, `draft_incomplete` with fields. */
  enqueueInvoice(draftId: string, finalize: boolean): Result<Operation, AppError>;
  /** `operation_not_found`, `operation_not_retryable`, and for a rejected one what `enqueueInvoice` answers. */
  retry(id: string): Result<Operation, AppError>;
  /** `operation_not_found`, `operation_not_retryable`, `invalid_input` for a voucher that was not offered. */
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
      onConfirmed: (resourceId, createdMs, invoice) => void this.#show(resourceId, createdMs, invoice),
      onUnexpected,
    });
  }

  start(): void {
    this.#outbox.start();
    this.#schedule.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([this.#outbox.stop(graceMs), this.#schedule.stop(graceMs)]);
  }

  async syncNow(): Promise<void> {
    this.#outbox.hurry();
    await this.#schedule.now();
  }

  wake(): void {
    this.#outbox.hurry();
    this.#schedule.wake();
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
    this.#parts.onChanged(['outbox', 'drafts']);
  }

  /** Reads a confirmed document, so that the list shows it at once; where that fails, the next pull brings it. */
  async #show(resourceId: string, createdMs: number | null, known: Invoice | null): Promise<void> {
    const { store, api, onChanged, onUnexpected } = this.#parts;
    try {
      const answer = known
        ? { ok: true as const, value: known }
        : await api.getInvoice(resourceId, { priority: 'outbox' });
      if (this.#stopped) return;
      if (answer.ok) {
        showConfirmed(store, answer.value, createdMs, this.#clock.now());
        onChanged(['invoices']);
      }
      this.#schedule.soon();
    } catch (error) {
      onUnexpected?.(error);
    }
  }
}
