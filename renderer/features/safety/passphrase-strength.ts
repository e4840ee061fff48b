import { passphraseSchema } from '../../../domain/organisation.ts';
import * as v from 'valibot';

/** How hard a passphrase is to guess, as far as its looks tell. */
export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** Bits below which guessing is cheap even through scrypt, and above which it is hopeless. */
const fairBits = 45;
const strongBits = 62;

/**
 * A rough and cautious measure: words of letters count little, since guessers try words; mixed characters count more;
 * repetitions and runs (`aaaa`, `1234`) count nothing.
 */
export function strengthOf(passphrase: string): Strength {
  if (!v.is(passphraseSchema, passphrase)) return 'short';
  const bits = passphrase
    .split(/[\s\-_.,]+/u)
    .filter((word, index, all) => word !== '' && all.indexOf(word) === index)
    .reduce((sum, word) => sum + bitsOf(word), 0);
  if (bits < fairBits) return 'weak';
  return bits < strongBits ? 'fair' : 'strong';
}

/** A word of letters is one of some 60,000 at best; anything else counts by its telling characters. */
function bitsOf(word: string): number {
  if (/^\p{Lu}?\p{Ll}+$/u.test(word)) return Math.min(16, tellingCharacters(word) * 3.5);
  return tellingCharacters(word) * 5;
}

/** Characters that neither repeat the one before nor follow it in the alphabet or the digits. */
function tellingCharacters(word: string): number {
  const codes = Array.from(word, (character) => character.codePointAt(0) ?? 0);
  return codes.filter((code, index) => index === 0 || Math.abs(code - (codes[index - 1] ?? 0)) > 1).length;
}
