import { fc, test as property } from '@fast-check/vitest';
import { afterEach, describe, expect, test } from 'vitest';
import * as format from '../../../renderer/i18n/format.ts';
import { localeFrom, setLocale } from '../../../renderer/i18n/locale.svelte.ts';

afterEach(() => setLocale('de'));

/** Spaces that do not break look like spaces; in expectations they are written as such. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('in German', () => {
  test.each([
    [0, '0,00 €'],
    [1, '0,01 €'],
    [-5, '-0,05 €'],
    [123456, '1.234,56 €'],
    [-238000, '-2.380,00 €'],
    [196241820, '1.962.418,20 €'],
    [Number.MAX_SAFE_INTEGER, '90.071.992.547.409,91 €'],
  ])('%d cents are %s', (cents, text) => {
    expect(plain(format.formatMoney(cents))).toBe(text);
  });

  test('an amount for a column has no sign', () => {
    expect(format.formatAmount(1475600)).toBe('14.756,00');
  });

  test.each([
    ['2026-11-23', '23.11.2026'],
    ['2024-02-29', '29.02.2024'],
    ['2026-01-01', '01.01.2026'],
    ['2026-03-29', '29.03.2026'],
  ])('the day %s is %s', (day, text) => {
    expect(format.formatDate(day)).toBe(text);
  });

  test('instants are told in German time, with daylight saving', () => {
    expect(format.formatDateTime('2026-11-23T23:30:00.000Z')).toBe('24.11.2026, 00:30');
    expect(format.formatDateTime('2026-07-01T22:30:00.000Z')).toBe('02.07.2026, 00:30');
  });

  test.each([
    ['8', '8'],
    ['0.6543', '0,6543'],
    ['1234.5', '1.234,5'],
    ['', ''],
  ])('the quantity %s is %s', (quantity, text) => {
    expect(format.formatQuantity(quantity)).toBe(text);
  });

  test('a price keeps two decimals', () => {
    expect(format.formatQuantity('95', 2)).toBe('95,00');
  });

  test('percentages', () => {
    expect(plain(format.formatPercent(19))).toBe('19 %');
    expect(plain(format.formatPercent('2.5'))).toBe('2,5 %');
  });

  test.each([
    [10_000, 'jetzt'],
    [130_000, 'vor 2 Minuten'],
    [3 * 3_600_000, 'vor 3 Stunden'],
    [26 * 3_600_000, 'gestern'],
  ])('%d ms ago is "%s"', (age, text) => {
    const now = Date.parse('2026-11-23T12:00:00.000Z');
    expect(format.formatRelativeTime(new Date(now - age).toISOString(), now)).toBe(text);
  });
});

describe('in English', () => {
  test('amounts, days and counts follow the language', () => {
    setLocale('en');
    expect(plain(format.formatMoney(123456))).toBe('1,234.56 €');
    expect(format.formatDate('2026-11-23')).toBe('23/11/2026');
    expect(format.formatCount(1284)).toBe('1,284');
  });
});

test.each([
  [583_000, '9:43'],
  [60_000, '1:00'],
  [400, '0:01'],
  [-5, '0:00'],
])('%d ms left are %s', (left, text) => {
  expect(format.formatCountdown(left)).toBe(text);
});

test.each([
  ['en-GB', 'en'],
  ['DE', 'de'],
  ['fr-FR', 'de'],
  ['', 'de'],
])('the system language %s becomes %s', (tag, locale) => {
  expect(localeFrom(tag)).toBe(locale);
});

property.prop([fc.maxSafeInteger()])('an amount, read back, is the same number of cents', (cents) => {
  const text = format.formatAmount(cents);
  const sign = text.startsWith('-') ? -1 : 1;
  expect(Object.is(sign * Number(text.replaceAll(/\D/gu, '')), cents) || cents === 0).toBe(true);
});

test('a document in another language than the window keeps its own numbers and days', () => {
  setLocale('en');
  const inDocument = { locale: 'de' } as const;
  expect(format.formatDate('2026-11-24', inDocument)).toBe('24.11.2026');
  expect(format.formatAmount(123456, inDocument)).toBe('1.234,56');
  expect(plain(format.formatMoney(123456, inDocument))).toBe('1.234,56 €');
  expect(plain(format.formatPercent('2.5', inDocument))).toBe('2,5 %');
  expect(format.formatQuantity('1234.5', 0, inDocument)).toBe('1.234,5');
  expect(format.formatAmount(123456)).toBe('1,234.56');
});
