#!/usr/bin/env node
// Stands in for fpm, which electron-builder would download: makes debs with dpkg-deb and rpms with rpmbuild, both from
// the distribution, and the same bytes from the same files. electron-builder calls it (CUSTOM_FPM_PATH).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mustRun } from '../lib/process.mjs';
import { debControl, debSums } from './deb-control.mjs';
import { readFpmArguments } from './fpm-arguments.mjs';
import { layOut } from './package-tree.mjs';
import { rpmArchitecture, rpmSpec } from './rpm-spec.mjs';

const level = process.env.KONTOR_PACKAGE_LEVEL ?? '6';
const newest = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? Date.now() / 1000) * 1000);

/** The scripts of a deb, by the options that bring them. */
const debScripts = { 'after-install': 'postinst', 'after-remove': 'postrm' };

function makeDeb(wanted, folder, files) {
  const { options } = wanted;
  const control = path.join(folder, 'DEBIAN');
  fs.mkdirSync(control);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  fs.writeFileSync(path.join(control, 'control'), debControl(wanted, bytes));
  fs.writeFileSync(path.join(control, 'md5sums'), debSums(folder, files));
  for (const [option, name] of Object.entries(debScripts)) {
    if (options[option]) fs.copyFileSync(options[option], path.join(control, name));
    if (options[option]) fs.chmodSync(path.join(control, name), 0o755);
  }
  const compression = [`-Z${options['deb-compression'] ?? 'xz'}`, `-z${level}`];
  mustRun('dpkg-deb', 'dpkg-deb', ['--root-owner-group', ...compression, '--build', folder, options.package]);
}

function makeRpm(wanted, folder, files, work) {
  const arch = rpmArchitecture(wanted.options.architecture);
  const spec = path.join(work, 'package.spec');
  fs.writeFileSync(spec, rpmSpec(wanted, folder, files, level));
  const results = path.join(work, 'results');
  const defines = [`_topdir ${work}`, `_rpmdir ${results}`, `_dbpath ${work}/db`];
  const args = ['-bb', '--target', arch, '--buildroot', path.join(work, 'buildroot')];
  mustRun('rpmbuild', 'rpmbuild', [...args, ...defines.flatMap((define) => ['--define', define]), spec]);
  const made = fs.readdirSync(path.join(results, arch)).find((name) => name.endsWith('.rpm'));
  fs.copyFileSync(path.join(results, arch, made), wanted.options.package);
}

function main(argv) {
  const wanted = readFpmArguments(argv);
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-package-'));
  try {
    const folder = path.join(work, 'files');
    const files = layOut(wanted.inputs, folder, newest);
    fs.rmSync(wanted.options.package, { force: true });
    if (wanted.type === 'deb') makeDeb(wanted, folder, files);
    else makeRpm(wanted, folder, files, work);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
