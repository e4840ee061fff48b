import type { Clock, Timers } from '../auth/clock.ts';

/** How often the idle time is looked at, ms. */
export const idlePeriodMs = 5_000;

export interface IdleParts {
  clock: Clock;
  timers: Timers;
  /** How long nobody has touched this computer, ms, as the system counts it. */
  idleMs: () => number;
  /** After how much of it to call, ms; `null`: not now. */
  limitMs: () => number | null;
  onIdle: () => void;
}

/** Calls when nobody has touched the computer for long enough; a computer that slept was not touched either. */
export class IdleWatch {
  readonly #parts: IdleParts;
  #lookedWallMs: number;
  #cancel: () => void = () => undefined;

  constructor(parts: IdleParts) {
    this.#parts = parts;
    this.#lookedWallMs = parts.clock.wallMs();
    this.#wait();
  }

  /** Looks now: after waking up, before anything is shown. */
  look(): void {
    const { clock, idleMs, limitMs, onIdle } = this.#parts;
    const nowMs = clock.wallMs();
    const sleptMs = nowMs - this.#lookedWallMs - idlePeriodMs;
    this.#lookedWallMs = nowMs;
    const limit = limitMs();
    if (limit !== null && Math.max(idleMs(), sleptMs) >= limit) onIdle();
  }

  stop(): void {
    this.#cancel();
  }

  #wait(): void {
    this.#cancel = this.#parts.timers.after(idlePeriodMs, () => {
      this.look();
      this.#wait();
    });
  }
}
