#!/usr/bin/env node
// Installs what is missing, so that a fresh clone can be started and tested:
//   node build/setup.mjs [run] [headless] [test]
import { fileURLToPath } from 'node:url';
import { complaintAboutNode } from './setup/node-version.mjs';

/**
 * Brings the machine to where the app can run: the right Node, the npm packages of the lock file, the system packages
 * of the named groups (see debian-packages.mjs), an Electron runtime. Quick where everything is there already.
 * @param {('run' | 'headless' | 'test')[]} groups
 * @param {(line: string) => void} log is told what is being installed, a line each
 * @returns {Promise<{ folder: string, executable: string, source: string }>} the Electron runtime
 * @throws {Error} whose message is meant for the user
 */
export async function setUp(groups, log = (line) => console.error(line)) {
  const complaint = complaintAboutNode();
  if (complaint) throw new Error(complaint);
  const { ensureNpmPackages } = await import('./setup/npm-packages.mjs');
  const { ensureDebianPackages } = await import('./setup/debian-packages.mjs');
  ensureDebianPackages(groups, { log });
  ensureNpmPackages({ log });
  const { electronRuntime } = await import('./runtime.mjs');
  return electronRuntime({ log });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const groups = process.argv.slice(2);
  setUp(groups.length > 0 ? groups : ['run']).then(
    ({ folder, source }) => console.log(`Ready. Electron (${source}): ${folder}`),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
