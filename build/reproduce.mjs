#!/usr/bin/env node
// Makes the packages of the newest commit twice, in two folders, and says which bytes differ (docs/reproducible-builds.md):
//   node build/reproduce.mjs
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { at, root } from './lib/paths.mjs';
import { mustRun, run } from './lib/process.mjs';
import { compareFolders } from './packages/compare.mjs';

/** A file of electron-builder's own, which names the folder that it worked in and is no package. */
const isIgnored = (name) => name === 'builder-debug.yml';

/** A checkout of the newest commit with the packages of this one, which the lock file pins by their digests. */
async function makeOnce(folder) {
  mustRun('git clone', 'git', ['clone', '--quiet', '--no-hardlinks', root, folder]);
  mustRun('cp', 'cp', ['-a', at('node_modules'), path.join(folder, 'node_modules')]);
  const args = [path.join(folder, 'build/packages.mjs'), '--quick'];
  const { status, stdout, stderr } = await run(process.execPath, args, { cwd: folder });
  if (status !== 0) throw new Error(stdout + stderr);
  return path.join(folder, 'release');
}

async function main() {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-reproduce-'));
  try {
    const first = await makeOnce(path.join(base, 'first'));
    const second = await makeOnce(path.join(base, 'a-second-place'));
    const compared = compareFolders(first, second).filter(({ name }) => !isIgnored(name));
    for (const { name, difference } of compared) console.log(`${name.padEnd(40)} ${difference ?? 'the same'}`);
    if (compared.some(({ difference }) => difference !== undefined)) process.exitCode = 1;
  } finally {
    fs.rmSync(base, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
