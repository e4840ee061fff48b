import fs from 'node:fs';
import path from 'node:path';
import { at } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';

const packageFolder = at('node_modules/electron');
const probeMs = 5_000;
const downloadMs = 300_000;

/** The name of Electron's executable inside a runtime folder on this platform. */
export function executableIn(folder) {
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
  return path.join(folder, names[process.platform] ?? 'electron');
}

/** True if the folder holds something that can be started as Electron. */
export function isRuntime(folder) {
  return Boolean(folder) && fs.existsSync(executableIn(folder));
}

/** The official build, if it was downloaded before; else undefined. */
export function installedOfficialRuntime() {
  const folder = path.join(packageFolder, 'dist');
  return fs.existsSync(path.join(packageFolder, 'path.txt')) && isRuntime(folder) ? folder : undefined;
}

async function isHostReachable() {
  const host = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || 'https://github.com/';
  try {
    await fetch(host, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(probeMs) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Downloads the pinned official Electron (electron's own installer checks it against the sums in its package), if the
 * host answers within 5 s: where it does not, the installer alone would hang for minutes.
 * @returns {Promise<string | undefined>} the runtime folder; undefined: not to be had
 */
export async function downloadOfficialRuntime({ log = () => {} } = {}) {
  if (!(await isHostReachable())) {
    log('The official Electron download cannot be reached from here.');
    return undefined;
  }
  log('Downloading Electron …');
  const installer = path.join(packageFolder, 'install.js');
  const { status } = await run(process.execPath, [installer], { timeout: downloadMs });
  if (status !== 0) log('The official Electron download failed.');
  return status === 0 ? installedOfficialRuntime() : undefined;
}
