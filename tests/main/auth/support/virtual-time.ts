import type { Clock, Timers } from '../../../../main/auth/clock.ts';

/** Time that only moves when a test says so. */
export interface VirtualTime {
  clock: Clock;
  timers: Timers;
  /** Lets `ms` milliseconds pass on both clocks and runs what falls due. */
  advance(ms: number): void;
  /** The machine sleeps: the wall clock goes on, the monotonic one stands still. */
  sleep(ms: number): void;
  /** Somebody sets the wall clock. */
  setWall(ms: number): void;
  /** How many timers wait. */
  pending(): number;
}

export function createVirtualTime(wallStart = Date.UTC(2026, 10, 24, 8)): VirtualTime {
  let wall = wallStart;
  let monotonic = 5_000;
  const waiting = new Set<{ at: number; run: () => void }>();
  const due = (): { at: number; run: () => void } | undefined =>
    [...waiting].filter((timer) => timer.at <= monotonic).sort((a, b) => a.at - b.at)[0];
  return {
    clock: { wallMs: () => wall, monotonicMs: () => monotonic },
    timers: {
      after: (ms, run) => {
        const timer = { at: monotonic + ms, run };
        waiting.add(timer);
        return () => waiting.delete(timer);
      },
    },
    advance: (ms) => {
      wall += ms;
      monotonic += ms;
      for (let timer = due(); timer; timer = due()) {
        waiting.delete(timer);
        timer.run();
      }
    },
    sleep: (ms) => {
      wall += ms;
    },
    setWall: (ms) => {
      wall = ms;
    },
    pending: () => waiting.size,
  };
}
