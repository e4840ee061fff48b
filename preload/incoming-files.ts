import type { IncomingFile } from '../domain/receipt-entry.ts';

/** One byte more than main takes of a file, so that a larger one is refused there and never read whole here. */
const mostBytes = 50 * 1024 * 1024 + 1;

/**
 * Files of the page as main takes them: by their path where they have one, else by their bytes (pasted pictures).
 * @param pathOf answers an empty text for a file that is on no disk
 */
export async function toIncomingFiles(files: readonly File[], pathOf: (file: File) => string): Promise<IncomingFile[]> {
  const incoming: IncomingFile[] = [];
  for (const file of files) incoming.push(await toIncomingFile(file, pathOf(file)));
  return incoming;
}

async function toIncomingFile(file: File, path: string): Promise<IncomingFile> {
  if (path !== '') return { kind: 'path', path };
  const bytes = new Uint8Array(await file.slice(0, mostBytes).arrayBuffer());
  return { kind: 'bytes', name: file.name.slice(0, 1000), bytes };
}
