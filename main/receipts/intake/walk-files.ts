import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';

/** A file that was found, or why there is none. */
export type FoundFile =
  { kind: 'file'; path: string; name: string } | { kind: 'refused'; name: string; refusal: IntakeRefusal };

/** How much of a folder is taken at once: a year of receipts passes, a whole disk that was dropped by mistake does not. */
export const walkLimits = { files: 5_000, depth: 16 } as const;

/** What systems leave in folders by themselves; nobody means it when they drop the folder. */
const leftovers = /^(\.|~\$|thumbs\.db$|desktop\.ini$|icon\r$)/i;
const inNaturalOrder = new Intl.Collator('de', { numeric: true });

/**
 * The files behind a path that somebody dropped: the file itself, or everything in a folder, in natural order of names.
 * Links are not followed, neither to files nor to folders.
 */
export async function walkFiles(dropped: string, room: number = walkLimits.files): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const visit = async (at: string, depth: number): Promise<void> => {
    const name = path.basename(at);
    if (found.length >= room) return;
    const stats = await look(at);
    if (stats === null) found.push({ kind: 'refused', name, refusal: 'unreadable_file' });
    else if (stats.isSymbolicLink()) found.push({ kind: 'refused', name, refusal: 'link' });
    else if (!stats.isDirectory()) found.push({ kind: 'file', path: at, name });
    else if (depth >= walkLimits.depth) found.push({ kind: 'refused', name, refusal: 'too_many_files' });
    else {
      const names = await namesIn(at);
      if (names === null) found.push({ kind: 'refused', name, refusal: 'locked_file' });
      for (const inside of names ?? []) await visit(path.join(at, inside), depth + 1);
    }
  };
  await visit(dropped, 0);
  if (found.length < room) return found;
  return [...found, { kind: 'refused', name: path.basename(dropped), refusal: 'too_many_files' }];
}

async function look(at: string): Promise<Stats | null> {
  try {
    return await lstat(at);
  } catch {
    return null;
  }
}

async function namesIn(folder: string): Promise<string[] | null> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => !leftovers.test(name)).sort((a, b) => inNaturalOrder.compare(a, b));
  } catch {
    return null;
  }
}
