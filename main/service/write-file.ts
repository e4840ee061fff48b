import { randomUUID } from 'node:crypto';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { numberedNames } from './file-names.ts';

/** What a file is made of: bytes or text at once, or piece by piece. */
export type Content = Uint8Array | AsyncIterable<string> | Iterable<string>;

/**
 * Writes a file that is whole or not there at all; one of that name is replaced. On the disk when this returns.
 * @returns `save_failed`, or `storage_full`
 */
export async function replaceFile(target: string, content: Content): Promise<Result<undefined, AppError>> {
  return attempt(path.dirname(target), content, (made) => rename(made, target));
}

/**
 * Writes a file under the first free name of `a.pdf`, `a (2).pdf` …; nothing that is there already is touched.
 * @returns `save_failed`, or `storage_full`
 */
export async function addFile(folder: string, name: string, content: Content): Promise<Result<undefined, AppError>> {
  return attempt(folder, content, async (made) => {
    for (const free of numberedNames(name)) {
      if (await moveToFree(made, path.join(folder, free))) return;
    }
  });
}

async function attempt(
  folder: string,
  content: Content,
  place: (made: string) => Promise<void>,
): Promise<Result<undefined, AppError>> {
  const made = path.join(folder, `.kontor-${randomUUID()}.part`);
  try {
    await write(made, content);
    await place(made);
    return ok(undefined);
  } catch (error) {
    return fail(appError(codeOf(error) === 'ENOSPC' ? 'storage_full' : 'save_failed'));
  } finally {
    await rm(made, { force: true }).catch(() => undefined);
  }
}

async function write(target: string, content: Content): Promise<void> {
  const file = await open(target, 'wx');
  try {
    if (content instanceof Uint8Array) await file.writeFile(content);
    else for await (const piece of content) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether the name was free and the file has it now. */
async function moveToFree(from: string, to: string): Promise<boolean> {
  try {
    // Unlike a rename, a second link never replaces what has the name already.
    await link(from, to);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
  }
  // USB sticks and shares know no links; between looking and renaming only another program could interfere.
  if (await exists(to)) return false;
  await rename(from, to);
  return true;
}

async function exists(target: string): Promise<boolean> {
  try {
    await stat(target);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
