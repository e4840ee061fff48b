import { expect, it, onTestFinished } from 'vitest';
import { KillBench } from './kill-bench.ts';
import { askKinds } from './kinds.ts';
import { buildProgram } from './programs.ts';
import { campaignSeed, campaignSize, endCampaign, luckOf } from './report.ts';

const veils = ['none', 'none', 'unknownBefore', 'unknownAfter', 'rateLimited', 'notSent'] as const;

it('loses nothing and doubles nothing when it is killed at any time, on one growing file', async () => {
  const program = await buildProgram('kill-work');
  onTestFinished(program.remove);
  const bench = new KillBench(program.file);
  const luck = luckOf(campaignSeed);
  const rounds = campaignSize({ small: 6, full: 300 });
  for (let round = 0; round < rounds; round += 1) {
    const ask = Array.from({ length: 12 }, (_, number) => ({
      kind: askKinds[Math.floor(luck() * askKinds.length)]!,
      mark: `${String(round)}.${String(number)}`,
    }));
    const fault = veils[Math.floor(luck() * veils.length)]!;
    if (fault !== 'none') bench.counts.faults += 1;
    await bench.run({ ask, fault, die: { afterMs: Math.floor(luck() * 120) } });
  }
  const counts = await bench.end();
  expect(bench.broken).toEqual([]);
  endCampaign('random-kills', counts, ['kills']);
}, 3_600_000);
