import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { layCodecsBeside } from './codecs.mjs';
import { at } from './paths.mjs';

const sourceFolders = [at('main/receipts'), at('domain')];

/**
 * Bundles the reading of receipts for plain Node: the program behind `npm run inspect`, and the workers that read and
 * convert. Running it through
 * a compiling loader instead would compile pdf.js at every start, which takes seconds.
 * @returns the folder with `inspect-program.js`, `worker.js` and `conversion-worker.js`; made once for the sources as they are
 */
export async function buildInspector() {
  const folder = at('out/inspect', hashOf([...sourceFolders.flatMap(sourcesIn), at('build/lib/codecs.mjs')]));
  if (fs.existsSync(folder)) return folder;
  const fresh = `${folder}.${process.pid}`;
  await bundle(fresh);
  try {
    fs.renameSync(fresh, folder);
  } catch (error) {
    // Somebody else was faster with the same sources.
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(fresh, { recursive: true });
  }
  removeOthers(folder);
  return folder;
}

async function bundle(outDir) {
  const { build } = await import('vite');
  const input = {
    'inspect-program': at('main/receipts/inspect-program.ts'),
    worker: at('main/receipts/worker.ts'),
    'conversion-worker': at('main/receipts/conversion/worker.ts'),
  };
  await build({
    configFile: false,
    root: at(),
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node20.18',
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: 'part-[hash].js' } },
    },
  });
  layCodecsBeside(outDir, at('node_modules'));
}

function sourcesIn(folder) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${path.basename(file)}\0`).update(fs.readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** Bundles of earlier sources; one that is being made or used just now is young and stays. */
function removeOthers(folder) {
  const hourMs = 3_600_000;
  for (const entry of fs.readdirSync(path.dirname(folder), { withFileTypes: true })) {
    const other = path.join(path.dirname(folder), entry.name);
    if (other === folder || Date.now() - fs.statSync(other).mtimeMs < hourMs) continue;
    fs.rmSync(other, { recursive: true, force: true });
  }
}
