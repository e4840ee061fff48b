import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { RefusalReason } from '../../domain/receipt.ts';
import { limits } from './limits.ts';

type ReadProblem = Extract<RefusalReason, 'empty' | 'too_large' | 'not_a_file' | 'link' | 'unreadable_file'>;

/** Not on Windows, where links to files need rights that few have and pipes are not in folders. */
const flags: Partial<typeof constants> = constants;
const careful = (flags.O_NOFOLLOW ?? 0) | (flags.O_NONBLOCK ?? 0);

/**
 * Reads a file that somebody dropped. A symbolic link is not followed: it could name any file of this machine. The checks
 * are made on the opened file, so that nothing can be exchanged in between; nothing is ever written.
 * @param path as the system gave it, in whatever Unicode form
 * @param maxBytes `limits.containerBytes` where e-mails and archives are welcome too
 */
export async function readReceiptFile(
  path: string,
  maxBytes: number = limits.fileBytes,
): Promise<Result<Uint8Array, ReadProblem>> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, constants.O_RDONLY | careful);
    const stats = await file.stat();
    if (!stats.isFile()) return fail('not_a_file');
    if (stats.size === 0) return fail('empty');
    if (stats.size > maxBytes) return fail('too_large');
    return ok(await readWhole(file, stats.size));
  } catch (error) {
    return fail(problemOf(error));
  } finally {
    await file?.close();
  }
}

/** No more than the size that was checked, even if the file grows meanwhile. */
async function readWhole(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

function problemOf(error: unknown): ReadProblem {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ELOOP':
    case 'EMLINK':
      return 'link';
    case 'ENXIO':
    case 'EISDIR':
      return 'not_a_file';
    default:
      return 'unreadable_file';
  }
}
