import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDateInput, parseDecimalInput } from '../../domain/input.ts';

describe('parseDecimalInput in both languages', () => {
  it.each([
    ['0', '0'],
    ['00', '0'],
    ['007', '7'],
    ['5', '5'],
    ['95,00', '95'],
    ['95.00', '95'],
    ['95.5', '95.5'],
    ['95,5', '95.5'],
    ['1234', '1234'],
    ['1234,5', '1234.5'],
    ['1234.5', '1234.5'],
    ['1234,56', '1234.56'],
    ['1234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1.234.567,89', '1234567.89'],
    ['1,234,567.89', '1234567.89'],
    ['1.234.567', '1234567'],
    ['1,234,567', '1234567'],
    ['1 234,56', '1234.56'],
    ['1\u00a0234,56', '1234.56'],
    ['1\u202f234.56', '1234.56'],
    ["1'234.56", '1234.56'],
    ['1’234.56', '1234.56'],
    ['1 234 567', '1234567'],
    [' 12 ', '12'],
    ['12,50 €', '12.5'],
    ['12,50€', '12.5'],
    ['€ 12.50', '12.5'],
    ['12,50 EUR', '12.5'],
    ['12.50 euro', '12.5'],
    ['50,-', '50'],
    ['50,–', '50'],
    ['50.--', '50'],
    ['50,', '50'],
    ['50.', '50'],
    [',5', '0.5'],
    ['.5', '0.5'],
    ['0,005', '0.005'],
    ['0.005', '0.005'],
    ['0,6543', '0.6543'],
    ['0.6543', '0.6543'],
    ['1234,567', '1234.567'],
    ['1234.567', '1234.567'],
    ['12345.678', '12345.678'],
    ['0,10', '0.1'],
    ['1,0', '1'],
    ['1.2345', '1.2345'],
    ['１２,５', '12.5'],
    ['9999999999', '9999999999'],
    ['9.999.999.999,9999', '9999999999.9999'],
  ])('%s is %s', (text, value) => {
    expect(parseDecimalInput(text, 'de')).toBe(value);
    expect(parseDecimalInput(text, 'en')).toBe(value);
  });

  it.each([
    '',
    ' ',
    '€',
    'abc',
    '1a',
    '-5',
    '- 5',
    '+5',
    '1,2,3',
    '1.2.3',
    '12.34.567',
    '1,23,456',
    '1.234,567.89',
    '1,234.567,89',
    '1..2',
    '1,,2',
    '12 34',
    '1 23',
    '1  234',
    '0,12345',
    '0.12345',
    '99999999999',
    '1e5',
    '0x10',
    '1/2',
    '5%',
    '∞',
    'NaN',
    '١٢',
    '1,-5',
    '1.,5',
    '1234.567,8',
    '$5',
    '1_000',
    '9'.repeat(60),
  ])('%s is refused', (text) => {
    expect(parseDecimalInput(text, 'de')).toBeNull();
    expect(parseDecimalInput(text, 'en')).toBeNull();
  });
});

describe('parseDecimalInput where the languages differ', () => {
  it.each([
    ['1.234', '1234', '1.234'],
    ['1,234', '1.234', '1234'],
    ['12.345', '12345', '12.345'],
    ['12,345', '12.345', '12345'],
    ['999.000', '999000', '999'],
    ['999,000', '999', '999000'],
    ['1.234 €', '1234', '1.234'],
    ['0.234', '0.234', '0.234'],
    ['0,234', '0.234', '0.234'],
  ])('%s is %s in German and %s in English', (text, german, english) => {
    expect(parseDecimalInput(text, 'de')).toBe(german);
    expect(parseDecimalInput(text, 'en')).toBe(english);
  });

  test.prop([fc.integer({ min: 0, max: 99_999_999_99 }), fc.constantFrom('de' as const, 'en' as const)])(
    'what Intl writes is read back',
    (cents, locale) => {
      const text = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(cents / 100);
      expect(Number(parseDecimalInput(text, locale))).toBe(cents / 100);
    },
  );

  test.prop([fc.string(), fc.constantFrom('de' as const, 'en' as const)])(
    'anything typed is a number or null',
    (text, locale) => {
      const value = parseDecimalInput(text, locale);
      expect(value === null || /^(0|[1-9]\d{0,9})(\.\d{1,4})?$/.test(value)).toBe(true);
    },
  );
});

describe('parseDateInput', () => {
  const today = '2026-11-24';

  it.each([
    ['23.11.', '2026-11-23'],
    ['23.11', '2026-11-23'],
    ['1.2.', '2027-02-01'],
    ['1.6.', '2026-06-01'],
    ['3.1.', '2027-01-03'],
    ['23.11.26', '2026-11-23'],
    ['23.11.2026', '2026-11-23'],
    ['1.1.2027', '2027-01-01'],
    ['01.01.27', '2027-01-01'],
    ['23. 11. 2026', '2026-11-23'],
    ['23/11/2026', '2026-11-23'],
    ['23/11', '2026-11-23'],
    ['23-11-2026', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2026-1-3', '2026-01-03'],
    ['2311', '2026-11-23'],
    ['231126', '2026-11-23'],
    ['23112026', '2026-11-23'],
    ['29.2.2028', '2028-02-29'],
    ['290228', '2028-02-29'],
    ['heute', today],
    ['Heute', today],
    [' today ', today],
    ['gestern', '2026-11-23'],
    ['yesterday', '2026-11-23'],
    ['morgen', '2026-11-25'],
    ['Tomorrow', '2026-11-25'],
    ['+14', '2026-12-08'],
    ['-3', '2026-11-21'],
    ['+0', today],
  ])('%s is %s', (text, day) => {
    expect(parseDateInput(text, today)).toBe(day);
  });

  it.each([
    '',
    ' ',
    '23',
    '32.1.',
    '0.1.',
    '1.13.',
    '31.4.2026',
    '29.2.2026',
    '29.02.27',
    '2026-02-30',
    '2026-13-01',
    '23.11.202',
    '23.11.20266',
    '311126a',
    'übermorgen',
    '+',
    '+99999',
    '1.2.3.4',
    '23:11',
    '1126',
    '310426',
    '999999',
    '12345',
    '٢٣.١١.',
  ])('%s is refused', (text) => {
    expect(parseDateInput(text, today)).toBeNull();
  });

  it('takes the nearest year where none is typed', () => {
    expect(parseDateInput('28.12.', '2027-01-03')).toBe('2026-12-28');
    expect(parseDateInput('3.1.', '2026-12-28')).toBe('2027-01-03');
    expect(parseDateInput('29.2.', '2028-01-01')).toBe('2028-02-29');
  });
});
