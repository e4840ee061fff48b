#!/usr/bin/env node
// Makes the packages for users that this system can make, and lists them in release/:
//   npm run package [-- --built] [--made] [--quick] [--check]
//   --built: out/ is up to date;  --made: the packages are, too;  --quick: pack weakly, for a try;
//   --check: install the deb, use it, remove it
import fs from 'node:fs';
import path from 'node:path';
import { at } from './lib/paths.mjs';
import { isRoot, runSync } from './lib/process.mjs';
import { ensureBuilt, pack, resourcesIn, unpackedFolder } from './package.mjs';
import { setUp } from './setup.mjs';

const output = at('release');

/** The bill of materials and the licences lie beside the packages too, for whoever reads before installing. */
const papers = ['sbom.cdx.json', 'THIRD-PARTY-LICENSES.txt'];

/** Linux packages are made by the distribution's own tools, which write the same bytes each time (see packages/). */
function useOwnTools(isQuick) {
  if (process.platform !== 'linux') return;
  process.env.CUSTOM_FPM_PATH = at('build/packages/fpm.mjs');
  process.env.ELECTRON_BUILDER_7ZIP_PATH = at('build/packages/seven-zip.mjs');
  if (isQuick) process.env.KONTOR_PACKAGE_LEVEL = '1';
}

/** Packages tell the time of their commit, not of their making (reproducible-builds.org). */
function useTimeOfCommit() {
  const { status, stdout } = runSync('git', ['log', '-1', '--format=%ct']);
  process.env.SOURCE_DATE_EPOCH ??= status === 0 ? stdout.trim() : '315532800';
}

async function report(files, impossible) {
  const { bytesOf, megabytes, mostPacked, sumLine, weightWithoutElectron } = await import('./packages/weight.mjs');
  for (const name of papers) fs.copyFileSync(at('out/legal', name), path.join(output, name));
  const all = [...files, ...papers.map((name) => path.join(output, name))].sort();
  fs.writeFileSync(path.join(output, 'SHA256SUMS'), all.map(sumLine).join(''));
  for (const file of files) console.log(`${path.relative(at(), file).padEnd(46)} ${megabytes(bytesOf(file))}`);
  for (const { target, reason } of impossible) console.log(`${target}: not made, ${reason}.`);
  const { archive, unpacked, packed } = weightWithoutElectron(resourcesIn(unpackedFolder(output)));
  const weights = [
    `${megabytes(packed)} packed`,
    `${megabytes(unpacked)} on the disk`,
    `app.asar ${megabytes(archive)}`,
  ];
  console.log(`Kontor without Electron: ${weights.join(', ')}.`);
  if (packed > mostPacked) throw new Error(`That is more than the ${megabytes(mostPacked)} that it may weigh.`);
}

async function makeAll(runtime, args) {
  useTimeOfCommit();
  useOwnTools(args.includes('--quick'));
  await ensureBuilt(args.includes('--built'));
  if (runtime.source !== 'official') console.log('Packed with another Electron than the official one: not for users.');
  const { targetsHere } = await import('./packages/targets.mjs');
  const { possible, impossible } = targetsHere(runtime.source);
  fs.rmSync(output, { recursive: true, force: true });
  const made = await pack(runtime, possible, output);
  await report(
    made.filter((file) => !/\.(yml|blockmap)$/.test(file)),
    impossible,
  );
}

async function main(args) {
  const isChecked = args.includes('--check');
  const groups = [...(isRoot ? ['package'] : []), ...(isChecked ? ['headless', 'test', 'install'] : [])];
  const runtime = await setUp(['run', ...groups]);
  if (!args.includes('--made')) await makeAll(runtime, args);
  if (!isChecked) return;
  const { checkInstallation } = await import('./packages/install-check.mjs');
  await checkInstallation(runtime, output);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
