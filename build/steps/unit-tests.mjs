import fs from 'node:fs';
import { at } from '../lib/paths.mjs';
import { runTool } from './node-tools.mjs';
import { failed, sum } from './results.mjs';

const reportFile = at('out/test/vitest.json');

function describeFailures({ testResults }) {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failures = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({ title: `${name}: ${fullName}`, detail: failureMessages.join('\n') }));
    // A file that did not load has no assertions, only a message.
    if (failures.length === 0 && message) failures.push({ title: name, detail: message });
    return failures;
  });
}

/** Vitest, both projects; a file that cannot be loaded counts as one failed test. */
export async function runUnitTests() {
  fs.rmSync(reportFile, { force: true });
  const reporters = ['--reporter=json', `--reporter=${at('build/lib/unhandled-reporter.mjs')}`];
  const args = ['run', ...reporters, `--outputFile.json=${reportFile}`];
  const { status, stdout, stderr } = await runTool(['vitest'], args);
  if (!fs.existsSync(reportFile)) return failed('vitest did not run', stdout + stderr);
  const report = JSON.parse(fs.readFileSync(reportFile, 'utf8'));
  const failures = describeFailures(report);
  const results = {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
  if (status === 0 || failures.length > 0) return results;
  // Errors outside of any test, such as an unhandled rejection.
  return sum([results, failed('vitest failed outside of the tests', stderr || stdout)]);
}
