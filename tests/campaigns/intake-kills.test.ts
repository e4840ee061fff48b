import { expect, it, onTestFinished } from 'vitest';
import { IntakeBench, needsParts } from './intake-bench.ts';
import { intakePoints } from './intake-protocol.ts';
import { buildProgram } from './programs.ts';
import { addCounts, campaignSeed, campaignSize, endCampaign, luckOf, noCounts } from './report.ts';

/** So many processes work on one file. */
const roundsPerFile = 50;

it('loses no receipt and makes no second voucher wherever the process is killed', async () => {
  const program = await buildProgram('intake-work');
  onTestFinished(program.remove);
  const runs = campaignSize({ small: 10, full: 300 });
  const luck = luckOf(campaignSeed);
  const counts = noCounts();
  const broken: string[] = [];
  const offset = Math.floor(luck() * intakePoints.length);
  for (let from = 0; from < runs; from += roundsPerFile) {
    const bench = await IntakeBench.open(program.file);
    const dropped: string[] = [];
    for (let round = from; round < Math.min(runs, from + roundsPerFile); round += 1) {
      // Two steps on, so that a small campaign comes around to all parts of the way.
      const point = intakePoints[(offset + 2 * round) % intakePoints.length]!;
      const files = Array.from({ length: 1 + Math.floor(luck() * 3) }, () =>
        bench.newFile(needsParts(point) || luck() < 0.2 ? 'large' : luck() < 0.3 ? 'tiff' : 'small'),
      );
      const nth = 1 + Math.floor(luck() * files.length);
      // Somebody drops a file once more that was dropped before a crash.
      const again = dropped.length > 0 && luck() < 0.5 ? [dropped[Math.floor(luck() * dropped.length)]!] : [];
      dropped.push(...files);
      await bench.run([...files, ...again], { point, nth });
    }
    addCounts(counts, await bench.end());
    broken.push(...bench.broken);
  }
  expect(broken).toEqual([]);
  endCampaign('intake-kills', counts, ['kills']);
  // Each process that was to die died: otherwise some points were never reached.
  expect(counts.kills).toBe(counts.runs);
}, 3_600_000);
