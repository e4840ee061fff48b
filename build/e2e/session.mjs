import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/process.mjs';
import { asAccount, testAccount } from './account.mjs';
import { stage } from './stage.mjs';

/** What ends a run early; the session has a process group of its own and would not hear of it. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const keyringPassword = 'only for tests';

// Unlocks a keyring in the session's own D-Bus, then becomes the command.
const withKeyring = `printf %s '${keyringPassword}' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"`;

/**
 * A desktop session around a command: a virtual display (also where there is a real one: windows that pop up and take
 * the focus disturb both sides) and a D-Bus with an unlocked keyring. Elsewhere than on Linux: the command alone.
 */
function sessionCommand(command) {
  if (process.platform !== 'linux') return command;
  const display = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'];
  return [...display, 'dbus-run-session', '--', 'sh', '-c', withKeyring, 'sh', ...command];
}

/** Little of the caller's environment: no session of a desktop, no folders that the other user cannot read. */
function sessionEnv({ home, output, runtime }, extra) {
  const kept = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'CI', 'DEBUG'].filter((name) => process.env[name] !== undefined);
  return {
    ...Object.fromEntries(kept.map((name) => [name, process.env[name]])),
    HOME: home,
    XDG_RUNTIME_DIR: path.join(home, 'run'),
    ELECTRON_OVERRIDE_DIST_PATH: runtime,
    KONTOR_E2E_OUTPUT: output,
    ...extra,
  };
}

/**
 * Runs a Node script of the checkout in a desktop session, as an ordinary user.
 * @param {{ folder: string }} runtime the Electron runtime
 * @param {string[]} nodeArgs the script, relative to the checkout, and its arguments
 * @param {{ env?: Record<string, string>, collect?: string, stdio?: unknown }} options `collect`: a folder of the
 *   checkout that gets what the script wrote to the folder KONTOR_E2E_OUTPUT
 */
export async function runInSession(runtime, nodeArgs, { env = {}, collect, stdio } = {}) {
  const account = testAccount();
  const place = stage(account, runtime.folder);
  const [command, ...args] = asAccount(account, sessionCommand([place.node, ...nodeArgs]));
  let child;
  const end = () => {
    if (child) process.kill(-child.pid, 'SIGTERM');
    place.remove();
  };
  const leave = () => process.exit(130);
  process.once('exit', end);
  for (const signal of signals) process.once(signal, leave);
  try {
    return await run(command, args, {
      cwd: place.checkout,
      env: sessionEnv(place, env),
      detached: true,
      ...(stdio ? { stdio } : {}),
      onStart: (started) => (child = started),
    });
  } finally {
    process.off('exit', end);
    for (const signal of signals) process.off(signal, leave);
    if (collect) copyResults(place.output, collect);
    place.remove();
  }
}

function copyResults(from, to) {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from)) {
    const target = path.join(to, entry);
    fs.rmSync(target, { recursive: true, force: true });
    fs.cpSync(path.join(from, entry), target, { recursive: true });
  }
}
