import { campaignSeed, campaignSize } from '../campaigns/report.ts';
import { createLuck, type Luck } from './luck.ts';

export interface FuzzOptions {
  /** As in the line at the end: `ipc`. */
  name: string;
  /** How many runs `npm test` makes, and how many the full size has. */
  runs: { small: number; full: number };
  /** One run: answers what was wrong in one sentence, or `null`. What it throws is wrong too. */
  run: (luck: Luck, number: number) => string | null | Promise<string | null>;
}

/** So many failures are described; the others are only counted. */
const described = 10;

/**
 * Runs a fuzz to its end, prints its one line, and throws where anything failed. Each run has luck of its own, so that
 * its number and the seed are enough to see it again.
 */
export async function fuzz({ name, runs, run }: FuzzOptions): Promise<void> {
  const size = campaignSize(runs);
  const failures: string[] = [];
  for (let number = 0; number < size; number += 1) {
    const luck = createLuck(campaignSeed * 1_000_003 + number);
    const failure = await attempt(() => run(luck, number));
    if (failure !== null) failures.push(`run ${String(number)}: ${failure}`);
  }
  endFuzz(name, size, failures);
}

/** Prints the line of a fuzz that ran by itself, and throws where it failed. */
export function endFuzz(name: string, runs: number, failures: readonly string[]): void {
  const numbers = { runs, failures: failures.length, seed: campaignSeed };
  const parts = Object.entries(numbers).map(([key, number]) => `${key}=${String(number)}`);
  const line = `FUZZ ${name} ${parts.join(' ')}`;
  console.log(line);
  if (failures.length > 0) throw new Error([line, ...failures.slice(0, described)].join('\n'));
}

async function attempt(work: () => string | null | Promise<string | null>): Promise<string | null> {
  try {
    return await work();
  } catch (thrown) {
    return thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'threw something that is no error';
  }
}
