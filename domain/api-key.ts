import * as v from 'valibot';
import { addDays, daysBetween } from './dates.ts';
import { isoDateSchema, type IsoDate } from './primitives.ts';

/** How long Lexware lets an API key live, in months (API reference 1.2). */
export const keyLifeMonths = 24;

/** How near the end of an API key is, from far to near. */
export const keyWarnings = ['in60', 'in14', 'in3', 'expired'] as const;
export type KeyWarning = (typeof keyWarnings)[number];

/** Where the day is from on which a key was made: the user's word, Lexware's, or the day it was entered here. */
export const keyDateSources = ['user', 'lexware', 'entered'] as const;
export type KeyDateSource = (typeof keyDateSources)[number];

/** The API key of an organisation as the user sees it; never the key itself. */
export const apiKeySchema = v.object({
  createdOn: isoDateSchema,
  source: v.picklist(keyDateSources),
  /** The last day on which it is expected to work. */
  expiresOn: isoDateSchema,
  /** Days from today to that day; negative after it. */
  daysLeft: v.number(),
  warning: v.nullable(v.picklist(keyWarnings)),
  /** Whether the user has put this warning aside; the next one is news again. */
  seen: v.boolean(),
});
export type ApiKey = v.InferOutput<typeof apiKeySchema>;

/** From how many days before its end on a key is warned of, from far to near. */
const thresholds: readonly [KeyWarning, number][] = [
  ['expired', -1],
  ['in3', 3],
  ['in14', 14],
  ['in60', 60],
];

/** The day that has the same number 24 months later; the last of February for a 29th. */
export function keyExpiryOf(createdOn: IsoDate): IsoDate {
  const [year = 0, month = 0, day = 0] = createdOn.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + keyLifeMonths, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month - 1 + keyLifeMonths, Math.min(day, lastOfMonth)));
  return end.toISOString().slice(0, 10);
}

/** The nearest threshold that has been reached with so many days left; `null` before the first. */
export function keyWarningOf(daysLeft: number): KeyWarning | null {
  return thresholds.find(([, days]) => daysLeft <= days)?.[0] ?? null;
}

/** Whether `warning` is nearer to the end than `other`. */
export function isNearer(warning: KeyWarning, other: KeyWarning | null): boolean {
  return other === null || keyWarnings.indexOf(warning) > keyWarnings.indexOf(other);
}

/**
 * Where a key stands.
 * @param today the day in Germany
 */
export function keyLifeOf(createdOn: IsoDate, today: IsoDate): Pick<ApiKey, 'expiresOn' | 'daysLeft' | 'warning'> {
  const expiresOn = keyExpiryOf(createdOn);
  const daysLeft = daysBetween(today, expiresOn);
  return { expiresOn, daysLeft, warning: keyWarningOf(daysLeft) };
}

/** Whether a key can have been made on that day: not tomorrow, and not so long ago that it has no life at all. */
export function isPossibleKeyDate(createdOn: IsoDate, today: IsoDate): boolean {
  return daysBetween(createdOn, today) >= 0 && createdOn >= addDays(today, -10 * 366);
}
