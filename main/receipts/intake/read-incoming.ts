import { access, constants } from 'node:fs/promises';
import type { IncomingFile, IntakeRefusal } from '../../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';
import { readReceiptFile } from '../read-file.ts';

/** The bytes of an incoming file, or why it is refused; nothing but the size is looked at. */
export async function readIncoming(file: IncomingFile): Promise<Result<Uint8Array, IntakeRefusal>> {
  if (file.kind === 'bytes') {
    if (file.bytes.byteLength === 0) return fail('empty');
    return file.bytes.byteLength > limits.containerBytes ? fail('too_large') : ok(file.bytes);
  }
  const read = await readReceiptFile(file.path, limits.containerBytes);
  if (read.ok) return read.value.byteLength === 0 ? fail('empty') : read;
  return fail(read.error === 'unreadable_file' && (await isLocked(file.path)) ? 'locked_file' : read.error);
}

/** Whether the file is there, and only its owner, its rights or another program keep it from being read. */
async function isLocked(path: string): Promise<boolean> {
  try {
    await access(path, constants.F_OK);
    return true;
  } catch {
    return false;
  }
}
