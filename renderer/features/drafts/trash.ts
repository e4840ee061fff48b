import { addDays, todayInBerlin } from '../../../domain/dates.ts';
import type { IsoDate } from '../../../domain/primitives.ts';

/** How long main keeps a draft in the bin, in days. */
const trashDays = 90;

/** The day on which a draft that was put into the bin at `trashedAt` is removed for good. */
export function removalDay(trashedAt: string): IsoDate {
  return addDays(todayInBerlin(Date.parse(trashedAt)), trashDays);
}
