import Big from 'big.js';
import { isIsoDate } from '../../domain/dates.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import { limits } from './limits.ts';
import { attributeAt, textAt, type XmlElement } from './xml/element.ts';

const decimalForm = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const compactDay = /^(\d{4})(\d{2})(\d{2})/;
const isoDay = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2}|T.*)?$/;

/** A text of the document as an exact number; `null` for what XML Schema's `decimal` does not allow. */
export function numberFrom(text: string): Big | null {
  if (text.length > limits.numberLength || !decimalForm.test(text)) return null;
  const digits = text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  const number = new Big(digits);
  const [whole = '', fraction = ''] = number.abs().toFixed().split('.');
  return whole.length > 20 || fraction.length > 20 ? null : number;
}

/** An amount as the model writes it: exact, with at least two decimals, and no minus before zero. */
export function writeAmount(value: Big): string {
  const decimals = value.toFixed().split('.')[1]?.length ?? 0;
  return withoutMinusZero(value).toFixed(Math.max(2, decimals));
}

/** A day as `yyyy-MM-dd`, from that form (a time zone behind it is dropped, as it is only a day) or from `yyyyMMdd`. */
export function dayFrom(text: string): IsoDate | null {
  const [, year, month, date] = compactDay.exec(text) ?? [];
  const day = year === undefined ? isoDay.exec(text)?.[1] : `${year}-${month ?? ''}-${date ?? ''}`;
  return day !== undefined && isIsoDate(day) ? day : null;
}

/** The amount at a path; `null` for what is missing or no number (which `checkValues` tells). */
export function amountAt(place: XmlElement | undefined, path: string): string | null {
  const number = numberFrom(textAt(place, path) ?? '');
  return number === null ? null : writeAmount(number);
}

/** The price, quantity or rate at a path, without needless zeros. */
export function exactAt(place: XmlElement | undefined, path: string): string | null {
  const number = numberFrom(textAt(place, path) ?? '');
  return number === null ? null : withoutMinusZero(number).toFixed();
}

/** The day at a path. */
export function dayAt(place: XmlElement | undefined, path: string): IsoDate | null {
  return dayFrom(textAt(place, path) ?? '');
}

/** The text at a path with the attribute that names its scheme. */
export function identifierAt(
  place: XmlElement | undefined,
  path: string,
  scheme = 'schemeID',
): { value: string; scheme: string | null } | null {
  const value = textAt(place, path);
  return value === null ? null : { value, scheme: attributeAt(place, path, scheme) };
}

/** Like `identifierAt`, of the element itself; an empty one gives none. */
export function identifierOf(element: XmlElement, scheme = 'schemeID'): { value: string; scheme: string | null }[] {
  const value = element.text.slice(0, limits.textLength);
  return value === '' ? [] : [{ value, scheme: attributeAt(element, '', scheme) }];
}

/** Size in bytes of base64 text, without decoding it. */
export function base64Bytes(text: string): number {
  let signs = 0;
  for (const part of text.split(/\s+/)) signs += part.replace(/=+$/, '').length;
  return Math.floor((signs * 3) / 4);
}

function withoutMinusZero(value: Big): Big {
  return value.eq(0) ? new Big(0) : value;
}
