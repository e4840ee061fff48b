import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { at, root } from '../lib/paths.mjs';
import { mustRun, runSync } from '../lib/process.mjs';
import { asAccount } from './account.mjs';

/** What the tests do not need, or must not see. */
const leftOut = new Set(['.git', '.electron', 'release', 'coverage', 'test-results']);

/** A folder for temporary files on the disk of the checkout, where hard links cost nothing; else any. */
function baseFolder() {
  const device = fs.statSync(root).dev;
  const bases = ['/tmp', '/var/tmp'];
  return bases.find((folder) => fs.statSync(folder).dev === device) ?? os.tmpdir();
}

/** Copies by hard links where that works: a checkout with its packages in about a second, and no space. */
function copyTree(from, to) {
  const linked = runSync('cp', ['-al', from, to]);
  if (linked.status === 0) return;
  fs.rmSync(to, { recursive: true, force: true });
  mustRun('Copying the checkout', 'cp', ['-a', from, to]);
}

/** A linked file has one mode in both places; one that others may not read becomes a real copy, to leave it alone. */
function makeReadable(folder) {
  mustRun('Opening the copy', 'find', [folder, '-type', 'd', '-exec', 'chmod', 'a+rx', '{}', '+']);
  const closed = ['find', [folder, '-type', 'f', '!', '-perm', '-o=r', '-print0']];
  const files = runSync(...closed)
    .stdout.split('\0')
    .filter(Boolean);
  for (const file of files) {
    const copy = `${file}.copy`;
    fs.copyFileSync(file, copy);
    fs.chmodSync(copy, fs.statSync(file).mode | 0o444 | (fs.statSync(file).mode & 0o100 ? 0o111 : 0));
    fs.renameSync(copy, file);
  }
}

function nodeFor(account, folder) {
  const reachable = runSync(...split(asAccount(account, ['test', '-x', process.execPath]))).status === 0;
  if (reachable) return process.execPath;
  const copy = path.join(folder, 'node');
  fs.copyFileSync(process.execPath, copy);
  fs.chmodSync(copy, 0o755);
  return copy;
}

function split([command, ...args]) {
  return [command, args];
}

/**
 * Prepares a place where `account` can run the app: a readable copy of the checkout and of the runtime, a home, and a
 * folder for results. Without an account (we are an ordinary user) the checkout itself serves, with a home of its own.
 * @returns {{ checkout: string, runtime: string, node: string, home: string, output: string, remove: () => void }}
 */
export function stage(account, runtimeFolder) {
  const folder = fs.mkdtempSync(path.join(baseFolder(), 'kontor-e2e-'));
  const home = path.join(folder, 'home');
  const output = path.join(folder, 'output');
  for (const own of [home, output, path.join(home, 'run')]) fs.mkdirSync(own, { mode: 0o700 });
  const remove = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  if (!account) return { checkout: root, runtime: runtimeFolder, node: process.execPath, home, output, remove };
  try {
    fs.chmodSync(folder, 0o755);
    for (const own of [home, output, path.join(home, 'run')]) fs.chownSync(own, account.uid, account.gid);
    const checkout = path.join(folder, 'checkout');
    fs.mkdirSync(checkout);
    for (const entry of fs.readdirSync(root)) if (!leftOut.has(entry)) copyTree(at(entry), path.join(checkout, entry));
    const runtime = path.join(folder, 'electron');
    copyTree(runtimeFolder, runtime);
    makeReadable(folder);
    for (const own of [home, output, path.join(home, 'run')]) fs.chmodSync(own, 0o700);
    return { checkout, runtime, node: nodeFor(account, folder), home, output, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
