import AsyncDatabase from 'libsql/promise';
import type { DatabasePlace } from './connection.ts';
import { toCipherKey } from './database-key.ts';
import { migrations } from './migrations/index.ts';

/** What the driver's other face does, which works in threads of its own; its own types say nothing. */
interface AsyncConnection {
  exec(sql: string): Promise<unknown>;
  prepare(sql: string): Promise<{ all(values: unknown[]): Promise<Record<string, number>[]> }>;
  close(): void;
}

/**
 * Reads a copy wholly and says whether it can take the place of the present data: the key opens it, every page, index
 * and reference is right, and no newer version wrote it. Does not hold up anything else meanwhile: all the work is in
 * `exec`, since rows are stepped through on the calling thread.
 */
export async function isSoundCopy({ path, key }: DatabasePlace): Promise<boolean> {
  let connection: AsyncConnection | null = null;
  try {
    connection = new AsyncDatabase(path, { encryptionKey: toCipherKey(key) });
    for (const step of [
      'PRAGMA locking_mode = EXCLUSIVE',
      // A copy of a file in use says that it has a log; from here on it is one file and nothing beside it.
      'PRAGMA journal_mode = DELETE',
      'PRAGMA cell_size_check = ON',
      // Of the copy alone: the table that is being filled here counts as damaged.
      `CREATE TEMP TABLE verdict AS SELECT
         (SELECT count(*) FROM pragma_integrity_check(1, 'main') WHERE integrity_check <> 'ok') AS damaged,
         (SELECT count(*) FROM pragma_foreign_key_check) AS orphans,
         (SELECT user_version FROM pragma_user_version) AS version`,
    ]) {
      await connection.exec(step);
    }
    const [verdict] = await (await connection.prepare('SELECT * FROM verdict')).all([]);
    if (verdict === undefined) return false;
    const { damaged, orphans, version = 0 } = verdict;
    return damaged === 0 && orphans === 0 && version > 0 && version <= migrations.length;
  } catch {
    // Whatever is wrong with it, the answer is the same; the driver's words may quote what is stored.
    return false;
  } finally {
    await letGo(connection);
  }
}

/** The driver keeps a closed connection until its statements are collected: so the lock is given back before. */
async function letGo(connection: AsyncConnection | null): Promise<void> {
  try {
    await connection?.exec('PRAGMA locking_mode = NORMAL; PRAGMA user_version');
  } catch {
    // A file that cannot be read was not locked either.
  } finally {
    connection?.close();
  }
}
