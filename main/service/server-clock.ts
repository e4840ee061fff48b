/** Closer than this is right enough: an answer is on its way for a while, and clocks are never quite together. Ms. */
const toleranceMs = 5 * 60_000;

/** A `fetch` that compares this computer's clock with what servers say the time is. */
export interface ServerClock {
  fetch: typeof fetch;
  /** How far this computer is behind (ahead: negative), ms; `null` where it is right, or no answer has told yet. */
  offsetMs(): number | null;
}

/**
 * Reads the `Date` of every answer (RFC 9110, section 6.6.1). A wrong clock gives invoices the wrong day and calls the
 * wrong ones overdue, so that the user should know of it. What came out of a cache says nothing about now.
 * @param nowMs this computer's wall clock, ms since 1970
 */
export function watchServerClock(ask: typeof fetch, nowMs: () => number): ServerClock {
  let offset: number | null = null;
  return {
    fetch: async (...request) => {
      const answer = await ask(...request);
      const told = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(told) && !answer.headers.has('age')) offset = told - nowMs();
      return answer;
    },
    offsetMs: () => (offset === null || Math.abs(offset) < toleranceMs ? null : offset),
  };
}
