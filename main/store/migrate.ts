import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { writeBackup } from './backup.ts';
import type { Sql } from './sql.ts';

/**
 * Brings a database to the newest shape, one step per transaction, with a copy of a file in use before each step. A kill
 * leaves the old shape or the new one.
 * @param path of the file, `null` for a database in memory
 * @returns `storage_unavailable` for a file that a newer version wrote; it is not touched
 */
export function migrate(sql: Sql, steps: readonly string[], path: string | null): Result<void, AppError> {
  const taken = sql.number('PRAGMA user_version');
  if (taken > steps.length) return fail(appError('storage_unavailable'));
  for (const [index, step] of steps.entries()) {
    if (index < taken) continue;
    if (path !== null && taken > 0) writeBackup(sql, `${path}.before-${String(index + 1)}`);
    sql.transact(() => {
      sql.exec(step);
      sql.exec(`PRAGMA user_version = ${String(index + 1)}`);
    });
  }
  return ok(undefined);
}
