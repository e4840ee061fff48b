import { afterEach, describe, expect, test } from 'vitest';
import { appError, errorCodes } from '../../../domain/errors.ts';
import { errorText } from '../../../renderer/i18n/errors.ts';
import { fieldErrorText } from '../../../renderer/i18n/field-errors.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';

afterEach(() => setLocale('de'));

describe.each(errorCodes)('%s', (code) => {
  test('says what happened and what to do, differently in each language', () => {
    setLocale('de');
    const german = errorText(appError(code));
    setLocale('en');
    const english = errorText(code);
    expect(german.title.length).toBeGreaterThan(5);
    expect(german.text.length).toBeGreaterThan(20);
    expect(english.title).not.toBe(german.title);
    expect(english.text).not.toBe(german.text);
  });
});

test('an ended session says that drafts are safe', () => {
  expect(errorText('session_expired').text).toContain('Entwürfe');
  setLocale('en');
  expect(errorText('session_expired').text).toContain('Drafts');
});

test('a field error of our own has our words', () => {
  const text = fieldErrorText({ field: 'recipient', code: 'recipient_missing', text: 'recipient is null' });
  expect(text).not.toContain('recipient is null');
});

test('a field error of the server that we do not know is quoted', () => {
  expect(fieldErrorText({ field: 'x', code: 'odd_code', text: 'must be odd' })).toContain('„must be odd“');
});

test('a field error without any words still says something', () => {
  expect(fieldErrorText({ field: 'x', code: 'odd_code' })).toMatch(/\p{L}{4}/u);
});
