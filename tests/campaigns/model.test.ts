import fc from 'fast-check';
import { expect, it } from 'vitest';
import { play, scripts } from './model.ts';
import { honest } from './model-world.ts';
import { addCounts, campaignSeed, campaignSize, endCampaign, isClean, noCounts } from './report.ts';

it('loses nothing and doubles nothing, whatever the user, the network and bad luck do', async () => {
  const counts = noCounts();
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      const outcome = await play(script, honest);
      addCounts(counts, { ...outcome, runs: 1 });
      expect({ ...outcome, clean: isClean(outcome) }).toMatchObject({ clean: true, broken: [] });
    }),
    { numRuns: campaignSize({ small: 60, full: 1_000 }), seed: campaignSeed },
  );
  endCampaign('model', counts, ['kills', 'faults', 'undecided']);
}, 1_200_000);
