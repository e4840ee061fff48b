import type { Backup } from '../../domain/organisation.ts';

const dayMs = 86_400_000;
const keptDays = 7;
const keptWeeks = 4;
/** Of copies that were asked for or taken before something, the latest of each kind. */
const keptOfKind = 5;
/** 1970 began on a Thursday; weeks begin on Monday. */
const mondayOffset = 3;

/**
 * The ids of the copies that need not be kept: of the daily ones all of the last seven days stay and the newest of each
 * week in the four weeks before; of every other kind the latest five. One from the future, by a wrong clock, stays.
 */
export function outdatedCopies(copies: readonly Backup[], nowMs: number): string[] {
  const kept = new Set<string>();
  const newestFirst = [...copies].sort((a, b) => (a.id < b.id ? 1 : -1));
  const weeks = new Set<number>();
  const counts = new Map<Backup['reason'], number>();
  for (const { id, reason, createdAt } of newestFirst) {
    if (reason !== 'daily') {
      const count = (counts.get(reason) ?? 0) + 1;
      counts.set(reason, count);
      if (count <= keptOfKind) kept.add(id);
      continue;
    }
    const createdMs = Date.parse(createdAt);
    const ageDays = (nowMs - createdMs) / dayMs;
    if (ageDays < keptDays) {
      kept.add(id);
      continue;
    }
    const week = Math.floor((createdMs / dayMs + mondayOffset) / 7);
    if (ageDays >= keptDays + keptWeeks * 7 || weeks.has(week)) continue;
    weeks.add(week);
    kept.add(id);
  }
  return copies.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
}
