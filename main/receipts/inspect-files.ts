import { basename } from 'node:path';
import type { Inspection } from '../../domain/receipt.ts';
import { createInspector, type Inspector } from './inspector.ts';
import { readReceiptFile } from './read-file.ts';
import { summarise } from './summary.ts';

export interface InspectOptions {
  /** The worker's compiled entry. */
  workerUrl: URL;
  /** How the program is called, for its usage line. */
  command: string;
  write: (line: string) => void;
  complain: (line: string) => void;
}

/**
 * Writes one JSON object per file and line. Nothing but the files is read, and nothing is written.
 * @param args `[--model] FILE...`; with `--model` the whole inspection stands under `inspection`
 * @returns the exit code: 0 when every file was read or refused, 2 without files
 */
export async function inspectFiles(args: readonly string[], options: InspectOptions): Promise<number> {
  const wantsModel = args[0] === '--model';
  const files = args.slice(wantsModel ? 1 : 0).filter((file, i) => !(i === 0 && file === '--'));
  if (files.length === 0) {
    options.complain(`usage: ${options.command} [--model] FILE...\n`);
    return 2;
  }
  const inspector = createInspector({ workerUrl: options.workerUrl });
  for (const file of files) {
    const inspection = await inspectFile(inspector, file);
    const line = { ...summarise(file, inspection), ...(wantsModel ? { inspection } : {}) };
    options.write(`${JSON.stringify(line)}\n`);
  }
  await inspector.close();
  return 0;
}

async function inspectFile(inspector: Inspector, file: string): Promise<Inspection> {
  const read = await readReceiptFile(file);
  if (!read.ok) return { kind: 'refused', reason: read.error };
  return inspector.inspect({ name: basename(file), bytes: read.value });
}
