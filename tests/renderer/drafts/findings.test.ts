import { describe, expect, test } from 'vitest';
import { draftFindingCodes } from '../../../domain/draft-check.ts';
import { findingTextWithPlace, isTouched } from '../../../renderer/features/drafts/findings.ts';
import { setLocale, type Locale } from '../../../renderer/i18n/locale.svelte.ts';

describe.each<Locale>(['de', 'en'])('in %s', (language) => {
  test.each(draftFindingCodes)('%s has words of its own', (code) => {
    setLocale(language);
    const text = findingTextWithPlace({ field: 'title', code });
    expect(text).not.toBe(findingTextWithPlace({ field: 'title', code: 'nobody knows' }));
    expect(text.length).toBeGreaterThan(5);
  });
});

test('what belongs to a line names it', () => {
  setLocale('de');
  expect(findingTextWithPlace({ field: 'lineItems.2.unitPrice', code: 'line_price_missing' })).toBe(
    'Position 3: Preis fehlt',
  );
});

test.each([
  ['title', 'title', true],
  ['lineItems.1.quantity', 'lineItems', true],
  ['lineItems', 'lineItems.1.quantity', true],
  ['lineItems.1.quantity', 'lineItems.1.unitPrice', false],
  ['lineItems.1', 'lineItems.10', false],
  ['shipping.date', 'shippingDate', false],
])('a finding about %s after a change of %s is out of date: %s', (about, changed, expected) => {
  expect(isTouched(about, changed)).toBe(expected);
});
