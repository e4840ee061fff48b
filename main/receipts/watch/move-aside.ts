import { lstat, mkdir, open, rename, unlink } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/** The folder inside the watched one that takes what was kept. */
export const subfolder = 'Kontor';
/** Names that are tried before a file stays where it is. */
const tries = 1_000;

/**
 * Moves a file into the subfolder beside it. Nothing there is overwritten: a name that is taken gets a number.
 * @returns where it lies now; `null` where it could not be moved and stays
 */
export async function moveAside(path: string): Promise<string | null> {
  const folder = join(dirname(path), subfolder);
  try {
    await mkdir(folder, { recursive: true });
    // A link of this name could lead anywhere.
    if (!(await lstat(folder)).isDirectory()) return null;
    const target = await reserveName(folder, basename(path));
    return target === null ? null : await moveOnto(path, target);
  } catch {
    return null;
  }
}

/** Makes an empty file under a name that nobody has; to rename onto it is then safe on every system. */
async function reserveName(folder: string, name: string): Promise<string | null> {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let number = 1; number <= tries; number++) {
    const target = join(folder, number === 1 ? name : `${stem} (${String(number)})${ending}`);
    try {
      await (await open(target, 'wx')).close();
      return target;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  return null;
}

async function moveOnto(path: string, target: string): Promise<string> {
  try {
    await rename(path, target);
    return target;
  } catch (error) {
    await unlink(target);
    throw error;
  }
}
