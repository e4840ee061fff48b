import type { Timers } from '../auth/clock.ts';
import type { Copies } from './copies.ts';
import type { Log } from './log.ts';
import type { Organisations } from './organisations.ts';

/** Some minutes after the start, when the first sync is over; then often enough for a day not to be missed. Ms. */
const firstMs = 5 * 60_000;
const againMs = 60 * 60_000;

export interface UpkeepParts {
  timers: Timers;
  log: Log;
  organisations: Organisations;
  copies: Copies;
}

/** Looks after the data in the background: the day's copies, and removing what was done with long ago. */
export class Upkeep {
  readonly #parts: UpkeepParts;
  #cancel: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #hasStopped = false;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#wait(firstMs);
  }

  /** Ends it after what is being done; a copy that is being taken is given up when its database is closed. */
  stop(): void {
    this.#hasStopped = true;
    this.#cancel();
  }

  /** Does everything that is due now. */
  run(): Promise<void> {
    this.#running = this.#running.then(() => this.#keepUp());
    return this.#running;
  }

  async #keepUp(): Promise<void> {
    const { log, organisations, copies } = this.#parts;
    for (const session of organisations.all()) {
      if (this.#hasStopped) return;
      try {
        const done = await copies.keepUp(session);
        if (!done.ok) log.info('upkeep.failed', { reason: done.error.code });
      } catch (error) {
        log.error('upkeep.failed', error);
      }
    }
  }

  #wait(ms: number): void {
    if (this.#hasStopped) return;
    this.#cancel = this.#parts.timers.after(ms, () => {
      void this.run().then(() => this.#wait(againMs));
    });
  }
}
