import fs from 'node:fs';
import { isRoot, mustRun, runSync } from '../lib/process.mjs';

/**
 * What Debian must bring, by purpose. Names with `|` are the same package under the names of different releases.
 */
export const debianGroups = {
  run: ['libgtk-3-0|libgtk-3-0t64', 'libnss3', 'libgbm1', 'libasound2|libasound2t64'],
  headless: ['xvfb', 'xauth'],
  test: [
    ...['dbus', 'dbus-x11', 'gnome-keyring', 'libsecret-1-0'],
    ...['chromium', 'xdg-utils', 'desktop-file-utils', 'xdotool', 'strace'],
  ],
  package: ['rpm'],
  // Trusting a certificate, as an administrator would.
  install: ['libnss3-tools', 'openssl', 'libglib2.0-bin', 'libnotify4'],
};

/** True on Debian and on what is made from it (Ubuntu, Mint). */
export function isDebian() {
  if (process.platform !== 'linux' || !fs.existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
}

function installedNames(names) {
  const { stdout } = runSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names]);
  const lines = stdout.split('\n').filter((line) => line.endsWith(' installed'));
  return new Set(lines.map((line) => line.split(' ')[0]));
}

/** Of the groups' packages those that are not installed, with their alternatives. */
export function missingDebianPackages(groups) {
  const wanted = groups.flatMap((group) => debianGroups[group]);
  const installed = installedNames(wanted.flatMap((name) => name.split('|')));
  return wanted.filter((name) => !name.split('|').some((alternative) => installed.has(alternative)));
}

function pickAlternative(name) {
  const alternatives = name.split('|');
  const isKnown = (one) => /^\s*Candidate: (?!\(none\))/m.test(runSync('apt-cache', ['policy', one]).stdout);
  return alternatives.length === 1 ? name : (alternatives.find(isKnown) ?? alternatives[0]);
}

/**
 * Installs what is missing, as root on Debian; without the right to do so it throws an error that names the packages
 * and the command. On other systems it does nothing: their package names are not ours to guess.
 */
export function ensureDebianPackages(groups, { log }) {
  if (!isDebian()) return;
  const missing = missingDebianPackages(groups);
  if (missing.length === 0) return;
  if (!isRoot) {
    const names = missing.map(pickAlternative).join(' ');
    throw new Error(`System packages are missing: ${names}.\nInstall them with: sudo apt-get install ${names}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  log(`Installing system packages: ${missing.join(' ')} …`);
  mustRun('apt-get update', 'apt-get', ['-qq', 'update'], { env });
  const names = missing.map(pickAlternative);
  mustRun('apt-get install', 'apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...names], { env });
}
