import { expect, it } from 'vitest';
import { strikeAll } from './faults.ts';
import { askKinds, type AskKind } from './kinds.ts';
import { addCounts, campaignSeed, endCampaign, isFullSize, noCounts } from './report.ts';

/** The full size: each kind of operation meets every fault in every phase, with ten seeds. */
const rounds: (readonly AskKind[])[] = isFullSize()
  ? Array.from({ length: 10 }).flatMap(() => askKinds.map((kind) => [kind]))
  : [askKinds];

it('loses nothing and doubles nothing under any fault of the sandbox, in any phase', async () => {
  const counts = noCounts();
  for (const [index, kinds] of rounds.entries()) {
    const round = await strikeAll(kinds, isFullSize(), campaignSeed + index);
    expect(round.broken).toEqual([]);
    addCounts(counts, round.counts);
  }
  endCampaign('faults', counts, ['faults']);
}, 3_600_000);
