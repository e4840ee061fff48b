/** The longest that idle work waits while the page is busy, ms. */
const longestMs = 5_000;

/** Runs something once the page has painted and has nothing better to do. Returns a function that calls it off. */
export function whenIdle(work: () => void): () => void {
  // jsdom, where components are tested, has no idle time.
  if (!('requestIdleCallback' in window)) return () => undefined;
  const id = requestIdleCallback(work, { timeout: longestMs });
  return () => cancelIdleCallback(id);
}
