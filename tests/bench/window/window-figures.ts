import fs from 'node:fs';
import path from 'node:path';
import { runInSession } from '../../../build/e2e/session.mjs';
import { at } from '../../../build/lib/paths.mjs';
import { setUp } from '../../../build/setup.mjs';
import type { Figure } from '../figure.ts';
import { ensureBuilt } from './built-app.ts';

/** The benches that start the built app in a desktop session. */
export const windowBenches = ['scroll', 'search-paint', 'start', 'idle'] as const;

/**
 * Builds the app and runs benches of it in a desktop session of their own.
 * @param share of the runs that each bench takes by itself; less than 1 proves that the program works
 */
export async function measureInWindow(names: readonly string[], share = 1): Promise<Figure[]> {
  const runtime = await setUp(['run', 'headless', 'test'], (line: string) => process.stderr.write(`${line}\n`));
  await ensureBuilt();
  const output = at('out/bench');
  const args = ['--import', 'tsx', 'tests/bench/window/session.ts', String(share), ...names];
  const { status, stdout, stderr } = await runInSession(runtime, args, { collect: output });
  if (status !== 0) throw new Error(`the session failed:\n${stdout}${stderr}`);
  return JSON.parse(fs.readFileSync(path.join(output, 'bench-figures.json'), 'utf8')) as Figure[];
}
