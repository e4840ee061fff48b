#!/usr/bin/env node
// Starts the app connected to the sandbox, the local Lexware Office:
//   node build/start.mjs [--smoke] [--lexware] [further arguments for Electron]
// --smoke ends with exit code 0 once the window is shown; --lexware connects to Lexware itself, without a sandbox.
import { spawn } from 'node:child_process';
import readline from 'node:readline';
import { at, root } from './lib/paths.mjs';
import { isRoot } from './lib/process.mjs';
import { setUp } from './setup.mjs';

const args = process.argv.slice(2);
const isSmokeTest = args.includes('--smoke');
const usesSandbox = !args.includes('--lexware');
const electronArgs = args.filter((argument) => !['--smoke', '--lexware'].includes(argument));
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const smokeMs = 60_000;

const children = new Set();

/** Ends what was started, each with all that it has started itself. */
function endChildren() {
  for (const child of children) {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
    } catch {
      // it has ended by itself
    }
  }
}

function start(command, commandArgs, options) {
  const child = spawn(command, commandArgs, { cwd: root, detached: process.platform !== 'win32', ...options });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** The first line of a program's output that is JSON. */
async function firstJsonLine(child) {
  for await (const line of readline.createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) return JSON.parse(line);
  }
  throw new Error('The sandbox ended before it was ready.');
}

/** Starts the sandbox and tells how to sign in to it. */
async function startSandbox() {
  const tsx = at('node_modules/tsx/dist/cli.mjs');
  const child = start(process.execPath, [tsx, 'sandbox/main.ts', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const sandbox = await firstJsonLine(child);
  child.stdout.resume();
  console.log(`The sandbox is at ${sandbox.apiUrl}. Sign in as:`);
  for (const { companyName, organizationId, user, password } of sandbox.users) {
    const key = sandbox.apiKeys.find((one) => one.organizationId === organizationId)?.key;
    console.log(`  ${companyName}: user ${user}, password ${password}, or API key ${key}`);
  }
  return { KONTOR_API_URL: sandbox.apiUrl, KONTOR_ISSUER: sandbox.issuer, KONTOR_CLIENT_ID: sandbox.clientId };
}

/** The command that opens the app on this machine, with a sentence about everything that is not as usual. */
function appCommand(executable) {
  const command = [executable];
  if (isRoot) {
    console.log(
      "Running as root, where Chromium's sandbox does not work: it is off. Use an ordinary user for real work.",
    );
    command.push('--no-sandbox');
  }
  // Made-up companies stay apart from what an installed Kontor of this user holds.
  if (usesSandbox) command.push(`--user-data-dir=${at('out/profile')}`);
  if (isSmokeTest) command.push('--remote-debugging-port=0');
  command.push(...electronArgs, root);
  if (hasDisplay) return command;
  console.log('There is no display: the window opens on a virtual one (xvfb-run).');
  return ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...command];
}

/** Resolves with the app's exit code; in a smoke test with 0 as soon as the window shows something. */
function untilEnd(app) {
  return new Promise((resolve) => {
    app.once('error', () => resolve(1));
    app.once('exit', (code) => resolve(code ?? 1));
    if (!isSmokeTest) return;
    setTimeout(() => resolve(1), smokeMs).unref();
    const lines = readline.createInterface({ input: app.stderr });
    lines.on('line', (line) => {
      const endpoint = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (endpoint) readWindow(endpoint).then(() => resolve(0), reject(resolve));
    });
  });
}

/** Waits until the window shows a heading, over Chromium's debugging port. */
async function readWindow(endpoint) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  console.log(`The window shows: ${await page.getByRole('heading').first().innerText()}`);
}

function reject(resolve) {
  return (error) => {
    console.error(error.message);
    resolve(1);
  };
}

async function main() {
  const groups = hasDisplay ? ['run'] : ['run', 'headless'];
  const { executable } = await setUp(groups, (line) => console.log(line));
  const { buildApp } = await import('./steps/app-build.mjs');
  const { failures } = await buildApp();
  if (failures.length > 0) throw new Error(`The build failed.\n${failures[0].detail}`);
  const env = { ...process.env, ...(usesSandbox ? await startSandbox() : {}) };
  const [command, ...commandArgs] = appCommand(executable);
  const app = start(command, commandArgs, { env, stdio: ['ignore', 'inherit', isSmokeTest ? 'pipe' : 'inherit'] });
  return untilEnd(app);
}

process.on('exit', endChildren);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
try {
  process.exit(await main());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
