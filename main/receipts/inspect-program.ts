import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Inspection } from '../../domain/receipt.ts';
import { createInspector, type Inspector } from './inspector.ts';
import { readReceiptFile } from './read-file.ts';
import { summarise } from './summary.ts';

/**
 * `npm run inspect -- [--model] FILE...`: one JSON object per file and line; with `--model`, the whole inspection under
 * `inspection`. Exit code 0 when every file was read or refused, 2 without files.
 */
async function main(args: readonly string[]): Promise<number> {
  const wantsModel = args[0] === '--model';
  const files = args.slice(wantsModel ? 1 : 0).filter((file, i) => !(i === 0 && file === '--'));
  if (files.length === 0) {
    process.stderr.write('usage: npm run inspect -- [--model] FILE...\n');
    return 2;
  }
  const inspector = createInspector({ workerUrl: new URL('./worker.js', import.meta.url) });
  for (const file of files) {
    const inspection = await inspectFile(inspector, file);
    const line = { ...summarise(file, inspection), ...(wantsModel ? { inspection } : {}) };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  await inspector.close();
  return 0;
}

async function inspectFile(inspector: Inspector, file: string): Promise<Inspection> {
  const read = await readReceiptFile(file);
  if (!read.ok) return { kind: 'refused', reason: read.error };
  return inspector.inspect({ name: basename(file), bytes: read.value });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
