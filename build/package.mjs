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
  const electronVersion = fs.readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { electronDist: folder, electronVersion };
}

/**
 * Packs out/ into a folder, without an installer.
 * @returns {Promise<string>} the folder with the executable
 */
export async function packageFolder(runtime, output = at('release')) {
  const { build, Platform } = await import('electron-builder');
  await build({
    projectDir: at(),
    targets: Platform.current().createTarget('dir'),
    config: { extends: at('electron-builder.yml'), ...electronConfig(runtime), directories: { output } },
    publish: 'never',
  });
  return path.join(output, `${process.platform === 'win32' ? 'win' : process.platform}-unpacked`);
}

async function main(args) {
  const runtime = await setUp(['run']);
  const output = args.find((argument) => !argument.startsWith('-'));
  if (!args.includes('--built')) {
    const { buildApp } = await import('./steps/app-build.mjs');
    const { failures } = await buildApp();
    if (failures.length > 0) throw new Error(failures[0].detail);
  }
  if (runtime.source === 'registry') console.log('Packed with the test runtime: not for users.');
  console.log(await packageFolder(runtime, path.resolve(output ?? at('release'))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
