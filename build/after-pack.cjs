// What electron-builder does not do by itself, in the folder that every package is made of.
const fs = require('node:fs');
const path = require('node:path');

function executableOf({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return path.join(appOutDir, `${name}.app`);
  return path.join(appOutDir, electronPlatformName === 'win32' ? `${name}.exe` : packager.executableName);
}

/** A package for another processor than npm has installed the database for would not start. */
function checkDatabase(folder, { electronPlatformName, arch }) {
  const { Arch } = require('electron-builder');
  const [wanted, found] = [`${electronPlatformName}-${Arch[arch]}`, fs.readdirSync(folder)];
  if (found.length === 1 && found[0].startsWith(wanted)) return;
  throw new Error(`The database is there for ${found.join(', ')} instead of ${wanted}.`);
}

module.exports = async (context) => {
  const { setFuses } = await import('./packages/fuses.mjs');
  const isMac = context.electronPlatformName === 'darwin';
  const executable = executableOf(context);
  const resources = isMac ? path.join(executable, 'Contents/Resources') : path.join(context.appOutDir, 'resources');
  // electron-builder removes these two from an Electron that it downloads, not from one that it is given.
  fs.rmSync(path.join(resources, 'default_app.asar'), { force: true });
  fs.rmSync(path.join(context.appOutDir, 'version'), { force: true });
  checkDatabase(path.join(resources, 'app.asar.unpacked/node_modules/@libsql'), context);
  await setFuses(executable, { isMac });
};
