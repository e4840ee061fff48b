import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPassedOver } from './passed-over.ts';

/** What tells whether a file is still the same; `null` for one that is gone, empty (a download begins so) or no file. */
export async function printOf(path: string): Promise<string | null> {
  try {
    const stats = await lstat(path);
    return stats.isFile() && stats.size > 0 ? [stats.size, stats.mtimeMs, stats.ino].join(':') : null;
  } catch {
    return null;
  }
}

/** The files of a folder that may be receipts, with their prints; none where the folder cannot be read. */
export async function scanFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  try {
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const print = isPassedOver(name) ? null : await printOf(path);
      if (print !== null) files.set(path, print);
    }
  } catch {
    return new Map();
  }
  return files;
}
