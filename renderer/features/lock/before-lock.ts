const works = new Set<() => Promise<unknown>>();

/** Has something done before the app is locked, such as saving what was just typed. Returns a function that ends it. */
export function beforeLock(work: () => Promise<unknown>): () => void {
  works.add(work);
  return () => works.delete(work);
}

/** Does all of it; what fails keeps its own copy and tries again after unlocking. */
export async function settleBeforeLock(): Promise<void> {
  await Promise.allSettled([...works].map((work) => work()));
}
