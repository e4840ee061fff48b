#!/usr/bin/env node
// Stands in for 7-Zip where electron-builder makes a tar.gz (ELECTRON_BUILDER_7ZIP_PATH): 7-Zip would write the time and
// the name of a temporary file into it, and the tar comes in the order of the disk. This one is always the same.
//   seven-zip.mjs a … <archive>.tar.gz <file>.tar
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mustRun } from '../lib/process.mjs';

const [command, ...rest] = process.argv.slice(2);
const [target, source] = rest.filter((argument) => !argument.startsWith('-'));
if (command !== 'a' || !target?.endsWith('.tar.gz') || !source?.endsWith('.tar')) {
  console.error(`only tar.gz files are made by this: ${process.argv.slice(2).join(' ')}`);
  process.exit(1);
}

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-tar-'));
try {
  mustRun('tar', 'tar', ['-xf', path.resolve(source), '-C', work]);
  const time = `--mtime=@${process.env.SOURCE_DATE_EPOCH ?? Math.floor(Date.now() / 1000)}`;
  const sorted = ['--sort=name', time, '--owner=0', '--group=0', '--numeric-owner', '--format=gnu'];
  const gzip = `gzip -n -${process.env.KONTOR_PACKAGE_LEVEL ?? '9'}`;
  const entries = fs.readdirSync(work);
  mustRun('tar', 'tar', [...sorted, '-I', gzip, '-C', work, '-cf', path.resolve(target), ...entries]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
