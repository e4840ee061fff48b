/**
 * A reporter for Vitest that prints what broke outside of any test, such as a rejection nobody handled.
 * The JSON report leaves it out, and the run then fails without a word about why.
 */
export default class UnhandledReporter {
  onTestRunEnd(_modules, unhandledErrors) {
    for (const error of unhandledErrors) process.stderr.write(`${describe(error)}\n`);
  }
}

function describe({ type = 'Error', name, message, stack, VITEST_TEST_PATH: file, VITEST_TEST_NAME: test }) {
  const place = [file, test].filter(Boolean).join(' › ');
  return `${type}${place ? ` while ${place} ran` : ''}: ${stack ?? `${name}: ${message}`}`;
}
