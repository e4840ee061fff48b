import type { Clock, Timers } from './clock.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** What a try says about the passphrase; `neither`: it could not be tried, and counts for nothing. */
export type TryOutcome = 'right' | 'wrong' | 'neither';

/** How many tries were wrong in a row. One that is on disk survives a restart. */
export interface TryCount {
  read(): number;
  write(failures: number): void;
}

export interface TriesParts {
  timers: Timers;
  clock: Clock;
  /** In memory unless given. */
  count?: TryCount;
}

/** How long the next try waits after so many wrong ones, ms: one typing error costs nothing, then it doubles. */
export function pauseAfter(failures: number): number {
  return failures < 2 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 2, 10));
}

/**
 * Lets tries come one after the other, and later and later while they fail. Where the count is in memory only, whoever can
 * restart the app begins anew; they can copy the file too, and there scrypt is what slows guessing down. Where it is on
 * disk, a restart begins with the whole pause.
 */
export class Tries {
  readonly #timers: Timers;
  readonly #clock: Clock;
  readonly #count: TryCount;
  /** Monotonic, so that nobody makes it come sooner by setting the clock. */
  #readyMs: number;
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ timers, clock, count = countInMemory() }: TriesParts) {
    this.#timers = timers;
    this.#clock = clock;
    this.#count = count;
    this.#readyMs = clock.monotonicMs() + pauseAfter(count.read());
  }

  /** How long a try made now would wait, ms; those before it left out. */
  waitMs(): number {
    return Math.max(0, this.#readyMs - this.#clock.monotonicMs());
  }

  /** Makes one try when its turn has come. */
  make<T>(attempt: () => Promise<T>, judge: (outcome: T) => TryOutcome): Promise<T> {
    const made = this.#queue.then(async () => {
      await this.#pause();
      const before = this.#count.read();
      // Counted beforehand: ending the app in the middle of a try must not make it free.
      this.#count.write(before + 1);
      const outcome = await attempt();
      this.#take(before, judge(outcome));
      return outcome;
    });
    this.#queue = made.catch(() => undefined);
    return made;
  }

  #take(before: number, outcome: TryOutcome): void {
    if (outcome === 'wrong') this.#readyMs = this.#clock.monotonicMs() + pauseAfter(before + 1);
    else this.#count.write(outcome === 'right' ? 0 : before);
  }

  #pause(): Promise<void> {
    const pauseMs = this.waitMs();
    if (pauseMs === 0) return Promise.resolve();
    return new Promise((done) => {
      this.#timers.after(pauseMs, done);
    });
  }
}

function countInMemory(): TryCount {
  let failures = 0;
  return {
    read: () => failures,
    write: (next) => {
      failures = next;
    },
  };
}
