import { spawn, spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

/** True for the superuser of a Unix system, where Chromium refuses its sandbox. */
export const isRoot = process.getuid?.() === 0;

/**
 * Takes the host out of every address in a tool's output. Package managers name the mirror that they use, and which
 * one a machine is set up with is nobody's business in a log that may be published.
 */
export function redactHosts(text) {
  return text.replace(/\b(https?:\/\/)(?!(?:127\.0\.0\.1|localhost)\b)[^\s/'")]+/g, '$1…');
}

/**
 * Runs a program to its end; never throws for a program that failed.
 * @returns {{ status: number, stdout: string, stderr: string }}
 */
export function runSync(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return {
    status: result.error ? 127 : (result.status ?? 1),
    stdout: result.stdout ?? '',
    stderr: (result.stderr ?? '') + (result.error ? String(result.error.message) : ''),
  };
}

/**
 * Like `runSync`, without blocking, so that signals are still heard; `onStart` is given the child process.
 * @returns {Promise<{ status: number, stdout: string, stderr: string }>}
 */
export function run(command, args, { onStart, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    onStart?.(child);
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name]?.setEncoding('utf8').on('data', (text) => (output[name] += text));
    }
    child.on('error', (error) => resolve({ status: 127, ...output, stderr: output.stderr + error.message }));
    child.on('close', (code, signal) => resolve({ status: code ?? (signal ? 1 : 0), ...output }));
  });
}

/** The beginning, which names the cause with some tools, and the end, which names it with others. */
function excerpt(text) {
  const lines = text.trim().split('\n');
  return lines.length <= 40 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-20)];
}

/** Runs a set-up step quietly; when it fails, throws an error that quotes the tool. */
export function mustRun(what, command, args, options = {}) {
  const result = runSync(command, args, options);
  if (result.status === 0) return result.stdout;
  const quotation = excerpt(redactHosts(result.stderr || result.stdout)).join('\n');
  throw new Error(`${what} failed (exit ${result.status}).\n${quotation}`);
}
