import fs from 'node:fs';
import path from 'node:path';
import { runInSession } from '../e2e/session.mjs';
import { at } from '../lib/paths.mjs';
import { failed, sum } from './results.mjs';

const output = at('out/e2e');
const colours = new RegExp(String.raw`\u001b\[[0-9;]*m`, 'g');

/** The tests of a suite of Playwright's report, with all suites inside it. */
function testsOf(suite, titles = []) {
  const own = [...titles, suite.title].filter(Boolean);
  const specs = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status, results }) => ({ title: [...own, title].join(' › '), status, results })),
  );
  return [...specs, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, own))];
}

function describe({ title, results }) {
  const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message ?? ''));
  return { title, detail: messages.join('\n').replace(colours, '') };
}

function readReport() {
  const report = JSON.parse(fs.readFileSync(path.join(output, 'report.json'), 'utf8'));
  const tests = report.suites.flatMap((suite) => testsOf(suite));
  const withStatus = (...wanted) => tests.filter(({ status }) => wanted.includes(status));
  const failures = withStatus('unexpected').map(describe);
  const outside = report.errors.map(({ message }) => failed('playwright', (message ?? '').replace(colours, '')));
  const results = {
    passed: withStatus('expected', 'flaky').length,
    failed: failures.length,
    skipped: withStatus('skipped').length,
    failures,
  };
  return sum([results, ...outside]);
}

/**
 * Playwright's tests of the built app in real Electron, with the system's browser, a keyring and a sandboxed Chromium,
 * as an ordinary user. Traces and the report land in out/e2e/.
 * @param {string[]} filters passed on to Playwright, for developers
 */
export async function runEndToEndTests(runtime, filters = []) {
  fs.rmSync(output, { recursive: true, force: true });
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--project=e2e', ...filters];
  const { status, stdout, stderr } = await runInSession(runtime, args, { collect: output });
  if (!fs.existsSync(path.join(output, 'report.json'))) return failed('playwright did not run', stdout + stderr);
  const results = readReport();
  if (status === 0 || results.failed > 0) return results;
  return sum([results, failed('playwright failed outside of the tests', stdout + stderr)]);
}
