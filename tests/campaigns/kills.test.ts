import { expect, it, onTestFinished } from 'vitest';
import { killAtPoints } from './kills.ts';
import { askKinds } from './kinds.ts';
import { buildProgram } from './programs.ts';
import { campaignSeed, campaignSize, endCampaign } from './report.ts';

it('loses nothing and doubles nothing wherever the process is killed', async () => {
  const program = await buildProgram('kill-work');
  onTestFinished(program.remove);
  const seeds = campaignSize({ small: 0, full: 20 });
  const { counts, broken } = await killAtPoints({ program: program.file, kinds: askKinds, seeds, seed: campaignSeed });
  expect(broken).toEqual([]);
  endCampaign('kills', counts, ['kills', 'faults']);
  // Each process that was to die died: otherwise some points were never reached.
  expect(counts.kills).toBe(counts.runs);
}, 3_600_000);
