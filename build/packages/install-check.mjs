import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { testAccount } from '../e2e/account.mjs';
import { runInSession } from '../e2e/session.mjs';
import { at } from '../lib/paths.mjs';
import { isRoot, mustRun, runSync } from '../lib/process.mjs';
import { isDebian } from '../setup/debian-packages.mjs';

/** What a removed package may leave behind: nothing. */
const traces = ['/opt/Kontor', '/usr/bin/kontor', '/usr/share/applications/kontor.desktop', '/etc/apparmor.d/kontor'];

const isInstalled = () => runSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', 'kontor']).stdout === 'installed';

function remove() {
  if (isInstalled()) mustRun('dpkg', 'dpkg', ['--remove', 'kontor']);
}

/** Why this machine cannot try it; undefined: it can. */
function obstacle() {
  if (!isDebian()) return 'this is not Debian';
  if (!isRoot) return 'installing needs root';
  return isInstalled() ? 'a Kontor is installed here, which is left alone' : undefined;
}

/** Answers the test, which runs as an ordinary user, by doing what it asks root for. */
function serve(exchange) {
  const removal = path.join(exchange, 'remove');
  const timer = setInterval(() => {
    if (!fs.existsSync(removal) || fs.existsSync(`${removal}.done`)) return;
    remove();
    fs.writeFileSync(`${removal}.done`, '');
  }, 200);
  return () => clearInterval(timer);
}

function exchangeFolder() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-exchange-'));
  const account = testAccount();
  if (account) fs.chownSync(folder, account.uid, account.gid);
  return folder;
}

/**
 * Installs the deb with dpkg, lets the test in tests/e2e/installed/ use it as a user does, and removes it.
 * @param {{ folder: string }} runtime which the session around the test needs
 * @param {string} output the folder with the deb
 * @throws {Error} if something of that went wrong; where it cannot be tried, it says so and does nothing
 */
export async function checkInstallation(runtime, output) {
  const reason = obstacle();
  if (reason !== undefined) return console.log(`Installing the deb: skipped, ${reason}.`);
  const deb = fs.readdirSync(output).find((name) => name.endsWith('.deb'));
  const exchange = exchangeFolder();
  const end = serve(exchange);
  try {
    mustRun('dpkg --install', 'dpkg', ['--install', path.join(output, deb)]);
    mustRun('dpkg --verify', 'dpkg', ['--verify', 'kontor']);
    const script = ['node_modules/@playwright/test/cli.js', 'test', '--project=installed'];
    const collect = at('out/installed');
    const result = await runInSession(runtime, script, { env: { KONTOR_EXCHANGE: exchange }, collect });
    if (result.status !== 0) throw new Error(`The installed app failed.\n${result.stdout}${result.stderr}`);
  } finally {
    end();
    remove();
    mustRun('dpkg', 'dpkg', ['--purge', 'kontor']);
    fs.rmSync(exchange, { recursive: true, force: true });
  }
  const left = traces.filter((file) => fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined);
  if (left.length > 0) throw new Error(`Left behind after the removal: ${left.join(', ')}`);
  return console.log('Installing the deb: installed, started, signed in, removed; the data stayed.');
}
