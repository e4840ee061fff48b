import fs from 'node:fs';
import { at } from '../lib/paths.mjs';
import { runTool } from './node-tools.mjs';
import { failed, passed, sum } from './results.mjs';

/**
 * Wrong texts, each linted as if it stood in the named file (which must exist: the type information is that file's),
 * and the rules that have to speak up.
 */
const lintFixtures = [
  { fixture: 'forbidden-import.ts', as: 'domain/result.ts', rules: ['house/arrows'], count: 2 },
  { fixture: 'floating-promise.ts', as: 'domain/result.ts', rules: ['@typescript-eslint/no-floating-promises'] },
  { fixture: 'visible-text.svelte', as: 'renderer/App.svelte', rules: ['house/visible-text'] },
];

async function lintFixture(eslint, { fixture, as, rules, count = 1 }) {
  const text = fs.readFileSync(at('tests/fixtures/must-fail', fixture), 'utf8');
  const [result] = await eslint.lintText(text, { filePath: at(as) });
  const found = (result?.messages ?? []).filter(({ ruleId }) => rules.includes(ruleId));
  if (found.length >= count) return passed();
  return failed(`eslint lets ${fixture} pass`, `expected ${count} × ${rules.join(', ')} and found ${found.length}`);
}

async function svelteCheckFixture() {
  const project = 'tests/fixtures/must-fail/svelte/tsconfig.json';
  const args = ['--tsconfig', project, '--output', 'machine'];
  const { status, stdout, stderr } = await runTool(['svelte-check'], args);
  if (status !== 0 && stdout.includes('TypeError.svelte') && stdout.includes("'string' is not assignable")) {
    return passed();
  }
  return failed('svelte-check lets a type error pass', stdout + stderr);
}

/** The checks themselves are checked: what is wrong on purpose has to be found. */
export async function checkTheChecks() {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({ cwd: at() });
  const results = [];
  for (const fixture of lintFixtures) results.push(await lintFixture(eslint, fixture));
  results.push(await svelteCheckFixture());
  return sum(results);
}
