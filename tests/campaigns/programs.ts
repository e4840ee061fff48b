import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const checkout = join(import.meta.dirname, '../..');

/**
 * Builds a program of this folder into one file that Node starts at once: a campaign starts it thousands of times.
 * @param name without its ending
 * @returns the file, inside the checkout, where its packages are found; and how to remove it
 */
export async function buildProgram(name: string): Promise<{ file: string; remove: () => void }> {
  const parent = join(checkout, 'out/test');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'program-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: checkout,
    ssr: { noExternal: true, external: ['libsql'] },
    build: {
      ssr: join(import.meta.dirname, 'programs', `${name}.ts`),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return { file: join(folder, `${name}.mjs`), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
