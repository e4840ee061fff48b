import type { Timers } from './clock.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Lets tries come one after the other, and later and later while they fail. Kept in memory only: whoever can restart
 * the app can copy the file too, and there scrypt is what slows guessing down.
 */
export class Tries {
  readonly #timers: Timers;
  #failures = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Makes one try when its turn has come; `isWrong` says whether it counts as a failure. */
  make<T>(attempt: () => Promise<T>, isWrong: (outcome: T) => boolean): Promise<T> {
    const made = this.#queue.then(async () => {
      await this.#pause();
      const outcome = await attempt();
      this.#failures = isWrong(outcome) ? this.#failures + 1 : 0;
      return outcome;
    });
    this.#queue = made.catch(() => undefined);
    return made;
  }

  /** One typing error costs nothing; from the second on the pause doubles. */
  #pause(): Promise<void> {
    if (this.#failures < 2) return Promise.resolve();
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(this.#failures - 2, 10));
    return new Promise((done) => {
      this.#timers.after(pauseMs, done);
    });
  }
}
