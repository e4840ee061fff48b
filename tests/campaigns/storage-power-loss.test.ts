import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize, endCampaign, noCounts } from './report.ts';
import { losePower } from './storage-power-loss.ts';
import { whyNoTrace } from './storage-trace.ts';

const reason = whyNoTrace();
const longest = 1_200_000;

describe.skipIf(reason !== null)(`loss of power${reason === null ? '' : ` (left out: ${reason})`}`, () => {
  it(
    'takes nothing that was acknowledged, and leaves sound files',
    async () => {
      const states = campaignSize({ small: 60, full: 500 });
      const { inFlight, copies, broken, ...figures } = await losePower({ states, seed: campaignSeed });
      expect(copies).toBeGreaterThan(0);
      expect(figures.wanted).toBeGreaterThan(states);
      expect(broken).toEqual([]);
      endCampaign(
        'storage-power-loss',
        { ...noCounts(), runs: figures.states, faults: inFlight, lost: broken.length },
        ['faults'],
      );
    },
    longest,
  );

  it.each([
    ['normalSync', /^\d+ of \d+, dropped: (draft|operation|row) \S+ \d+ is (missing|\d+)$/],
    ['folderNotSynced', /^\d+ of \d+, dropped: copy-\d+ is gone$/],
  ])(
    'is noticed where the store is made wrong on purpose (%s)',
    async (twin, fault) => {
      const { broken } = await losePower({ states: 24, seed: campaignSeed, twin });
      expect(broken.filter((sentence) => fault.test(sentence)).length).toBeGreaterThan(0);
      // What only the end of the process can do to it stays harmless.
      expect(broken.filter((sentence) => sentence.includes('kept'))).toEqual([]);
    },
    longest,
  );
});
