import fs from 'node:fs';
import path from 'node:path';
import { startTestSandbox } from '../../e2e/harness/sandbox.ts';
import type { Figure } from '../figure.ts';
import { measureColdStart } from './cold-start.ts';
import { measureIdle } from './idle.ts';
import { bareWindow, kontorIn, type Program } from './launch.ts';
import { makeProfiles, type Profile } from './profile.ts';
import { measureScroll } from './scroll.ts';
import { measureSearchPaint } from './search-paint.ts';

/**
 * The part of the benches that needs a desktop session; started by `window-figures.ts`:
 *   node --import tsx tests/bench/window/session.ts <runs of each> <bench>...
 */
const usual = 10_000;
const few = 1_000;
const many = 100_000;

interface Means {
  kontor: (rows: number) => Program;
  profile: (rows: number) => Profile;
  bare: Program;
  /** How many runs, of as many as the bench takes by itself. */
  runs: (own: number) => number;
}

interface Bench {
  sizes: readonly number[];
  measure: (means: Means) => Promise<Figure[]>;
}

const benches: Readonly<Record<string, Bench>> = {
  scroll: { sizes: [many], measure: ({ kontor, bare, runs }) => measureScroll(kontor(many), bare, runs(6)) },
  'search-paint': {
    sizes: [many],
    measure: ({ kontor, profile, runs }) => measureSearchPaint(profile(many), kontor(many), runs(120)),
  },
  start: {
    sizes: [usual, few, many],
    measure: ({ kontor, bare, runs }) =>
      measureColdStart(
        [usual, few, many].map((rows) => ({ rows, program: kontor(rows) })),
        bare,
        runs(20),
      ),
  },
  idle: { sizes: [usual], measure: ({ kontor, bare, runs }) => measureIdle(kontor(usual), bare, runs(3)) },
};

const [share = '1', ...names] = process.argv.slice(2);
const chosen = names.flatMap((name) => benches[name] ?? []);
const sandbox = await startTestSandbox();
const profiles = await makeProfiles(sandbox, [...new Set(chosen.flatMap(({ sizes }) => sizes))]);
const profile = (rows: number): Profile => {
  const found = profiles.find((one) => one.rows === rows);
  if (found === undefined) throw new Error(`there is no profile of ${rows} rows`);
  return found;
};
const kontor = (rows: number) => kontorIn(profile(rows), sandbox);
const bare = bareWindow(kontor(profiles[0]?.rows ?? usual));
const runs = (own: number) => Math.max(1, Math.round(own * Number(share)));
const figures: Figure[] = [];
const output = path.join(process.env['KONTOR_E2E_OUTPUT'] ?? 'out', 'bench-figures.json');
for (const { measure } of chosen) {
  figures.push(...(await measure({ kontor, profile, bare, runs })));
  fs.writeFileSync(output, JSON.stringify(figures));
}
for (const { home } of profiles) home.remove();
bare.remove();
await sandbox.sandbox.close();
