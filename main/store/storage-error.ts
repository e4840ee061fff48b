import Database from 'libsql';
import { appError, type AppError, type ErrorCode } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

/** A failure of the disk or the file, thrown inside the store and turned into a value at its edge by `guard`. */
export class StorageError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, cause: unknown) {
    // The driver's message can quote values of a statement, so it stays with the cause and out of the text.
    super(`storage failed: ${code}`, { cause });
    this.name = 'StorageError';
    this.code = code;
  }
}

const codesByPrefix: readonly [prefix: string, code: ErrorCode][] = [
  ['SQLITE_FULL', 'storage_full'],
  ['SQLITE_NOTADB', 'vault_locked'],
  ['SQLITE_CORRUPT', 'storage_unavailable'],
  ['SQLITE_IOERR', 'storage_unavailable'],
  ['SQLITE_READONLY', 'storage_unavailable'],
  ['SQLITE_CANTOPEN', 'storage_unavailable'],
  ['SQLITE_BUSY', 'storage_unavailable'],
  ['SQLITE_LOCKED', 'storage_unavailable'],
  ['SQLITE_PERM', 'storage_unavailable'],
  ['SQLITE_PROTOCOL', 'storage_unavailable'],
  ['SQLITE_NOMEM', 'storage_unavailable'],
  ['SQLITE_TOOBIG', 'storage_unavailable'],
];

/** Names a driver's or the file system's exception as a `StorageError`; anything else is a bug and stays what it is. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof Database.SqliteError) {
    // Flipped bits in the header; SQLite has no code of its own for it.
    if (error.message === 'unsupported file format') return new StorageError('storage_unavailable', error);
    const found = codesByPrefix.find(([prefix]) => error.code.startsWith(prefix));
    return found ? new StorageError(found[1], error) : error;
  }
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return new StorageError(error.code === 'ENOSPC' ? 'storage_full' : 'storage_unavailable', error);
  }
  return error;
}

/** Runs `work` and answers a failing disk or file as a value. Bugs are thrown on. */
export function guard<T>(work: () => Result<T, AppError>): Result<T, AppError> {
  try {
    return work();
  } catch (error) {
    const named = toStorageError(error);
    if (named instanceof StorageError) return fail(appError(named.code));
    throw named;
  }
}

/** `guard` for work that can only fail by the disk or the file. */
export function guardValue<T>(work: () => T): Result<T, AppError> {
  return guard(() => ok(work()));
}

/** `guardValue` for work that takes its time. */
export async function guardAsync<T>(work: () => Promise<T>): Promise<Result<T, AppError>> {
  try {
    return ok(await work());
  } catch (error) {
    return guard(() => {
      throw error;
    });
  }
}
