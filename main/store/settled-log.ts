import { judge, workAside } from './aside-connection.ts';
import type { DatabasePlace } from './connection.ts';
import { isInUse } from './files-in-use.ts';
import { probeKey } from './key-probe.ts';
import { clearMarks, findLog, markUnchecked } from './log-mode.ts';

/**
 * After a crash the whole file has to be read before it is trusted, and its log folded in: seconds, for a large one. Does
 * that in the driver's own threads, so that whoever opens the database afterwards finds it closed in order, and nothing is
 * held up meanwhile. Leaves a database alone that was closed.
 *
 * A crash within leaves the log, or none and the mark that says that nothing is missing: either is found by the next start.
 * @returns `damaged`: the file with its log is not sound. `undecided`: it could not be read (in use, another key, the
 *   disk); opening it says why. Throws what the file system throws
 */
export async function settleLog(place: DatabasePlace): Promise<'settled' | 'damaged' | 'undecided'> {
  if (findLog(place.path) !== 'left') return 'settled';
  if (isInUse(place.path) || !probeKey(place).ok) return 'undecided';
  markUnchecked(place.path);
  const isSound = await workAside(place, async (connection) => {
    const verdict = await judge(connection);
    if (verdict.isSound) {
      for (const setting of [
        'synchronous = FULL',
        'fullfsync = ON',
        'checkpoint_fullfsync = ON',
        'journal_mode = DELETE',
      ]) {
        await connection.exec(`PRAGMA ${setting}`);
      }
    }
    return verdict.isSound;
  });
  if (isSound === null) return 'undecided';
  if (!isSound) return 'damaged';
  clearMarks(place.path);
  return findLog(place.path) === 'folded' ? 'settled' : 'undecided';
}
