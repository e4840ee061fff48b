import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize, endCampaign, noCounts } from './report.ts';
import { FaultCampaign } from './storage-faults.ts';
import { whyNoTrace } from './storage-trace.ts';

const reason = whyNoTrace();

describe.skipIf(reason !== null)(`a disk that fails${reason === null ? '' : ` (left out: ${reason})`}`, () => {
  it('is answered with the right code, and neither ends the process nor has anything overwritten', async () => {
    const campaign = new FaultCampaign(campaignSeed);
    try {
      campaign.begin();
      await campaign.truncate(campaignSize({ small: 8, full: 60 }));
      await campaign.flip(campaignSize({ small: 12, full: 80 }));
      await campaign.failDisk(campaignSize({ small: 4, full: 52 }));
      await campaign.forbidWriting(campaignSize({ small: 2, full: 7 }));
      await campaign.holdLock();
      const { runs, outcomes, broken } = campaign.figures;
      expect(broken, JSON.stringify(outcomes)).toEqual([]);
      expect(Object.keys(outcomes).some((outcome) => outcome.startsWith('truncated: storage_unavailable'))).toBe(true);
      endCampaign('storage-faults', { ...noCounts(), runs, faults: runs, lost: broken.length }, ['faults']);
    } finally {
      campaign.end();
    }
  }, 1_200_000);
});
