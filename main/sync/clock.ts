/** Time as the sync needs it; tests give their own. */
export interface Clock {
  /** The wall clock, ms since 1970. May jump; nothing is concluded from its passing. */
  now(): number;
  /** Runs `task` once after `ms` of real time; the answer cancels it. */
  after(ms: number, task: () => void): () => void;
  /** 0 up to 1, to spread repetitions. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/**
 * How long to wait before repetition `attempt` (1 for the first), ms: doubles from `baseMs` up to `maxMs`, a random
 * half of it spread, so that many clients do not come back at once.
 */
export function backOff(attempt: number, baseMs: number, maxMs: number, random: number): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (full / 2) * random);
}
