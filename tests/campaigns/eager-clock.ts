import type { Clock } from '../../main/sync/clock.ts';
import { settled } from '../main/sync/virtual-clock.ts';

/** How long nothing may be answered before the run counts as stuck, real ms. */
const patienceMs = 60_000;

/**
 * A clock for code that talks to another process: it stands still while a call is under way, and otherwise goes straight to
 * the next timer. Nobody waits for real.
 */
export class EagerClock implements Clock {
  /** Virtual ms since the start. */
  elapsed: number;
  readonly #startMs: number;
  readonly #timers = new Map<number, { at: number; task: () => void }>();
  #next = 1;
  #calls = 0;
  #whenIdle: () => void = () => undefined;

  constructor(startMs: number, elapsed = 0) {
    this.#startMs = startMs;
    this.elapsed = elapsed;
  }

  now(): number {
    return this.#startMs + this.elapsed;
  }

  after(ms: number, task: () => void): () => void {
    const id = this.#next;
    this.#next += 1;
    this.#timers.set(id, { at: this.elapsed + Math.max(0, ms), task });
    return () => this.#timers.delete(id);
  }

  random(): number {
    return 0.5;
  }

  /** Stops the time until `call` has ended. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    this.#calls += 1;
    try {
      return await call();
    } finally {
      this.#calls -= 1;
      if (this.#calls === 0) this.#whenIdle();
    }
  }

  /**
   * Lets time pass until `isDone`, and everything that happens in it happen; false where that is not within `limitMs` of
   * virtual time.
   */
  async runUntil(isDone: () => boolean, limitMs: number): Promise<boolean> {
    const end = this.elapsed + limitMs;
    for (;;) {
      await this.#quiet();
      if (isDone()) return true;
      const [due] = [...this.#timers].sort(([a, x], [b, y]) => x.at - y.at || a - b);
      if (!due || due[1].at > end) return false;
      this.#timers.delete(due[0]);
      this.elapsed = Math.max(this.elapsed, due[1].at);
      due[1].task();
    }
  }

  async #quiet(): Promise<void> {
    await settled();
    while (this.#calls > 0) {
      await new Promise<void>((idle, stuck) => {
        const timer = setTimeout(() => stuck(new Error('a call has no end')), patienceMs);
        this.#whenIdle = () => {
          clearTimeout(timer);
          idle();
        };
      });
      await settled();
    }
  }
}
