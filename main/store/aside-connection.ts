import AsyncDatabase from 'libsql/promise';
import type { DatabasePlace } from './connection.ts';
import { toCipherKey } from './database-key.ts';

/** What the driver's other face does, which works in threads of its own; its own types say nothing. */
export interface AsideConnection {
  exec(sql: string): Promise<unknown>;
  prepare(sql: string): Promise<{ all(values: unknown[]): Promise<Record<string, number>[]> }>;
  close(): void;
}

/** What reading a file wholly says: wrong pages and indexes, rows that refer to nothing, and the version of its shape. */
export interface Verdict {
  isSound: boolean;
  version: number;
}

/**
 * Opens a file that nobody uses in the driver's own threads, for this alone, and gives it back afterwards. Does not hold up
 * anything else meanwhile, as long as all the work is in `exec`: rows are stepped through on the calling thread.
 * @returns `null` where anything was refused; the driver's words may quote what is stored, so they go nowhere
 */
export async function workAside<T>(
  { path, key }: DatabasePlace,
  work: (connection: AsideConnection) => Promise<T>,
): Promise<T | null> {
  let connection: AsideConnection | null = null;
  try {
    connection = new AsyncDatabase(path, { encryptionKey: toCipherKey(key) });
    // Temporary tables would be written to disk in the clear.
    for (const setting of ['locking_mode = EXCLUSIVE', 'cell_size_check = ON', 'temp_store = MEMORY']) {
      await connection.exec(`PRAGMA ${setting}`);
    }
    return await work(connection);
  } catch {
    return null;
  } finally {
    await letGo(connection);
  }
}

/** Reads all pages, indexes and references. */
export async function judge(connection: AsideConnection): Promise<Verdict> {
  // Of the file alone: the table that is being filled here counts as damaged.
  await connection.exec(`CREATE TEMP TABLE verdict AS SELECT
    (SELECT count(*) FROM pragma_integrity_check(1, 'main') WHERE integrity_check <> 'ok') AS damaged,
    (SELECT count(*) FROM pragma_foreign_key_check) AS orphans,
    (SELECT user_version FROM pragma_user_version) AS version`);
  const [row] = await (await connection.prepare('SELECT * FROM verdict')).all([]);
  return { isSound: row?.['damaged'] === 0 && row['orphans'] === 0, version: row?.['version'] ?? 0 };
}

/** The driver keeps a closed connection until its statements are collected: so the lock is given back before. */
async function letGo(connection: AsideConnection | null): Promise<void> {
  try {
    await connection?.exec('PRAGMA locking_mode = NORMAL; PRAGMA user_version');
  } catch {
    // A file that cannot be read was not locked either.
  } finally {
    connection?.close();
  }
}
