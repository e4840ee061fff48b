import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ms, percentile, spread, type Figure } from './figure.ts';
import { openMirror, type Mirror } from './mirror.ts';
import type { Opening } from './programs/open-once.ts';

const openGoalMs = 20;
const memoryGoalMb = 40;

/** Opens a database in a process of its own. */
function openOnce({ path, key }: Pick<Mirror, 'path' | 'key'>): Opening {
  const program = join(import.meta.dirname, 'programs', 'open-once.ts');
  const args = ['--expose-gc', '--import', 'tsx', program, path, Buffer.from(key).toString('hex')];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Opening;
}

/** From nothing to the first page, and what main takes more memory with a full mirror than with an empty one. */
export function measureOpening(mirror: Mirror, runs = 20): Figure[] {
  const empty = { path: join(mirror.folder, 'empty.db'), key: mirror.key };
  openMirror(empty).close();
  const full: Opening[] = [];
  const bare: Opening[] = [];
  for (let run = 0; run < runs; run += 1) {
    full.push(openOnce(mirror));
    bare.push(openOnce(empty));
  }
  const times = full.map((one) => one.firstPageMs);
  const megabytes = (list: readonly Opening[]) =>
    percentile(
      list.map(({ bytes }) => bytes / 1e6),
      50,
    );
  const more = megabytes(full) - megabytes(bare);
  return [
    {
      name: 'open',
      ratio: percentile(times, 50) / openGoalMs,
      goal: 1,
      goalIs: 'most',
      runs,
      behind:
        `to the first page ${spread(times)}, of an empty one ${spread(bare.map((one) => one.firstPageMs))}; ` +
        `${ms(openGoalMs)} are allowed at the median`,
    },
    {
      name: 'memory',
      ratio: more / memoryGoalMb,
      goal: 1,
      goalIs: 'most',
      runs,
      behind:
        `${megabytes(full).toFixed(1)} MB resident, ${megabytes(bare).toFixed(1)} MB with an empty database; ` +
        `${memoryGoalMb} MB more are allowed`,
    },
  ];
}
