import type { Clock } from '../../../main/sync/clock.ts';

/** Waits are so many times as short; for a sandbox that keeps no pace either. */
export function hastyClock(times: number): Clock {
  return {
    now: () => Date.now(),
    after: (ms, task) => {
      const timer = setTimeout(task, ms / times);
      return () => clearTimeout(timer);
    },
    random: () => 0.5,
  };
}
