// electron-builder removes these two from an Electron that it downloads, not from one that it is given.
const fs = require('node:fs');
const path = require('node:path');

module.exports = async ({ appOutDir }) => {
  fs.rmSync(path.join(appOutDir, 'resources/default_app.asar'), { force: true });
  fs.rmSync(path.join(appOutDir, 'version'), { force: true });
};
