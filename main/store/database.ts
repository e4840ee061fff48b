import { existsSync, statSync } from 'node:fs';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { configure, connect, isSound, type DatabaseLocation } from './connection.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { finishReplacement } from './replacement.ts';
import type { Sql } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';
import { buildStore, type Store } from './store.ts';

export interface OpenOptions {
  /** The migrations; tests give their own. */
  steps?: readonly string[];
  /** When it is opened, ms; names the copies that are taken before a migration. `null`: none is taken. */
  copiesAtMs?: number | null;
}

/**
 * Opens the database of one organisation, creates it where there is none, and brings it to the newest shape.
 * One process at a time: the lock is held until `close`, or until the process ends.
 *
 * Errors: `vault_locked` (the key does not open this file), `storage_unavailable` (in use, damaged, unreadable, or
 * written by a newer version), `storage_full`. None of them changes the file.
 * @param location path of the file and its raw 32-byte key
 */
export function openDatabase(location: DatabaseLocation, options: OpenOptions = {}): Result<Store, AppError> {
  return guard(() => {
    if (location.key !== null) finishReplacement(location.path);
    const opened = openPrepared(location, options);
    return opened.ok ? ok(buildStore(opened.value, location)) : opened;
  });
}

/** `openDatabase` for what works on the connection itself. */
export function openPrepared(location: DatabaseLocation, options: OpenOptions = {}): Result<Sql, AppError> {
  return guard(() => {
    const path = location.key === null ? null : location.path;
    if (path !== null && hasLostItsHead(path)) return fail(appError('storage_unavailable'));
    const wasClosed = path === null || !isNonEmpty(`${path}-wal`);
    const sql = connect(location);
    let opened: Result<void, AppError> | null = null;
    try {
      opened = prepare(sql, wasClosed, path, options);
      return opened.ok ? ok(sql) : opened;
    } finally {
      // A log of unknown worth is not folded into its file; and why it did not open is the answer, whatever comes now.
      if (!opened?.ok) guardValue(() => (wasClosed ? sql.close() : sql.abandon()));
    }
  });
}

function prepare(
  sql: Sql,
  wasClosed: boolean,
  path: string | null,
  { steps = migrations, copiesAtMs = Date.now() }: OpenOptions,
): Result<void, AppError> {
  return guard(() => {
    configure(sql);
    // A process died with the file open: the log was not folded in, so this open had to recover it.
    if (!wasClosed && !isSound(sql)) return fail(appError('storage_unavailable'));
    return migrate(sql, steps, path === null || copiesAtMs === null ? null : { path, nowMs: copiesAtMs });
  });
}

/** A log without its file: SQLite would take the file for new and throw the log away, with everything in it. */
function hasLostItsHead(path: string): boolean {
  return !isNonEmpty(path) && isNonEmpty(`${path}-wal`);
}

function isNonEmpty(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0;
}
