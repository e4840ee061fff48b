import * as v from 'valibot';
import { isIsoDate } from './calendar-day.ts';

/** A calendar day without a time zone, `yyyy-MM-dd`. */
export const isoDateSchema = v.pipe(v.string(), v.isoDate(), v.check(isIsoDate));
export type IsoDate = string;

/** A UUID, as Lexware and Kontor use for every id. */
export const idSchema = v.pipe(v.string(), v.uuid());

/** An instant in UTC, `yyyy-MM-ddTHH:mm:ss.sssZ`. */
export const instantSchema = v.pipe(v.string(), v.isoTimestamp());

/** An amount of money in whole cents; safe integers only, so that sums stay exact. */
export const centsSchema = v.pipe(v.number(), v.safeInteger());
/** A place in a row of things, or a running number: whole, and never below nought. */
export const ordinalSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export type Cents = number;

/** A decimal number as text with a point, up to four decimals (`95`, `95.00`, `0.6543`), never negative. */
export const decimalSchema = v.pipe(v.string(), v.regex(/^(0|[1-9]\d{0,9})(\.\d{1,4})?$/));
export type Decimal = string;

/** A percentage as text with a point, 0 to 100, up to two decimals. */
export const percentSchema = v.pipe(v.string(), v.regex(/^(100(\.0{1,2})?|[1-9]?\d(\.\d{1,2})?)$/));
