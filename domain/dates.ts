import { isIsoDate } from './calendar-day.ts';
import type { IsoDate } from './primitives.ts';

export { isIsoDate };

const dayMs = 86_400_000;
const hourMs = 3_600_000;

const berlinDay = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const berlinHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' });

const wireInstant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A calendar day as the API takes it: German midnight with Germany's offset on that day, to the millisecond
 * (API reference 3.1). A UTC midnight would be 01:00 or 02:00 there and other zones would shift the day.
 */
export function wireFromIsoDate(day: IsoDate): string {
  const utcMidnight = Date.parse(`${day}T00:00:00Z`);
  const inSummer = startsDay(day, utcMidnight - 2 * hourMs);
  return `${day}T00:00:00.000${inSummer ? '+02:00' : '+01:00'}`;
}

/**
 * The German calendar day of an instant from the wire, whatever its offset; a bare day is itself.
 * @returns `null` for what is neither
 */
export function isoDateFromWire(text: string): IsoDate | null {
  if (isIsoDate(text)) return text;
  const day = wireInstant.exec(text)?.[1];
  if (day === undefined || !isIsoDate(day)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : berlinDay.format(ms);
}

/**
 * Today in Germany.
 * @param nowMs the clock, milliseconds since 1970
 */
export function todayInBerlin(nowMs: number): IsoDate {
  return berlinDay.format(nowMs);
}

/** The day that is `days` later (earlier when negative). */
export function addDays(day: IsoDate, days: number): IsoDate {
  return new Date(utcOf(day) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days lie from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((utcOf(to) - utcOf(from)) / dayMs);
}

/** Orders two days: negative when `a` is earlier, 0 when equal. */
export function compareDays(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function utcOf(day: IsoDate): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function startsDay(day: IsoDate, ms: number): boolean {
  return berlinDay.format(ms) === day && berlinHour.format(ms) === '00';
}
