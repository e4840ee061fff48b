#!/usr/bin/env node
// Adds to package-lock.json what a registry without all packages kept out of it:
//   node build/complete-lock.mjs
// Native packages come in one variant for each system, as optional dependencies with exact versions. Where a registry
// lacks some variants, `npm install` leaves them out of the lock file without a word, and from then on `npm ci` refuses
// that file on every machine. Run this after `npm install`; it changes nothing where nothing is missing.
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { at } from './lib/paths.mjs';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const spelledOtherwise = { armv7: 'arm', gnueabihf: 'arm', ppc64le: 'ppc64' };

/** For which machines a variant is, read from its name: `@napi-rs/canvas-linux-x64-musl`. */
function machinesOf(name) {
  const words = name.split(/[/-]/).map((word) => spelledOtherwise[word] ?? word);
  const pick = (known) => known.filter((one) => words.includes(one));
  const os = pick(systems);
  const cpu = pick(processors);
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') && os.includes('linux') ? ['glibc'] : [];
  return Object.fromEntries(Object.entries({ os, cpu, libc }).filter(([, list]) => list.length > 0));
}

/** True if a package at this path of the lock file finds `name`, there or in a folder above. */
function isResolved(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === '') return false;
  }
}

/**
 * The entries that a lock file lacks: optional dependencies with an exact version and the name of a system.
 * @param {Record<string, { dev?: boolean, optionalDependencies?: Record<string, string> }>} packages
 * @returns {Record<string, object>}
 */
export function missingVariants(packages) {
  const missing = {};
  for (const [path, { dev, optionalDependencies }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
      const machines = machinesOf(name);
      if (!machines.os || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version) || isResolved(packages, path, name)) continue;
      missing[`node_modules/${name}`] = { version, ...machines, ...(dev ? { dev } : {}), optional: true };
    }
  }
  return missing;
}

function main() {
  const file = at('package-lock.json');
  const lock = JSON.parse(fs.readFileSync(file, 'utf8'));
  const missing = missingVariants(lock.packages);
  const all = Object.entries({ ...lock.packages, ...missing }).filter(([, { extraneous }]) => !extraneous);
  lock.packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en')));
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} variants added.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
