import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { toCipherKey } from './database-key.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { Sql } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';
import { buildStore, type Store } from './store.ts';

/** Where a database lies and what opens it. Only a database in memory has no key: nothing is on disk in the clear. */
export type DatabaseLocation = { path: ':memory:'; key: null } | { path: string; key: Uint8Array };

const busyTimeoutMs = 500;

/**
 * Opens the database of one organisation, creates it where there is none, and brings it to the newest shape.
 * One process at a time: the lock is held until `close`, or until the process ends.
 *
 * Errors: `vault_locked` (the key does not open this file), `storage_unavailable` (in use, damaged, unreadable, or
 * written by a newer version), `storage_full`. None of them changes the file.
 * @param location path of the file and its raw 32-byte key
 * @param steps the migrations; tests give their own
 */
export function openDatabase(
  location: DatabaseLocation,
  steps: readonly string[] = migrations,
): Result<Store, AppError> {
  return guard(() => {
    const path = location.key === null ? null : location.path;
    if (path !== null && hasLostItsHead(path)) return fail(appError('storage_unavailable'));
    const wasClosed = path === null || !isNonEmpty(`${path}-wal`);
    const sql = connect(location);
    let opened: Result<void, AppError> | null = null;
    try {
      opened = prepare(sql, wasClosed, steps, path);
      return opened.ok ? ok(buildStore(sql, path)) : opened;
    } finally {
      // A log of unknown worth is not folded into its file; and why it did not open is the answer, whatever comes now.
      if (!opened?.ok) guardValue(() => (wasClosed ? sql.close() : sql.abandon()));
    }
  });
}

function prepare(sql: Sql, wasClosed: boolean, steps: readonly string[], path: string | null): Result<void, AppError> {
  return guard(() => {
    configure(sql);
    if (!wasClosed && !isSound(sql)) return fail(appError('storage_unavailable'));
    return migrate(sql, steps, path);
  });
}

function connect(location: DatabaseLocation): Sql {
  if (location.key !== null) {
    // The log takes its permissions from the file: for this user alone.
    mkdirSync(dirname(location.path), { recursive: true, mode: 0o700 });
    closeSync(openSync(location.path, 'a', 0o600));
  }
  // Without `encryptionKey` the driver writes plain files, hence the two shapes of a location.
  const options = { timeout: busyTimeoutMs, ...(location.key && { encryptionKey: toCipherKey(location.key) }) };
  return new Sql(new Database(location.path, options));
}

/**
 * Exclusive locking makes this process the one writer and keeps the index of the log in memory; temporary tables stay
 * in memory too, because SQLite would write them to disk in the clear.
 */
function configure(sql: Sql): void {
  for (const setting of [
    'locking_mode = EXCLUSIVE',
    'journal_mode = WAL',
    'synchronous = FULL',
    'fullfsync = ON',
    'checkpoint_fullfsync = ON',
    'foreign_keys = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'temp_store = MEMORY',
    'cache_size = -16000',
  ]) {
    sql.all(`PRAGMA ${setting}`);
  }
}

/** Checks the file after a process died with it: the log was not folded in, so this open had to recover it. */
function isSound(sql: Sql): boolean {
  const damaged = sql.number("SELECT count(*) FROM pragma_integrity_check(1) WHERE integrity_check <> 'ok'");
  return damaged === 0 && sql.number('SELECT count(*) FROM pragma_foreign_key_check') === 0;
}

/** A log without its file: SQLite would take the file for new and throw the log away, with everything in it. */
function hasLostItsHead(path: string): boolean {
  return !isNonEmpty(path) && isNonEmpty(`${path}-wal`);
}

function isNonEmpty(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}
