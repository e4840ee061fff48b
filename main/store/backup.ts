import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFile, syncFolder } from './copy-files.ts';
import type { Sql } from './sql.ts';

/**
 * Writes a copy of the database, encrypted with the same key, and makes it durable before it takes its name; an
 * older copy of that name is replaced. Blocks for as long as it takes; see `snapshot.ts` for the way that does not.
 */
export function writeBackup(sql: Sql, target: string): void {
  const unfinished = `${target}.part`;
  rmSync(unfinished, { force: true });
  // An empty file is taken as it is, with its permissions: for this user alone.
  closeSync(openSync(unfinished, 'w', 0o600));
  sql.exec(`VACUUM INTO '${unfinished.replace(/'/g, "''")}'`);
  syncFile(unfinished);
  renameSync(unfinished, target);
  syncFolder(dirname(target));
}
