import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strengthOf } from '../../../renderer/features/safety/passphrase-strength.ts';

describe('the strength of a passphrase', () => {
  test.each(['', 'kurz', '123456789'])('is too short below ten characters: %j', (passphrase) => {
    expect(strengthOf(passphrase)).toBe('short');
  });

  test.each([
    'aaaaaaaaaaaaaaaa',
    '1234567890',
    'abcdefghijklmn',
    'Rechnungen',
    'hallo hallo hallo hallo',
    'sommer 2026',
  ])('is weak for what is guessed first: %s', (passphrase) => {
    expect(strengthOf(passphrase)).toBe('weak');
  });

  test.each(['Leuchtturm Pfanne Gewitter', 'zK7#pQ2!vX'])('is usable for a little more: %s', (passphrase) => {
    expect(strengthOf(passphrase)).toBe('fair');
  });

  test.each(['Leuchtturm Pfanne Gewitter Nadel', 'zK7#pQ2!vX9&mR'])('is strong for enough of it: %s', (passphrase) => {
    expect(strengthOf(passphrase)).toBe('strong');
  });

  test('never falls when a new word is added', () => {
    const order = ['short', 'weak', 'fair', 'strong'];
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{4,12}$/u), { minLength: 2, maxLength: 6 }), (words) => {
        const fewer = strengthOf(words.slice(0, -1).join(' '));
        expect(order.indexOf(strengthOf(words.join(' ')))).toBeGreaterThanOrEqual(order.indexOf(fewer));
      }),
    );
  });
});
