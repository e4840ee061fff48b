import { createSubscriber } from 'svelte/reactivity';

/** The time of day as reactive state: reading `now` in a template keeps that text true. */
export class Clock {
  readonly #subscribe: () => void;

  /** @param interval ms between ticks; nothing ticks while nobody reads. */
  constructor(interval: number) {
    this.#subscribe = createSubscriber((update) => {
      const timer = setInterval(update, interval);
      return () => clearInterval(timer);
    });
  }

  /** ms since the epoch. */
  get now(): number {
    this.#subscribe();
    return Date.now();
  }
}

/** Good enough for "2 minutes ago". */
export const slowClock = new Clock(15_000);

/** For a countdown in seconds. */
export const secondClock = new Clock(1_000);
