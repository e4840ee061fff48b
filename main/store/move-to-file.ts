import { renameSync, rmSync, closeSync, openSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configure, connect, quoted, type DatabasePlace } from './connection.ts';
import { syncFile, syncFolder } from './copy-files.ts';
import { toCipherKey } from './database-key.ts';
import type { Sql } from './sql.ts';

/**
 * Moves a database in memory into a new encrypted file and goes on there. In one go, so nothing that was acknowledged can
 * stay behind; where it fails, everything is still in memory and no file is left. Throws what disk and driver throw.
 */
export function moveToFile(sql: Sql, place: DatabasePlace): void {
  const unfinished = `${place.path}.part`;
  mkdirSync(dirname(place.path), { recursive: true, mode: 0o700 });
  rmSync(unfinished, { force: true });
  try {
    closeSync(openSync(unfinished, 'w', 0o600));
    const target = `${pathToFileURL(unfinished).href}?key=${toCipherKey(place.key)}`;
    sql.exec(`VACUUM INTO ${quoted(target)}`);
    syncFile(unfinished);
    renameSync(unfinished, place.path);
    syncFolder(dirname(place.path));
    const file = connect(place);
    configure(file);
    // Proves that the key opens it, before the one in memory is let go.
    file.number('SELECT count(*) FROM drafts');
    sql.adopt(file);
  } catch (error) {
    for (const path of [unfinished, place.path, `${place.path}-wal`]) rmSync(path, { force: true });
    throw error;
  }
}
