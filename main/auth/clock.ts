/** The two times that sign-in and tokens need. Both in milliseconds. */
export interface Clock {
  /** Since 1970, as the machine believes; may be wrong and may jump. */
  wallMs(): number;
  /** Since an arbitrary start; never jumps, but may stand still while the machine sleeps. */
  monotonicMs(): number;
}

/** Runs something later; tests inject a virtual one. */
export interface Timers {
  /** Calls `run` once after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

export const systemTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/**
 * Waits for `work`, but no longer than `ms` milliseconds. Answers `null` when the time is up or the work throws; the
 * work itself is left to end on its own.
 */
export async function waitAtMost<T>(work: Promise<T>, ms: number, timers: Timers): Promise<T | null> {
  let stop = (): void => undefined;
  const timeUp = new Promise<null>((resolve) => {
    stop = timers.after(ms, () => {
      resolve(null);
    });
  });
  try {
    return await Promise.race([work, timeUp]);
  } catch {
    return null;
  } finally {
    stop();
  }
}
