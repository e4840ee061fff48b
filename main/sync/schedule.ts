import { appError, type AppError } from '../../domain/errors.ts';
import type { LexwareFailure, LexwareResult } from '../lexware/api.ts';
import { StorageError } from '../store/storage-error.ts';
import { backOff, type Clock } from './clock.ts';

/** Where the mirror stands, for `sync.status`. */
export interface PullStatus {
  state: 'idle' | 'running' | 'offline' | 'failed';
  error: AppError | null;
  expectedRows: number | null;
  /** When the next attempt begins, where the last one failed: an ISO instant. */
  nextAttemptAt: string | null;
}

export interface ScheduleParts {
  clock: Clock;
  /** One pull; `everything` as asked by the user. */
  pull: (everything: boolean, signal: AbortSignal) => Promise<LexwareResult<void>>;
  onSuccess: () => void;
  onStatus: () => void;
  /** Something that can only be a bug. */
  onUnexpected: (error: unknown) => void;
}

const everyMs = 5 * 60_000;
/** Lexware's list needs a moment for what was just created. Ms. */
const soonMs = 4_000;
const firstPauseMs = 15_000;
const longestPauseMs = 10 * 60_000;

/**
 * Decides when to pull: at the start, every five minutes, after what changed at Lexware by us, when the network or the
 * machine comes back, when the user asks; later and later while it fails.
 */
export class Schedule {
  readonly #parts: ScheduleParts;
  #status: PullStatus = { state: 'idle', error: null, expectedRows: null, nextAttemptAt: null };
  #failures = 0;
  #running: { done: Promise<void>; everything: boolean } | null = null;
  #abort = new AbortController();
  #cancelTimer: () => void = () => undefined;
  #stopped = false;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
  }

  status(): PullStatus {
    return this.#status;
  }

  /** Announces progress of the running pull. */
  progress(expectedRows: number | null): void {
    this.#set({ ...this.#status, expectedRows });
  }

  start(): void {
    this.#wait(0);
  }

  /** Ends the running pull and all waiting. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    this.#abort.abort();
    if (!this.#running) return;
    await Promise.race([this.#running.done, new Promise<void>((done) => this.#parts.clock.after(graceMs, done))]);
  }

  /** Pulls in a moment, unless one is running. */
  soon(): void {
    if (!this.#running) this.#wait(soonMs);
  }

  /** Pulls at once: the network or the machine is back. */
  wake(): void {
    if (!this.#running) this.#wait(0);
  }

  /** Pulls everything at once and resolves when that has ended, well or not. */
  async now(): Promise<void> {
    while (this.#running && !this.#running.everything) await this.#running.done;
    await (this.#running?.done ?? this.#run(true));
  }

  #run(everything: boolean): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    this.#cancelTimer();
    const done = this.#pullOnce(everything).finally(() => {
      this.#running = null;
    });
    this.#running = { done, everything };
    return done;
  }

  async #pullOnce(everything: boolean): Promise<void> {
    this.#set({ state: 'running', error: null, expectedRows: null, nextAttemptAt: null });
    const answer = await this.#attempt(everything);
    if (this.#stopped) return;
    if (answer === 'ok') {
      this.#failures = 0;
      this.#parts.onSuccess();
      this.#set({ state: 'idle', error: null, expectedRows: null, nextAttemptAt: null });
      this.#wait(everyMs);
      return;
    }
    this.#failures += 1;
    const { clock } = this.#parts;
    const pause = Math.max(backOff(this.#failures, firstPauseMs, longestPauseMs, clock.random()), answer.retryAfterMs);
    const nextAttemptAt = new Date(clock.now() + pause).toISOString();
    this.#set({ state: answer.offline ? 'offline' : 'failed', error: answer.error, expectedRows: null, nextAttemptAt });
    this.#wait(pause);
  }

  async #attempt(everything: boolean): Promise<'ok' | { error: AppError; offline: boolean; retryAfterMs: number }> {
    try {
      const answer = await this.#parts.pull(everything, this.#abort.signal);
      return answer.ok ? 'ok' : explain(answer.error);
    } catch (error) {
      if (error instanceof StorageError) return { error: appError(error.code), offline: false, retryAfterMs: 0 };
      if (!this.#stopped) this.#parts.onUnexpected(error);
      return { error: appError('unexpected'), offline: false, retryAfterMs: 0 };
    }
  }

  #wait(ms: number): void {
    this.#cancelTimer();
    if (this.#stopped) return;
    this.#cancelTimer = this.#parts.clock.after(ms, () => void this.#run(false));
  }

  #set(status: PullStatus): void {
    this.#status = status;
    this.#parts.onStatus();
  }
}

function explain(failure: LexwareFailure): { error: AppError; offline: boolean; retryAfterMs: number } {
  const offline = failure.error.code === 'lexware_unreachable';
  return { error: failure.error, offline, retryAfterMs: failure.retryAfterMs ?? 0 };
}
