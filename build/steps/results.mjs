/**
 * What a step found.
 * @typedef {{ title: string, detail: string }} Failure
 * @typedef {{ passed: number, failed: number, skipped: number, failures: Failure[] }} Results
 */

/** Longer texts are cut: a report that nobody can read reports nothing. */
const maxDetailLines = 60;

function shortened(text) {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= maxDetailLines) return lines.join('\n');
  return [...lines.slice(0, maxDetailLines), `… and ${lines.length - maxDetailLines} more lines`].join('\n');
}

/**
 * A single check that passed.
 * @returns {Results}
 */
export function passed() {
  return { passed: 1, failed: 0, skipped: 0, failures: [] };
}

/**
 * A single check that failed; `detail` is what a developer needs to see.
 * @returns {Results}
 */
export function failed(title, detail) {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title, detail: shortened(detail) }] };
}

/**
 * A check by a program's exit code.
 * @returns {Results}
 */
export function byStatus(title, { status, stdout, stderr }) {
  return status === 0 ? passed() : failed(title, stdout + stderr);
}

/**
 * The sum of several results.
 * @param {Results[]} list
 * @returns {Results}
 */
export function sum(list) {
  return {
    passed: list.reduce((total, one) => total + one.passed, 0),
    failed: list.reduce((total, one) => total + one.failed, 0),
    skipped: list.reduce((total, one) => total + one.skipped, 0),
    failures: list.flatMap((one) => one.failures),
  };
}

/** The last line of a run, in the form that other programs read. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
