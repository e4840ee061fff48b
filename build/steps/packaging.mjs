import fs from 'node:fs';
import path from 'node:path';
import { at } from '../lib/paths.mjs';
import { run } from '../lib/process.mjs';
import { byStatus, failed, passed, sum } from './results.mjs';

const output = at('out/package');

/** Everything that is bundled would be here twice, and what is not needed at all makes the download longer. */
const packedModules = ['@libsql', '@neon-rs', 'detect-libc', 'libsql'];

/** What main loads by these names, out of the package. */
const needed = ['/node_modules/libsql/index.js', '/node_modules/libsql/promise.js'];

async function checkContents(folder) {
  const { listPackage } = await import('@electron/asar');
  const files = listPackage(path.join(folder, 'resources/app.asar'), { isPack: false });
  const modules = new Set(files.map((file) => /^\/node_modules\/([^/]+)/.exec(file)?.[1]).filter(Boolean));
  const unwanted = [...modules].filter((name) => !packedModules.includes(name));
  const strays = files.filter((file) => /musl|\.map$|\.ts$/.test(file) && !file.endsWith('.d.ts'));
  if (unwanted.length + strays.length > 0) return failed('packed too much', [...unwanted, ...strays].join('\n'));
  const missing = needed.filter((file) => !files.includes(file));
  if (missing.length > 0) return failed('packed too little', missing.join('\n'));
  const kept = ['default_app.asar'].filter((name) => fs.existsSync(path.join(folder, 'resources', name)));
  return kept.length > 0 ? failed('packed too much', kept.join('\n')) : passed();
}

/** Every fuse as electron-builder.yml has it, read from the binary. */
async function checkFuses(executable) {
  const { getCurrentFuseWire, FuseState, FuseV1Options } = await import('@electron/fuses');
  const wanted = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  };
  const wire = await getCurrentFuseWire(executable);
  const wrong = Object.entries(wanted).filter(
    ([name, on]) => wire[FuseV1Options[name]] !== (on ? FuseState.ENABLE : FuseState.DISABLE),
  );
  return wrong.length > 0 ? failed('fuses', wrong.map(([name]) => `${name} is not set`).join('\n')) : passed();
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
  const folder = path.join(output, 'linux-unpacked');
  return sum([await checkContents(folder), await checkFuses(path.join(folder, 'kontor'))]);
}
