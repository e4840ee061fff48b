import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkout, electronExecutable } from '../../e2e/harness/home.ts';
import { appArguments } from '../../e2e/harness/kontor.ts';
import type { TestSandbox } from '../../e2e/harness/sandbox.ts';
import { until } from '../../e2e/harness/until.ts';
import type { Profile } from './profile.ts';

export const bareApp = path.join(import.meta.dirname, 'bare');
const probe = path.join(import.meta.dirname, 'probe.cjs');

/** What is started: which app, with which switches, in which environment. */
export interface Program {
  name: string;
  args: string[];
  env: Record<string, string>;
}

/** Kontor in a profile; nothing but the size of its mirror is unusual. */
export function kontorIn({ home }: Profile, sandbox: TestSandbox): Program {
  const addresses = {
    KONTOR_API_URL: sandbox.apiUrl,
    KONTOR_ISSUER: sandbox.issuer,
    KONTOR_CLIENT_ID: sandbox.clientId,
  };
  const env = { ...home.env, ...addresses, KONTOR_LOCALE: 'de' };
  return { name: 'Kontor', args: [...appArguments('keyring'), checkout], env };
}

/** A window with one static page, in the same runtime; its profile is kept from start to start, as Kontor's is. */
export function bareWindow(like: Program): Program & { remove: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bare-window-'));
  const args = [...appArguments('keyring'), `--user-data-dir=${folder}`, bareApp];
  return {
    name: 'bare window',
    args,
    env: like.env,
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** A running program; the marks are what the probe told, in ms since the start or as it is. */
export interface Run {
  child: ChildProcess;
  startedMs: number;
  mark: (name: string) => Promise<string>;
  end: () => Promise<void>;
}

/** Starts a program with the probe in it. */
export function launch({ args, env }: Program): Run {
  const startedMs = Date.now();
  const child = spawn(electronExecutable(), ['-r', probe, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  return {
    child,
    startedMs,
    mark: (name) => until(name, () => new RegExp(`^PROBE ${name} (.*)$`, 'm').exec(output)?.[1], 90_000),
    end: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
