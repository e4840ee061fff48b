import { judge, workAside } from './aside-connection.ts';
import type { DatabasePlace } from './connection.ts';
import { migrations } from './migrations/index.ts';

/**
 * Reads a copy wholly and says whether it can take the place of the present data: the key opens it, every page, index
 * and reference is right, and no newer version wrote it. Does not hold up anything else meanwhile.
 */
export async function isSoundCopy(place: DatabasePlace): Promise<boolean> {
  const verdict = await workAside(place, async (connection) => {
    // A copy of a file in use says that it has a log; from here on it is one file and nothing beside it.
    await connection.exec('PRAGMA journal_mode = DELETE');
    return judge(connection);
  });
  if (verdict === null) return false;
  return verdict.isSound && verdict.version > 0 && verdict.version <= migrations.length;
}
