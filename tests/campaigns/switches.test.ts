import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/start.ts';
import { addCounts, campaignSeed, campaignSize, endCampaign, isClean, noCounts } from './report.ts';
import { playSwitches, type SwitchRun } from './switches.ts';

/** How many users work at a time: most of a run is waiting for Lexware's rate limit. More would time out on a busy machine. */
const together = 4;

/** Some users at a sandbox of their own, so that a late run reads no more than an early one. */
async function playTogether(runs: readonly number[]): Promise<SwitchRun[]> {
  const sandbox = await startSandbox({ identity: false, rate: 0, companies: 5, vouchers: 6, seed: 41 });
  try {
    return await Promise.all(runs.map((run) => playSwitches(sandbox, run, campaignSeed + run)));
  } finally {
    await sandbox.close();
  }
}

it('nothing of a company ever crosses into another, however often the user switches', async () => {
  const counts = noCounts();
  const runs = campaignSize({ small: 2, full: 100 });
  for (let first = 0; first < runs; first += together) {
    const group = Array.from({ length: Math.min(together, runs - first) }, (_, at) => first + at);
    for (const run of await playTogether(group)) {
      expect(run.crossed).toEqual([]);
      addCounts(counts, run.counts);
    }
  }
  endCampaign('switches', counts, ['faults']);
}, 3_600_000);

describe('a deliberately broken service', () => {
  it.each(['sharedBearer', 'lateSwitch'] as const)(
    'is caught where it has a %s',
    async (twin) => {
      const own = await startSandbox({ identity: false, rate: 0, companies: 5, vouchers: 3, seed: 42 });
      try {
        const { counts, crossed } = await playSwitches(own, 0, campaignSeed, twin);
        expect(crossed).not.toEqual([]);
        expect(isClean({ ...noCounts(), ...counts })).toBe(false);
      } finally {
        await own.close();
      }
    },
    300_000,
  );
});
