#!/usr/bin/env node
// Builds the app and packs it into a folder that can be started:
//   node build/package.mjs [--built] [<folder>]      (--built: out/ is up to date; folder: release/)
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { at } from './lib/paths.mjs';
import { setUp } from './setup.mjs';

/** The Electron to pack: electron-builder fetches the official one itself, any other has to be handed to it. */
function electronConfig({ folder, source }) {
  if (source === 'official') return {};
  return { electronDist: folder, electronVersion: electronVersion({ folder, source }) };
}

/** The version of the Electron that is packed. */
export function electronVersion({ folder, source }) {
  if (source === 'official')
    return JSON.parse(fs.readFileSync(at('node_modules/electron/package.json'), 'utf8')).version;
  return fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}

/** Builds out/, unless it is up to date. */
export async function ensureBuilt(isBuilt) {
  if (isBuilt) return;
  const { buildApp } = await import('./steps/app-build.mjs');
  const { failures } = await buildApp();
  if (failures.length > 0) throw new Error(failures[0].detail);
}

/**
 * Packs out/ for this system, with the licences of what is in it.
 * @param {{ folder: string, source: string }} runtime the Electron to pack
 * @param {string[]} targets electron-builder's names of the packages; `dir` for the folder alone
 * @returns {Promise<string[]>} the packages
 */
export async function pack(runtime, targets, output = at('release')) {
  const { writeLegal } = await import('./shipped/write.mjs');
  writeLegal({ electron: electronVersion(runtime) });
  const { build, Platform } = await import('electron-builder');
  return build({
    projectDir: at(),
    targets: Platform.current().createTarget(targets),
    config: { extends: at('electron-builder.yml'), ...electronConfig(runtime), directories: { output } },
    publish: 'never',
  });
}

/** The folder that `pack` leaves the app in, with the executable. */
export function unpackedFolder(output) {
  const systems = { win32: 'win-unpacked', darwin: process.arch === 'arm64' ? 'mac-arm64' : 'mac' };
  return path.join(output, systems[process.platform] ?? `linux-${process.arch === 'arm64' ? 'arm64-' : ''}unpacked`);
}

/** What lies beside Electron's own files in such a folder. */
export function resourcesIn(folder) {
  return path.join(folder, process.platform === 'darwin' ? 'Kontor.app/Contents/Resources' : 'resources');
}

/** What is started in such a folder; on macOS the app as a whole. */
export function executableIn(folder) {
  const names = { darwin: 'Kontor.app', win32: 'Kontor.exe' };
  return path.join(folder, names[process.platform] ?? 'kontor');
}

async function main(args) {
  const runtime = await setUp(['run']);
  const output = path.resolve(args.find((argument) => !argument.startsWith('-')) ?? at('release'));
  await ensureBuilt(args.includes('--built'));
  if (runtime.source === 'registry') console.log('Packed with the test runtime: not for users.');
  await pack(runtime, ['dir'], output);
  console.log(unpackedFolder(output));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
