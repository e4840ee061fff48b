import { runSync } from '../lib/process.mjs';
import { readYaml } from '../lib/yaml.mjs';

/** electron-builder's names of the systems, by Node's. */
const sections = { linux: 'linux', darwin: 'mac', win32: 'win' };

/** electron-builder.yml as data. */
export function packagingConfig() {
  return readYaml('electron-builder.yml');
}

/** Why a target cannot be made on this machine; undefined: it can. */
function obstacle(target, source) {
  if (target === 'rpm' && runSync('rpmbuild', ['--version']).status !== 0) return 'rpmbuild is not installed';
  // electron-builder downloads the program that an AppImage begins with; where Electron comes from, that comes from.
  if (target === 'AppImage' && source !== 'official' && !process.env.APPIMAGE_TOOLS_PATH) {
    return 'the program that it begins with cannot be downloaded here';
  }
  return undefined;
}

/**
 * The targets that electron-builder.yml names for this system, parted by whether they can be made here.
 * @param {'given' | 'official' | 'registry'} source where the Electron runtime is from
 * @returns {{ possible: string[], impossible: { target: string, reason: string }[] }}
 */
export function targetsHere(source, platform = process.platform) {
  const targets = packagingConfig()[sections[platform]].target;
  if (platform !== 'linux') return { possible: targets, impossible: [] };
  const judged = targets.map((target) => ({ target, reason: obstacle(target, source) }));
  return {
    possible: judged.filter(({ reason }) => reason === undefined).map(({ target }) => target),
    impossible: judged.filter(({ reason }) => reason !== undefined),
  };
}
