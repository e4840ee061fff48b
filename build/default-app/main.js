// Electron's builds carry a small app that loads the one named on the command line:
//   electron [-r module]... <app folder or file> [arguments of the app]
// The runtime that the registry carries lacks it; this stands in. process.argv stays as it is, as with the original.
import { app } from 'electron';
import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Reads what stands before the app's own arguments. */
function readCommandLine(argv) {
  const preload = [];
  for (let i = 1; i < argv.length; i++) {
    const argument = argv[i];
    if (argument === '--version' || argument === '-v') return { print: `v${process.versions.electron}` };
    if (argument === '--abi' || argument === '-a') return { print: process.versions.modules };
    if (argument === '-r' || argument === '--require') preload.push(argv[++i]);
    else if (!argument.startsWith('-')) return { preload, target: path.resolve(argument) };
  }
  return { preload };
}

/** Gives Electron the app's name and version, and answers its entry file. */
function describeApp(target) {
  const manifest = path.join(target, 'package.json');
  if (!fs.existsSync(manifest)) {
    app.setAppPath(path.dirname(target));
    return target;
  }
  const { version, productName, name, desktopName, main } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  if (version) app.setVersion(version);
  if (productName || name) app.name = productName || name;
  app.setDesktopName(desktopName || `${app.name}.desktop`);
  app.setAppPath(target);
  return path.join(target, main || 'index.js');
}

const line = readCommandLine(process.argv);
if (line.print) {
  console.log(line.print);
  process.exit(0);
}
if (!line.target) {
  console.error('usage: electron [-r module]... <app folder or file> [arguments]');
  process.exit(1);
}
if (line.preload.length > 0) Module._preloadModules(line.preload);
process.defaultApp = true;
try {
  await import(pathToFileURL(describeApp(line.target)).href);
} catch (error) {
  console.error('The app could not be loaded.');
  console.error(error);
  process.exit(1);
}
