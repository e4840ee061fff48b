import type { LimiterClock } from '../../../main/lexware/limiter.ts';

interface Event {
  at: number;
  order: number;
  run: () => void;
}

/** A clock whose time passes only while `run` works through the timers, each at its exact time. */
export class VirtualClock implements LimiterClock {
  #now = 0;
  #order = 0;
  #events: Event[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const event = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
    const index = this.#events.findIndex((other) => other.at > event.at);
    this.#events.splice(index < 0 ? this.#events.length : index, 0, event);
    return () => {
      this.#events = this.#events.filter((other) => other !== event);
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Lets time pass until `until` ms, or until nothing is left to happen. */
  async run(until = Infinity): Promise<void> {
    await settle();
    for (let event = this.#events[0]; event !== undefined && event.at <= until; event = this.#events[0]) {
      this.#events.shift();
      this.#now = event.at;
      event.run();
      await settle();
    }
    if (until !== Infinity) this.#now = Math.max(this.#now, until);
  }
}

/** Lets everything happen that waits for no timer. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
