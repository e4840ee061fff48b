import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { toCipherKey } from './database-key.ts';
import { Sql } from './sql.ts';
import { StorageError } from './storage-error.ts';

/** A file and its raw 32-byte key. */
export interface DatabasePlace {
  path: string;
  key: Uint8Array;
}

/** Where a database lies and what opens it. Only a database in memory has no key: nothing is on disk in the clear. */
export type DatabaseLocation = { path: ':memory:'; key: null } | DatabasePlace;

const busyTimeoutMs = 500;

/** Opens a connection; the file is made where there is none. Nothing is read yet. */
export function connect(location: DatabaseLocation): Sql {
  if (location.key !== null && !existsSync(location.path)) {
    // The log takes its permissions from the file: for this user alone. An existing file is not opened here, since
    // closing it again would take away the lock of whoever has it open in this process (POSIX.1 fcntl).
    mkdirSync(dirname(location.path), { recursive: true, mode: 0o700 });
    closeSync(openSync(location.path, 'a', 0o600));
  }
  // Without `encryptionKey` the driver writes plain files, hence the two shapes of a location.
  const options = { timeout: busyTimeoutMs, ...(location.key && { encryptionKey: toCipherKey(location.key) }) };
  return new Sql(openFile(location.path, options), location.key === null ? null : location.path);
}

/** The driver throws a plain error with the path in it where the system does not let it open the file. */
function openFile(path: string, options: Database.Options): Database.Database {
  try {
    return new Database(path, options);
  } catch (error) {
    throw new StorageError('storage_unavailable', error);
  }
}

/**
 * Sets what holds for every connection, and takes the lock of the one writer. Turns to the log only where the file has one
 * already: `Sql` does so before the first change.
 *
 * Exclusive locking makes this process the one writer and keeps the index of the log in memory; temporary tables stay
 * in memory too, because SQLite would write them to disk in the clear.
 */
export function configure(sql: Sql): void {
  for (const setting of [
    'locking_mode = EXCLUSIVE',
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
  sql.exec('BEGIN EXCLUSIVE; COMMIT');
}

/** Whether every page, index and reference of the file is as it should be. Reads all of it. */
export function isSound(sql: Sql): boolean {
  const damaged = sql.number("SELECT count(*) FROM pragma_integrity_check(1) WHERE integrity_check <> 'ok'");
  return damaged === 0 && sql.number('SELECT count(*) FROM pragma_foreign_key_check') === 0;
}

/** A text for SQL. */
export function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}
