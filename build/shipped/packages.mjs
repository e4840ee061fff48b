import fs from 'node:fs';
import { at } from '../lib/paths.mjs';

/** The machines that packages are made for; `libc` is what their databases are compiled against. */
export const machines = [
  { platform: 'linux', arch: 'x64' },
  { platform: 'linux', arch: 'arm64' },
  { platform: 'darwin', arch: 'x64' },
  { platform: 'darwin', arch: 'arm64' },
  { platform: 'win32', arch: 'x64' },
];

/** Packages that say nothing of their licence in package.json; each brings its text, which a test compares. */
const unsaid = { 'svelte-toolbelt': 'MIT' };

const isFor = ({ os, cpu }, { platform, arch }) =>
  (os === undefined || os.includes(platform)) && (cpu === undefined || cpu.includes(arch));

/** Stand-ins for what is never loaded, and the libraries for another C library, which electron-builder.yml leaves out. */
const isLeftOut = (name, entry) => entry.name === 'empty-npm-package' || /-musl/.test(name);

function described([place, entry]) {
  const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const { version, integrity, license, dependencies = {}, optionalDependencies = {} } = entry;
  const needs = Object.keys({ ...dependencies, ...optionalDependencies });
  return { place, name, version, integrity, licence: license ?? unsaid[name], needs };
}

/**
 * The npm packages that are in a package for a machine, from the lock file: all that is not for development alone, of
 * which a bundler may have left out more.
 * @param {{ platform: string, arch: string }} machine
 * @returns {{ place: string, name: string, version: string, integrity: string, licence: string | undefined,
 *   needs: string[] }[]} in alphabetical order; `place` is the folder
 */
export function shippedPackages(machine, lockFile = at('package-lock.json')) {
  const { packages } = JSON.parse(fs.readFileSync(lockFile, 'utf8'));
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && !entry.dev && !entry.devOptional && isFor(entry, machine))
    .filter(([place, entry]) => !isLeftOut(place, entry))
    .map(described)
    .sort((a, b) => (a.name + a.place < b.name + b.place ? -1 : 1));
}
