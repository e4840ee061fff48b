import fs from 'node:fs';
import path from 'node:path';
import { at } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { executableIn, resourcesIn, unpackedFolder } from '../package.mjs';
import { megabytes, mostPacked, weightWithoutElectron } from '../packages/weight.mjs';
import { byStatus, failed, passed, sum } from './results.mjs';

const output = at('out/package');

/** Everything that is bundled would be here twice, and what is not needed at all makes the download longer. */
const packedModules = ['@libsql', '@neon-rs', 'detect-libc', 'libsql'];

/** What main loads by these names, out of the package. */
const needed = [
  '/node_modules/libsql/index.js',
  '/node_modules/libsql/promise.js',
  ...['receipt-worker.js', 'conversion-worker.js', 'codecs/webp_dec.wasm'].map((name) => `/out/main/${name}`),
];

/** What has to lie beside the archive. */
const papers = ['LICENSE.txt', 'THIRD-PARTY-LICENSES.txt', 'sbom.cdx.json'].map((name) => `legal/${name}`);

async function checkContents(resources) {
  const { listPackage } = await import('@electron/asar');
  const files = listPackage(path.join(resources, 'app.asar'), { isPack: false });
  const modules = new Set(files.map((file) => /^\/node_modules\/([^/]+)/.exec(file)?.[1]).filter(Boolean));
  const unwanted = [...modules].filter((name) => !packedModules.includes(name));
  const strays = files.filter((file) => /musl|\.map$|\.ts$/.test(file));
  if (unwanted.length + strays.length > 0) return failed('packed too much', [...unwanted, ...strays].join('\n'));
  const missing = [
    ...needed.filter((file) => !files.includes(file)),
    ...papers.filter((file) => !fs.existsSync(path.join(resources, file))),
  ];
  if (missing.length > 0) return failed('packed too little', missing.join('\n'));
  const kept = ['default_app.asar'].filter((name) => fs.existsSync(path.join(resources, name)));
  return kept.length > 0 ? failed('packed too much', kept.join('\n')) : passed();
}

/** libheif has to be outside of the archive and as its makers built it: its licence asks for both. */
function checkLibheif(resources) {
  const changed = ['LICENSE', 'libheif.js', 'libheif.wasm'].filter((name) => {
    const shipped = path.join(resources, 'libheif', name);
    const original = fs.readFileSync(at('node_modules/libheif-js/libheif-wasm', name));
    return !fs.existsSync(shipped) || !fs.readFileSync(shipped).equals(original);
  });
  return changed.length > 0 ? failed('libheif is missing or changed', changed.join('\n')) : passed();
}

function checkWeight(resources) {
  const { packed } = weightWithoutElectron(resources);
  return packed > mostPacked ? failed('packed too much', megabytes(packed)) : passed();
}

/**
 * Every fuse as build/packages/fuses.mjs has it. The last one is left as Electron comes: without trap handlers WebAssembly is
 * slower and no safer. Older Electrons do not have it.
 */
const fuses = {
  RunAsNode: 'DISABLE',
  EnableCookieEncryption: 'ENABLE',
  EnableNodeOptionsEnvironmentVariable: 'DISABLE',
  EnableNodeCliInspectArguments: 'DISABLE',
  EnableEmbeddedAsarIntegrityValidation: 'ENABLE',
  OnlyLoadAppFromAsar: 'ENABLE',
  LoadBrowserProcessSpecificV8Snapshot: 'DISABLE',
  GrantFileProtocolExtraPrivileges: 'DISABLE',
  WasmTrapHandlers: 'ENABLE',
};

/** Reads every fuse back from the binary; one that it has and nobody has decided about is wrong too. */
async function checkFuses(executable) {
  const { getCurrentFuseWire, FuseState, FuseV1Options } = await import('@electron/fuses');
  const wire = Object.fromEntries(
    Object.entries(await getCurrentFuseWire(executable)).filter(([name]) => name !== 'version'),
  );
  const wrong = Object.entries(wire).flatMap(([index, state]) => {
    const name = FuseV1Options[index] ?? `number ${index}`;
    return FuseState[fuses[name]] === state ? [] : [`${name} is ${FuseState[state]}`];
  });
  const lacking = Object.keys(fuses).filter((name) => !(FuseV1Options[name] in wire) && name !== 'WasmTrapHandlers');
  const problems = [...wrong, ...lacking.map((name) => `${name} is not there`)];
  return problems.length > 0 ? failed('fuses', problems.join('\n')) : passed();
}

/** Packs the built app into a folder and looks at what is in it. That it starts is tested end to end. */
export async function checkPackaging(runtime) {
  fs.rmSync(output, { recursive: true, force: true });
  const env = {
    ...process.env,
    ...(runtime.source === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder }),
  };
  const outcome = await run(process.execPath, [at('build/package.mjs'), '--built', output], { env });
  if (outcome.status !== 0) return byStatus('packaging', outcome);
  const folder = unpackedFolder(output);
  const resources = resourcesIn(folder);
  return sum([
    await checkContents(resources),
    checkLibheif(resources),
    checkWeight(resources),
    await checkFuses(executableIn(folder)),
  ]);
}
