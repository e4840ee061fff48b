import { appError } from '../../domain/errors.ts';
import { fail, type Result } from '../../domain/result.ts';
import { priorities, type CallOptions, type LexwareResult, type Priority } from './api.ts';
import type { HttpFailure } from './http-client.ts';
import { RateModel, type CallOutcome, type RateState } from './rate-model.ts';

/** A monotonic clock with a timer; tests inject a virtual one. */
export interface LimiterClock {
  /** Milliseconds; never goes back. */
  now(): number;
  /** Calls `run` after at least `ms`; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
}

/** The pace of one organisation's calls. */
export interface Limiter {
  /**
   * Waits until the call may go, makes it and learns from its outcome. The user's click goes before the outbox, that
   * before what is visible, that before sweeps; in order of arrival within each. A click does not wait through a long
   * pause: it fails with `lexware_rate_limited`. Aborted while waiting: `lexware_cancelled`, not sent.
   */
  run<T>(options: CallOptions, call: Call<T>): Promise<LexwareResult<T>>;
  /** What was learnt, to be given to `createLimiter` after a restart. */
  exportState(): RateState;
}

/** The longest pause that a click waits through, in ms. */
const clickPatienceMs = 5_000;

/** `admitted` may be told as soon as it is clear that the call was not refused, before its whole answer is there. */
type Call<T> = (admitted: () => void) => Promise<Result<T, HttpFailure>>;

interface Waiting {
  go: () => void;
  giveUp: (failure: HttpFailure) => void;
}

/** The process's clock. */
export const systemClock: LimiterClock = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Builds the limiter of one organisation. There must be exactly one per account, since the limit is the account's.
 * @param state what an earlier one had learnt; what cannot be is left aside
 */
export function createLimiter(clock: LimiterClock = systemClock, state: RateState | null = null): Limiter {
  return new QueueLimiter(clock, new RateModel(state));
}

class QueueLimiter implements Limiter {
  readonly #clock: LimiterClock;
  readonly #model: RateModel;
  readonly #queues: Record<Priority, Waiting[]> = { click: [], outbox: [], visible: [], sweep: [] };
  #stopTimer: (() => void) | null = null;

  constructor(clock: LimiterClock, model: RateModel) {
    this.#clock = clock;
    this.#model = model;
  }

  exportState(): RateState {
    return this.#model.state;
  }

  run<T>({ priority, signal }: CallOptions, call: Call<T>): Promise<LexwareResult<T>> {
    if (signal?.aborted === true) return Promise.resolve(fail(cancelled));
    const queue = this.#queues[priority];
    return new Promise<LexwareResult<T>>((resolve, reject) => {
      const giveUp = (failure: HttpFailure) => {
        signal?.removeEventListener('abort', leave);
        resolve(fail(failure));
      };
      const go = () => {
        signal?.removeEventListener('abort', leave);
        this.#make(call).then(resolve, reject);
      };
      const waiting: Waiting = { go, giveUp };
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1);
        giveUp(cancelled);
        this.#pump();
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiting);
      this.#pump();
    });
  }

  async #make<T>(call: Call<T>): Promise<LexwareResult<T>> {
    const ticket = this.#model.start(this.#clock.now());
    let outcome: CallOutcome = { kind: 'spent' };
    try {
      const result = await call(() => {
        this.#model.admit(ticket, this.#clock.now());
        this.#pump();
      });
      outcome = outcomeOf(result);
      return result;
    } finally {
      this.#model.finish(ticket, outcome, this.#clock.now());
      this.#pump();
    }
  }

  /** Lets go whoever may go, and sets the timer for the next one. */
  #pump(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#refuseClicksInPause();
    for (let first = this.#first(); first !== null; first = this.#first()) {
      const now = this.#clock.now();
      const at = this.#model.earliest(first.priority, now);
      if (at > now) {
        this.#stopTimer = this.#clock.after(Math.ceil(at - now), () => this.#pump());
        return;
      }
      first.queue.shift()?.go();
    }
  }

  #first(): { priority: Priority; queue: Waiting[] } | null {
    const priority = priorities.find((each) => this.#queues[each].length > 0);
    return priority === undefined ? null : { priority, queue: this.#queues[priority] };
  }

  #refuseClicksInPause(): void {
    const pause = this.#model.pausedUntil - this.#clock.now();
    if (pause <= clickPatienceMs) return;
    for (const click of this.#queues.click.splice(0)) click.giveUp(rateLimited(pause));
  }
}

const cancelled: HttpFailure = { proof: 'notSent', httpStatus: 0, error: appError('lexware_cancelled') };

function rateLimited(pauseMs: number): HttpFailure {
  const error = appError('lexware_rate_limited');
  return { proof: 'rateLimited', httpStatus: 0, error, retryAfterMs: Math.ceil(pauseMs) };
}

function outcomeOf(result: Result<unknown, HttpFailure>): CallOutcome {
  if (result.ok) return { kind: 'spent' };
  const { proof, httpStatus, retryAfterMs, mayBeRateLimit } = result.error;
  if (proof === 'rateLimited') return { kind: 'refused', retryAfterMs: retryAfterMs ?? 0 };
  if (mayBeRateLimit === true) return { kind: 'suspect' };
  return proof === 'notSent' && httpStatus === 0 ? { kind: 'notSpent' } : { kind: 'spent' };
}
