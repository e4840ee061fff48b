/**
 * Work that answers to changes: a change during the work has it done once more afterwards, however many there were.
 * Hundreds of receipts taken in at once so lead to a few questions, not to hundreds.
 */
export function onceMore(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isStale = false;
  const run = async (): Promise<void> => {
    try {
      do {
        isStale = false;
        await work();
      } while (isStale);
    } finally {
      running = null;
    }
  };
  return () => {
    isStale = true;
    running ??= run();
    return running;
  };
}
