import { byStatus, failed, passed, sum } from './results.mjs';
import { runTool } from './node-tools.mjs';

/** Everything is formatted as Prettier would. */
export async function checkFormat() {
  return byStatus('prettier', await runTool(['prettier'], ['--check', '--log-level=warn', '.']));
}

function describeLint(files) {
  return files
    .filter(({ errorCount, warningCount }) => errorCount + warningCount > 0)
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, message, ruleId }) => `${filePath}:${line}:${column} ${message} (${ruleId})`),
    );
}

/** ESLint finds nothing; a warning counts as an error. */
export async function checkLint() {
  const { stdout, stderr } = await runTool(['eslint'], ['.', '--format', 'json', '--max-warnings', '0']);
  let files;
  try {
    files = JSON.parse(stdout);
  } catch {
    return failed('eslint did not run', stdout + stderr);
  }
  const findings = describeLint(files);
  return findings.length === 0 ? passed() : failed(`eslint: ${findings.length} findings`, findings.join('\n'));
}

/** The types hold, in plain TypeScript and in the components. */
export async function checkTypes() {
  const results = [];
  for (const project of ['tsconfig.node.json', 'tests/e2e/tsconfig.json', 'tests/bench/window/tsconfig.json']) {
    const outcome = await runTool(['typescript', 'tsc'], ['-p', project, '--pretty', 'false']);
    results.push(byStatus(`tsc -p ${project}`, outcome));
  }
  const args = ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human'];
  results.push(byStatus('svelte-check', await runTool(['svelte-check'], args)));
  return sum(results);
}
