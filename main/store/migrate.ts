import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { writeBackup } from './backup.ts';
import { newCopyPath } from './copy-files.ts';
import type { Sql } from './sql.ts';

/**
 * Brings a database to the newest shape, one step per transaction, with a copy of the file before each step. A kill
 * leaves the old shape or the new one.
 * @param copies path of the file and the time, ms; `null`: no copies, for a database in memory or one that is a copy
 * @returns `storage_unavailable` for a file that a newer version wrote; it is not touched
 */
export function migrate(
  sql: Sql,
  steps: readonly string[],
  copies: { path: string; nowMs: number } | null,
): Result<void, AppError> {
  const taken = sql.number('PRAGMA user_version');
  if (taken > steps.length) return fail(appError('storage_unavailable'));
  for (const [index, step] of steps.entries()) {
    if (index < taken) continue;
    if (copies !== null && taken > 0) writeBackup(sql, newCopyPath(copies.path, copies.nowMs, 'beforeUpdate'));
    sql.transact(() => {
      sql.exec(step);
      sql.exec(`PRAGMA user_version = ${String(index + 1)}`);
    });
  }
  return ok(undefined);
}
