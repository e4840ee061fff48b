import fs from 'node:fs';
import { at } from '../lib/paths.mjs';
import { mustRun } from '../lib/process.mjs';

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** npm's rule for `os`, `cpu` and `libc` in a lock file: no list, the name in the list, or not excluded by `!name`. */
function allows(list, name) {
  if (list === undefined) return true;
  if (list.some((entry) => entry.startsWith('!'))) return !list.includes(`!${name}`);
  return list.includes(name);
}

function usesMusl() {
  return process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
}

function isForThisMachine({ os, cpu, libc }) {
  const ownLibc = usesMusl() ? 'musl' : 'glibc';
  return allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, ownLibc);
}

/**
 * The packages that the lock file wants and node_modules lacks or holds in another version; npm writes what it has
 * installed to node_modules/.package-lock.json as its very last step, so an install that was cut short shows too.
 * @returns {string[]} their paths; everything, when there is no node_modules
 */
export function outdatedPackages(lockFile = at('package-lock.json'), hidden = at('node_modules/.package-lock.json')) {
  const wanted = readPackages(lockFile) ?? {};
  const installed = readPackages(hidden) ?? {};
  return Object.entries(wanted)
    .filter(([name, entry]) => name !== '' && !entry.extraneous && isForThisMachine(entry))
    .filter(([name, entry]) => {
      const present = installed[name];
      // A package that is not for this machine takes its own dependencies with it; npm marks those as optional too.
      if (present === undefined) return !(entry.optional && !fs.existsSync(at(name)) && !entry.os);
      return present.version !== entry.version || present.integrity !== entry.integrity;
    })
    .map(([name]) => name);
}

/** Installs the packages of the lock file when node_modules does not hold them already. */
export function ensureNpmPackages({ log }) {
  const outdated = outdatedPackages();
  if (outdated.length === 0) return;
  log(`Installing npm packages (${outdated.length} missing or outdated) …`);
  mustRun('npm ci', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
}
