import type { AskKind } from './kinds.ts';
import { luckOf } from './report.ts';
import { KillBench } from './kill-bench.ts';
import { killPoints, type KillPoint } from './kill-protocol.ts';
import { addCounts, noCounts, type Counts } from './report.ts';

/** So many processes work on one file. */
const roundsPerFile = 28;

export interface KillCampaign {
  program: string;
  kinds: readonly AskKind[];
  /** Kills at each point for each kind; 0: one at each point, the kinds taking turns. */
  seeds: number;
  seed: number;
  twin?: string;
  /** False: nobody is killed. A campaign of that sort must not count as one. */
  kills?: boolean;
}

/** Kills processes at each point, for each kind, as often as there are seeds. */
export async function killAtPoints(campaign: KillCampaign): Promise<{ counts: Counts; broken: string[] }> {
  const { program, kinds, seeds, seed, twin, kills = true } = campaign;
  const luck = luckOf(seed);
  const all = kinds.flatMap((kind) => killPoints.map((point) => ({ kind, point })));
  // The small size takes each point with one kind after the other; one full round has all pairs.
  const some = killPoints.map((point, index) => ({ kind: kinds[index % kinds.length]!, point }));
  const wanted = seeds === 0 ? some : Array.from({ length: seeds }).flatMap(() => all);
  // Uploads cannot be looked for; there the conclusion comes at once.
  const plan = wanted.map(({ kind, point }) =>
    kind === 'uploadReceipt' && (point === 'looking' || point === 'looked')
      ? { kind, point: 'concluding' as const }
      : { kind, point },
  );
  const counts = noCounts();
  const broken: string[] = [];
  for (let from = 0; from < plan.length; from += roundsPerFile) {
    const bench = new KillBench(program, twin);
    for (const [index, { kind, point }] of plan.slice(from, from + roundsPerFile).entries()) {
      const fault = !needsDoubt(point) ? 'none' : luck() < 0.5 ? 'unknownBefore' : 'unknownAfter';
      if (fault !== 'none') counts.faults += 1;
      const ask = Array.from({ length: 1 + Math.floor(luck() * 3) }, (_, number) => ({
        kind,
        mark: `Rechnung ${String(index)}.${String(number)}`,
      }));
      const nth = needsDoubt(point) ? 1 : 1 + Math.floor(luck() * ask.length);
      await bench.run({ ask, fault, die: kills ? { point, nth } : { point, nth: -1 } });
    }
    addCounts(counts, await bench.end());
    broken.push(...bench.broken);
  }
  return { counts, broken };
}

/** Points that only an operation of unknown outcome reaches. */
function needsDoubt(point: KillPoint): boolean {
  return ['looking', 'looked', 'concluding'].includes(point);
}
