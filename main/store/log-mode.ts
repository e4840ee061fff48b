import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './copy-files.ts';
import { isInUse } from './files-in-use.ts';
import type { Sql } from './sql.ts';

/*
 * A database is a plain file until the first change, and a file with a log from then until it is closed. So opening
 * waits for no disk, and the file itself says whether it was closed: one that has a log and lies there without it has
 * lost what was in there. While the log is begun and left, a mark beside the file says that nothing is missing.
 */

const readVersionAt = 19;
const logVersion = 2;

function logPath(databasePath: string): string {
  return `${databasePath}-wal`;
}

/** Turns to the log. What is acknowledged from here on is in the log first. Throws what disk and driver throw. */
export function beginLog(sql: Sql, databasePath: string): void {
  markFolded(databasePath);
  sql.all('PRAGMA journal_mode = WAL');
  if (!isLogged(sql)) throw new Error('the database has no log');
  // The log's file is made by the first change alone, and has to last before anybody may miss it.
  sql.exec(`PRAGMA user_version = ${sql.number('PRAGMA user_version')}`);
  syncFolder(dirname(databasePath));
  rmSync(markPath(databasePath), { force: true });
}

/** Folds the log in wholly and leaves it: the file is all there is. Throws what disk and driver throw. */
export function endLog(sql: Sql, databasePath: string): void {
  sql.all('PRAGMA wal_checkpoint(TRUNCATE)');
  markFolded(databasePath);
  sql.all('PRAGMA journal_mode = DELETE');
  rmSync(markPath(databasePath), { force: true });
}

/** Notes that nothing is missing where the log should be gone. Throws what the file system throws. */
export function markFolded(databasePath: string): void {
  closeSync(openSync(markPath(databasePath), 'w', 0o600));
  syncFolder(dirname(databasePath));
}

/**
 * Notes durably that a file with its log has to be read wholly before it is trusted. The driver folds in what it lets go
 * of, sound or not, and then nothing but this says so. Throws what the file system throws.
 */
export function markUnchecked(databasePath: string): void {
  closeSync(openSync(uncheckedMark(databasePath), 'w', 0o600));
  markFolded(databasePath);
}

/** Takes the mark of `markUnchecked` away: the file was read wholly and is sound. Throws what the file system throws. */
export function markChecked(databasePath: string): void {
  rmSync(uncheckedMark(databasePath), { force: true });
}

/** Takes all marks away: the file was closed in order, and is sound. Throws what the file system throws. */
export function clearMarks(databasePath: string): void {
  rmSync(markPath(databasePath), { force: true });
  markChecked(databasePath);
}

/**
 * What is there of a log before a database is opened: it was closed and nothing is missing, its process died and the log
 * is `left` (or was, and nobody has read the whole file since), the log is `missing`, or there is nothing but a log
 * (SQLite would take the file for new, and throw it away).
 */
export type LogFound = 'folded' | 'left' | 'missing' | 'headless';

/** Looks at the files of a database that nobody has open. Throws what the file system throws. */
export function findLog(databasePath: string): LogFound {
  const log = logPath(databasePath);
  if (isNonEmpty(log)) return isNonEmpty(databasePath) ? 'left' : 'headless';
  if (isNonEmpty(databasePath) && existsSync(uncheckedMark(databasePath))) return 'left';
  if (existsSync(log) || !isNonEmpty(databasePath) || existsSync(markPath(databasePath))) return 'folded';
  return saysLogged(databasePath) ? 'missing' : 'folded';
}

/** Whether a database says that it has a log: in its header, which the cipher leaves readable there (file format, 1.3.3). */
function saysLogged(databasePath: string): boolean {
  // Closing any descriptor of a file takes away the locks that this process holds on it (POSIX.1 fcntl).
  if (isInUse(databasePath)) return false;
  const file = openSync(databasePath, 'r');
  try {
    const header = Buffer.alloc(readVersionAt + 1);
    return readSync(file, header, 0, header.length, 0) === header.length && header[readVersionAt] === logVersion;
  } finally {
    closeSync(file);
  }
}

function isLogged(sql: Sql): boolean {
  const mode: unknown = sql.first('PRAGMA journal_mode')?.['journal_mode'];
  return mode === 'wal';
}

function isNonEmpty(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}

function markPath(databasePath: string): string {
  return `${databasePath}-folded`;
}

function uncheckedMark(databasePath: string): string {
  return `${databasePath}-unchecked`;
}
