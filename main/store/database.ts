import { statSync } from 'node:fs';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { configure, connect, isSound, type DatabaseLocation } from './connection.ts';
import { probeKey } from './key-probe.ts';
import { findLog, markChecked, markUnchecked, type LogFound } from './log-mode.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { finishReplacement } from './replacement.ts';
import type { Sql } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';
import { buildStore, type Store } from './store.ts';
import { makeUncertain, type CopyTimes } from './uncertain-operations.ts';

export interface OpenOptions {
  /** The migrations; tests give their own. */
  steps?: readonly string[];
  /** When it is opened, ms; names the copies that are taken before a migration. `null`: none is taken. */
  copiesAtMs?: number | null;
  /**
   * Opens a database that has lost its log all the same, as far as it is sound: an older state, of whose outbox nothing is
   * sent unseen. Only on the user's word.
   */
  withoutLog?: Pick<CopyTimes, 'nowMs' | 'marginMs'> | null;
}

/**
 * Opens the database of one organisation, creates it where there is none, and brings it to the newest shape.
 * One process at a time: the lock is held until `close`, or until the process ends.
 *
 * Errors: `vault_locked` (the key does not open this file), `storage_unavailable` (in use, damaged, unreadable, or
 * written by a newer version), `storage_log_missing` (it was not closed, and the log with its newest changes is gone),
 * `storage_full`. None of them changes the file.
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
    const log = location.key === null ? 'folded' : findLog(location.path);
    if (log === 'headless') return fail(appError('storage_unavailable'));
    if (log === 'missing' && !options.withoutLog) return fail(appError('storage_log_missing'));
    if (log === 'left' && location.key !== null) {
      const probed = probeKey(location);
      if (!probed.ok) return probed;
    }
    const changedMs = log === 'missing' ? Math.floor(statSync(location.path).mtimeMs) : 0;
    const sql = connect(location);
    let opened: Result<void, AppError> | null = null;
    try {
      opened = prepare(sql, location, { log, changedMs }, options);
      return opened.ok ? ok(sql) : opened;
    } finally {
      // Why it did not open is the answer, whatever comes now.
      if (!opened?.ok) guardValue(() => letGo(sql, location.path, log));
    }
  });
}

/** What was found of the log, and when its file was last changed, ms. */
interface Found {
  log: LogFound;
  changedMs: number;
}

function prepare(
  sql: Sql,
  location: DatabaseLocation,
  { log, changedMs }: Found,
  { steps = migrations, copiesAtMs = Date.now(), withoutLog }: OpenOptions,
): Result<void, AppError> {
  return guard(() => {
    configure(sql);
    // A process died with the file open: the log was not folded in, so this open had to recover it, or it is gone.
    if (log !== 'folded' && !isSound(sql)) return fail(appError('storage_unavailable'));
    if (log !== 'folded' && location.key !== null) markChecked(location.path);
    // The file is as it was when the log was last folded in, and its outbox is that of a copy of then.
    const isOlder = log === 'missing' && sql.number('PRAGMA user_version') > 0;
    if (isOlder && withoutLog) makeUncertain(sql, { ...withoutLog, copiedMs: changedMs });
    const copies = location.key === null || copiesAtMs === null ? null : { path: location.path, nowMs: copiesAtMs };
    return migrate(sql, steps, copies);
  });
}

/** A log of unknown worth is not folded into its file by us. The driver does so some time after it was let go of. */
function letGo(sql: Sql, path: string, log: LogFound): void {
  if (log === 'folded') return sql.close();
  if (log === 'left') guardValue(() => markUnchecked(path));
  sql.abandon();
}
