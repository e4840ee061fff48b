import { isRoot, runSync } from '../lib/process.mjs';

const name = 'kontor-e2e';

/**
 * The ordinary user that runs the app in tests where everything else runs as root: root's Chromium has no sandbox,
 * and what is not sandboxed would not be tested. Made once, without a password.
 * @returns {{ name: string, uid: number, gid: number } | undefined} undefined: we are an ordinary user ourselves
 */
export function testAccount() {
  if (!isRoot || process.platform !== 'linux') return undefined;
  if (runSync('id', ['-u', name]).status !== 0) runSync('useradd', ['--create-home', '--shell', '/bin/sh', name]);
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(runSync('id', [flag, name]).stdout));
  if (!uid) throw new Error(`The user ${name} could not be made; the app is tested as an ordinary user.`);
  return { name, uid, gid };
}

/** The command that runs another one as that user. */
export function asAccount(account, command) {
  return account ? ['runuser', '-u', account.name, '--', ...command] : command;
}
