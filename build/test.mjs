#!/usr/bin/env node
// Installs what is missing, then runs everything that is checked, and counts:
//   node build/test.mjs [--only <step>,<step>]
import { compileMessages } from './messages.mjs';
import { setUp } from './setup.mjs';
import { closingLine, failed, sum } from './steps/results.mjs';

/** In this order; each is loaded only when it runs, for it may need packages that the set-up installs. */
const steps = {
  format: async () => (await import('./steps/static-checks.mjs')).checkFormat(),
  lint: async () => (await import('./steps/static-checks.mjs')).checkLint(),
  types: async () => (await import('./steps/static-checks.mjs')).checkTypes(),
  'must-fail': async () => (await import('./steps/must-fail.mjs')).checkTheChecks(),
  audit: async () => (await import('./steps/audit.mjs')).auditFiles(),
  vitest: async () => (await import('./steps/unit-tests.mjs')).runUnitTests(),
  build: async () => (await import('./steps/app-build.mjs')).buildApp(),
  'first-paint': async () => (await import('./steps/first-paint.mjs')).checkFirstPaint(),
  package: async (runtime) => (await import('./steps/packaging.mjs')).checkPackaging(runtime),
  e2e: async (runtime) => (await import('./steps/e2e.mjs')).runEndToEndTests(runtime),
};

function chosenSteps(args) {
  const at = args.indexOf('--only');
  if (at < 0) return Object.keys(steps);
  const names = (args[at + 1] ?? '').split(',');
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0) {
    throw new Error(`No step is called "${unknown.join(', ')}". There are: ${Object.keys(steps).join(', ')}.`);
  }
  return names;
}

function printFailures(failures) {
  for (const { title, detail } of failures) console.log(`\n✗ ${title}\n${detail.replace(/^/gm, '    ')}`);
  if (failures.length > 0) console.log('');
}

async function runStep(name, runtime) {
  const started = performance.now();
  const results = await steps[name](runtime).catch((error) => failed(`${name} broke off`, String(error.stack)));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name.padEnd(10)} ${closingLine(results)} (${seconds} s)`);
  printFailures(results.failures);
  return results;
}

async function runAll() {
  const names = chosenSteps(process.argv.slice(2));
  const runtime = await setUp(['run', 'headless', 'test'], (line) => console.log(line));
  await compileMessages();
  const results = [];
  for (const name of names) results.push(await runStep(name, runtime));
  return sum(results);
}

const total = await runAll().catch((error) => {
  printFailures([{ title: 'set-up', detail: error.message }]);
  return failed('set-up', error.message);
});
// Whole numbers alone on the last line: continuous integration reads it.
console.log(closingLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
