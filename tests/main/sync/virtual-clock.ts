import type { Clock } from '../../../main/sync/clock.ts';

/** A clock that a test moves. Timers run in order; what they start has run before the next one does. */
export class VirtualClock implements Clock {
  /** Real time since the start, ms; timers go by this. */
  elapsed = 0;
  /** What the wall clock shows beyond that; a test may let it jump. */
  wall: number;
  /** Lexware's clock, which does not jump when ours does. */
  readonly server: { now: () => number };
  readonly #timers = new Map<number, { at: number; task: () => void }>();
  #next = 1;

  constructor(startMs = Date.parse('2026-09-01T08:00:00Z')) {
    this.wall = startMs;
    this.server = { now: () => startMs + this.elapsed };
  }

  now(): number {
    return this.wall + this.elapsed;
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

  /** Lets `ms` pass. */
  async advance(ms: number): Promise<void> {
    const end = this.elapsed + ms;
    await settled();
    for (;;) {
      const [due] = [...this.#timers.entries()]
        .filter(([, { at }]) => at <= end)
        .sort(([a, x], [b, y]) => x.at - y.at || a - b);
      if (!due) break;
      const [id, { at, task }] = due;
      this.#timers.delete(id);
      this.elapsed = Math.max(this.elapsed, at);
      task();
      await settled();
    }
    this.elapsed = end;
  }
}

/** Resolves when everything that can run without time passing has run. */
export async function settled(): Promise<void> {
  // Two rounds of the event loop: promise chains run dry in the first, what they queued in the second.
  for (let round = 0; round < 2; round += 1) await new Promise<void>((done) => setImmediate(done));
}
