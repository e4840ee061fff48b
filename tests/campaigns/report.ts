/** What a campaign counted. */
export interface Counts {
  runs: number;
  /** How often a process really died. */
  kills: number;
  /** How often something really went wrong for the code under test. */
  faults: number;
  /** Acknowledged work that is not there any more, or in a state that nothing can follow. */
  lost: number;
  /** Effects at Lexware beyond what the user asked for. */
  duplicated: number;
  /** Calls that left again although the earlier one's outcome was unknown and nothing proved that it had none. */
  resent: number;
  /** Operations that wait for the user's word: allowed, and never silent. */
  undecided: number;
}

/** What has to have happened for a campaign to have proved anything. */
export type Proof = 'kills' | 'faults' | 'undecided';

/** Environment of `npm run campaigns`; without it the sizes are the small ones of `npm test`. */
const { KONTOR_CAMPAIGN_SIZE: size, KONTOR_CAMPAIGN_SEED: seed } = process.env;

/** Counts of a campaign that begins. */
export function noCounts(): Counts {
  return { runs: 0, kills: 0, faults: 0, lost: 0, duplicated: 0, resent: 0, undecided: 0 };
}

/** Adds what one run counted to the sum. */
export function addCounts(sum: Counts, more: Partial<Counts>): void {
  for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += more[key] ?? 0;
}

/** Whether nothing was lost, doubled or sent again. */
export function isClean({ lost, duplicated, resent }: Pick<Counts, 'lost' | 'duplicated' | 'resent'>): boolean {
  return lost === 0 && duplicated === 0 && resent === 0;
}

/** Whether this is `npm run campaigns`. */
export function isFullSize(): boolean {
  return size === 'full';
}

/** The number of runs: the small one in `npm test`, the full one in `npm run campaigns`. */
export function campaignSize(sizes: { small: number; full: number }): number {
  return isFullSize() ? sizes.full : sizes.small;
}

/** What all luck of this start comes from; the same in every `npm test`, new in `npm run campaigns` without `--seed`. */
export const campaignSeed = Number(seed ?? 1);

/** Luck by a seed: numbers from 0 up to 1 (mulberry32), the same for the same seed. */
export function luckOf(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The one line that a campaign ends with, as other programs read it. */
export function campaignLine(name: string, counts: Counts): string {
  const { runs, kills, faults, lost, duplicated, resent, undecided } = counts;
  const numbers = { runs, kills, faults, lost, duplicated, resent, undecided, seed: campaignSeed };
  const parts = Object.entries(numbers).map(([key, number]) => `${key}=${String(number)}`);
  return `CAMPAIGN ${name} ${parts.join(' ')}`;
}

/** What speaks against a campaign: it is not clean, or nothing bad happened in it; `null` where nothing does. */
export function objectionTo(counts: Counts, proofs: readonly Proof[]): string | null {
  if (!isClean(counts)) return 'not clean';
  const missing = proofs.filter((proof) => counts[proof] === 0);
  return counts.runs === 0 || missing.length > 0 ? `proves nothing, for want of ${missing.join(', ')}` : null;
}

/**
 * Ends a campaign: prints its line, and throws where something speaks against it.
 * @param name as in `npm run campaigns -- --only <name>`
 * @param proofs what must have happened at least once
 */
export function endCampaign(name: string, counts: Counts, proofs: readonly Proof[]): void {
  const line = campaignLine(name, counts);
  console.log(line);
  const objection = objectionTo(counts, proofs);
  if (objection) throw new Error(`${line}: ${objection}; again with --only ${name} --seed ${String(campaignSeed)}`);
}
