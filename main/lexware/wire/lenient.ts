import Big from 'big.js';
import * as v from 'valibot';
import { isIsoDate, isoDateFromWire } from '../../../domain/dates.ts';
import { centsFromWire } from '../../../domain/money.ts';
import { idSchema, type IsoDate } from '../../../domain/primitives.ts';
import { voucherStatuses, type VoucherStatus } from '../../../domain/voucher.ts';

/**
 * How Lexware's answers are read: `null` is the same as missing (API reference 3.3), unknown fields are ignored,
 * unknown words survive, numbers may come as text (API reference 3.2). Only money, days and ids are strict, since a
 * wrong guess there would be shown as a fact.
 */

/** Text; missing or of another kind: empty. Numbers are taken as text. */
export const textField = v.nullish(v.pipe(v.unknown(), v.transform(textOf)), '');

/** Text; missing or empty: `null`. */
export const textOrNullField = v.nullish(v.pipe(v.unknown(), v.transform(textOrNullOf)), null);

/** True only if it says so. */
export const flagField = v.nullish(v.pipe(v.unknown(), v.transform(isTrue)), false);

/** A UUID. Required. */
export const idField = idSchema;

/** A UUID; missing or another text: `null`. */
export const idOrNullField = v.nullish(v.pipe(v.unknown(), v.transform(idOrNullOf)), null);

/** An amount in euros as integer cents. Required; what is no exact amount is refused. */
export const centsField = v.pipe(
  v.union([v.number(), v.string()]),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const cents = centsFromWire(dataset.value);
    if (cents !== null) return cents;
    addIssue({ message: 'no amount' });
    return NEVER;
  }),
);

/** An amount in euros as integer cents; missing: `null`. What is no exact amount is refused. */
export const centsOrNullField = v.nullish(centsField, null);

/** The German calendar day of a date-time. Required. */
export const dayField = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const day = dayOf(dataset.value);
    if (day !== null) return day;
    addIssue({ message: 'no day' });
    return NEVER;
  }),
);

/** The German calendar day of a date-time; missing: `null`. */
export const dayOrNullField = v.nullish(dayField, null);

/** A date-time as milliseconds since 1970. Required. */
export const instantField = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const ms = dayOf(dataset.value) === null ? NaN : Date.parse(dataset.value);
    if (!Number.isNaN(ms)) return ms;
    addIssue({ message: 'no instant' });
    return NEVER;
  }),
);

/** A decimal number as exact text, at most four digits behind the point; missing: `null`. */
export const decimalOrNullField = v.nullish(
  v.pipe(
    v.union([v.number(), v.string()]),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const value = bigOf(dataset.value);
      if (value !== null) return value.round(4, Big.roundHalfUp).toFixed();
      addIssue({ message: 'no decimal number' });
      return NEVER;
    }),
  ),
  null,
);

/** A small number such as a rate in percent or a count; missing or absurd: `null`. */
export const numberOrNullField = v.nullish(v.pipe(v.unknown(), v.transform(numberOrNullOf)), null);

/** A status that Kontor knows, or `unknown` (API reference 4.11). */
export const statusField = v.nullish(v.pipe(v.unknown(), v.transform(statusOf)), 'unknown');

/** An object whose parts are all lenient; missing or of another kind: as if empty. */
export function partField<const E extends v.ObjectEntries>(
  entries: E,
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<E, undefined>>> & { type: 'nullish'; default: unknown } {
  return v.nullish(v.pipe(v.unknown(), v.transform(objectOf), v.object(entries)), {});
}

/** An array; missing: empty. */
export function listOf<const S extends v.GenericSchema>(
  item: S,
): v.NullishSchema<v.ArraySchema<S, undefined>, never[]> {
  return v.nullish(v.array(item), []);
}

/** The German calendar day of a date-time; `null` for what is none, the year 10000 included. */
export function dayOf(text: string): IsoDate | null {
  const day = isoDateFromWire(text);
  return day !== null && isIsoDate(day) ? day : null;
}

function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
}

function textOrNullOf(value: unknown): string | null {
  const text = textOf(value);
  return text === '' ? null : text;
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function idOrNullOf(value: unknown): string | null {
  return v.is(idSchema, value) ? value : null;
}

function numberOrNullOf(value: unknown): number | null {
  return typeof value === 'number' || typeof value === 'string' ? (bigOf(value)?.toNumber() ?? null) : null;
}

function statusOf(value: unknown): VoucherStatus {
  return voucherStatuses.find((status) => status === value) ?? 'unknown';
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** An exact decimal of at most 12 digits before the point; `null` for anything else. */
function bigOf(value: number | string): Big | null {
  const text = String(value).trim();
  if (text.length > 40 || !/^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(text)) return null;
  // Adding 0 takes the sign off a zero.
  const big = new Big(text).plus(0);
  return big.abs().lt(1e12) ? big : null;
}
