import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Sql } from './sql.ts';

/**
 * Writes a copy of the database, encrypted with the same key, and makes it durable before it takes its name; an
 * older copy of that name is replaced.
 */
export function writeBackup(sql: Sql, target: string): void {
  const unfinished = `${target}.part`;
  rmSync(unfinished, { force: true });
  sql.exec(`VACUUM INTO '${unfinished.replace(/'/g, "''")}'`);
  syncPath(unfinished, 'r+');
  renameSync(unfinished, target);
  // Windows cannot open folders; there the rename is made durable by the file system's own journal.
  if (process.platform !== 'win32') syncPath(dirname(target), 'r');
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
