import * as v from 'valibot';
import { addDays, daysBetween, isIsoDate } from './dates.ts';
import { decimalSchema, type Decimal, type IsoDate } from './primitives.ts';

/** The languages whose way of writing numbers is understood. */
export type InputLocale = 'de' | 'en';

/**
 * Reads a number as people type it: `1.234,56`, `1,234.56`, `1 234,56`, `1234,5`, `12,50 €`, `50,-`. Where both signs
 * occur, the last is the decimal one. `1.234` alone is ambiguous: a thousand where the locale groups by that sign.
 * @returns canonical decimal text (`1234.5`) with at most four places; `null` for anything else, negative too
 */
export function parseDecimalInput(text: string, locale: InputLocale): Decimal | null {
  const digits = text
    .normalize('NFKC')
    .replace(/€|eur(o)?\b/gi, '')
    .trim()
    .replace(/[,.][-–—]*$/, '')
    .replace(/(?<=\d)[\s'’](?=\d{3}(\D|$))/g, '');
  if (!/^\d*([.,]\d+)*$/.test(digits) || digits === '' || digits.length > 40) return null;
  const at = decimalSignAt(digits, locale);
  const whole = withoutGroups(at === -1 ? digits : digits.slice(0, at));
  if (whole === null) return null;
  return canonical(whole, at === -1 ? '' : digits.slice(at + 1));
}

/**
 * Reads a day as people type it: `23.11.`, `23.11.26`, `23.11.2026`, `23/11/2026`, `2026-11-23`, `2311`, `231126`, `23112026`,
 * `heute`/`today`, `gestern`/`yesterday`, `morgen`/`tomorrow`, `+14`, `-3`. Without a year it is the year that
 * brings the day nearest to today, so that `28.12.` in January means the December just past.
 * @returns `null` for what is no real day
 */
export function parseDateInput(text: string, today: IsoDate): IsoDate | null {
  const typed = text.trim().toLowerCase();
  const offset = words.get(typed) ?? (/^[+-]\d{1,4}$/.test(typed) ? Number(typed) : undefined);
  if (offset !== undefined) return addDays(today, offset);
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(typed)) {
    const [year = '', month = '', day = ''] = typed.split('-');
    return realDay(year, month, day);
  }
  const parts = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2})?)?$/.exec(typed.replace(/\s+/g, ''));
  if (parts) return dayOf(parts[1] ?? '', parts[2] ?? '', parts[3] ?? '', today);
  if (!/^(\d{4}|\d{6}|\d{8})$/.test(typed)) return null;
  return dayOf(typed.slice(0, 2), typed.slice(2, 4), typed.slice(4), today);
}

const words = new Map([
  ['heute', 0],
  ['today', 0],
  ['gestern', -1],
  ['yesterday', -1],
  ['morgen', 1],
  ['tomorrow', 1],
]);

function decimalSignAt(digits: string, locale: InputLocale): number {
  const dots = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (dots > 0 && commas > 0) return last;
  if (dots + commas !== 1) return -1;
  const couldBeGroup = /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits);
  return couldBeGroup && digits[last] === (locale === 'de' ? '.' : ',') ? -1 : last;
}

function withoutGroups(whole: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  return /^\d{1,3}(\.\d{3})+$/.test(whole) || /^\d{1,3}(,\d{3})+$/.test(whole) ? whole.replace(/[.,]/g, '') : null;
}

function canonical(whole: string, fraction: string): Decimal | null {
  const places = fraction.replace(/0+$/, '');
  const units = whole.replace(/^0+(?=\d)/, '') || '0';
  const made = places === '' ? units : `${units}.${places}`;
  return v.is(decimalSchema, made) ? made : null;
}

function dayOf(day: string, month: string, year: string, today: IsoDate): IsoDate | null {
  if (year.length === 4) return realDay(year, month, day);
  if (year.length === 2) return realDay(`20${year}`, month, day);
  const thisYear = Number(today.slice(0, 4));
  const near = [thisYear, thisYear - 1, thisYear + 1].flatMap((one) => realDay(String(one), month, day) ?? []);
  const distance = (one: IsoDate) => Math.abs(daysBetween(today, one));
  return near.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

function realDay(year: string, month: string, day: string): IsoDate | null {
  const made = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(made) ? made : null;
}
