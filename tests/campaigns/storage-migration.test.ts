import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize, endCampaign, noCounts } from './report.ts';
import { MigrationCampaign } from './storage-migration.ts';
import { whyNoTrace } from './storage-trace.ts';

const reason = whyNoTrace();

describe.skipIf(reason !== null)(`a migration cut off${reason === null ? '' : ` (left out: ${reason})`}`, () => {
  it('leaves the old shape or the new one with everything in it, and an old app leaves a newer file alone', async () => {
    const campaign = new MigrationCampaign();
    try {
      await campaign.begin();
      const events = campaign.record();
      await campaign.kill(events, campaignSize({ small: 6, full: 50 }), campaignSeed);
      await campaign.losePower(events, campaignSize({ small: 12, full: 300 }), campaignSeed);
      const { runs, kills, powerCuts, shapes, broken } = campaign.figures;
      expect(broken).toEqual([]);
      expect(shapes.old + shapes.between + shapes.newest).toBe(runs);
      endCampaign('storage-migration', { ...noCounts(), runs, kills, faults: powerCuts, lost: broken.length }, [
        'kills',
      ]);
    } finally {
      campaign.end();
    }
  }, 1_200_000);
});
