/**
 * Work that answers to changes: a change during the work has it done once more afterwards, however many there were.
 * Hundreds of receipts taken in at once so lead to a few questions, not to hundreds.
 */
export function onceMore(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let asked = 0;
  const run = async (): Promise<void> => {
    try {
      for (let done = -1; done !== asked;) {
        done = asked;
        await work();
      }
    } finally {
      running = null;
    }
  };
  return () => {
    asked += 1;
    running ??= run();
    return running;
  };
}
