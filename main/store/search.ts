import type { SqlValue } from './sql.ts';
import { foldGerman, foldPlain, wordsOf } from './fold.ts';

/** A condition on a table that has a trigram index and a word index with the same row ids. */
export interface SearchCondition {
  sql: string;
  values: SqlValue[];
}

const trigramLength = 3;
const maxWords = 12;

/** The spellings of one typed word: as in the telephone book, without dots, and, for amounts, without separators. */
export function spellings(word: string): string[] {
  const all = [foldGerman(word), foldPlain(word), ...amountSpelling(word)];
  return [...new Set(all.filter((spelling) => spelling !== ''))];
}

/** The typed text as words that all must be found; empty where nothing is asked for. */
export function searchWords(text: string): string[][] {
  const words = foldPlainSpaces(text).split(' ').slice(0, maxWords);
  return words.map((word) => spellings(word)).filter((word) => word.length > 0);
}

/**
 * The condition for what was typed. Words of three characters and more are looked up anywhere in the trigram index
 * `<table>_search`; shorter ones must begin a word in `<table>_words`, since a trigram index cannot answer them.
 */
export function searchCondition(
  text: string,
  table: 'voucher' | 'contacts' | 'articles' | 'receipts',
): SearchCondition | null {
  const anywhere: string[] = [];
  const beginnings: string[] = [];
  for (const word of searchWords(text)) {
    if (!isShort(word)) anywhere.push(`(${word.map(quoteForMatch).join(' OR ')})`);
    else {
      const starts = word.flatMap(wordsOf);
      if (starts.length > 0) beginnings.push(`(${starts.map((start) => `${quoteForMatch(start)} *`).join(' OR ')})`);
    }
  }
  const conditions = [matching(`${table}_search`, anywhere), matching(`${table}_words`, beginnings)].filter(
    (condition) => condition !== null,
  );
  if (conditions.length === 0) return null;
  return { sql: conditions.map((c) => c.sql).join(' AND '), values: conditions.flatMap((c) => c.values) };
}

/** Whether a word is too short for the trigram index. */
export function isShort(word: readonly string[]): boolean {
  return word.some((spelling) => spelling.length < trigramLength);
}

function matching(index: string, terms: readonly string[]): SearchCondition | null {
  if (terms.length === 0) return null;
  return { sql: `rowid IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ?)`, values: [terms.join(' AND ')] };
}

/** An amount as it is indexed: no thousands separators, a comma before the cents. */
export function amountText(cents: number): string {
  const absolute = Math.abs(cents).toString().padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${absolute.slice(0, -2)},${absolute.slice(-2)}`;
}

/** `1.234,56` and `1,234.56` as `1234,56`; a single separator before three digits separates thousands. */
function amountSpelling(word: string): string[] {
  if (!/^-?\d[\d.,]*$/.test(word) || !/[.,]/.test(word)) return [];
  const [, whole = '', , cents = ''] = /^(.*?)(?:([.,])(\d{0,2}))?$/.exec(word) ?? [];
  const hasCents = /[.,]\d{0,2}$/.test(word);
  return [whole.replace(/[.,]/g, '') + (hasCents ? `,${cents}` : '')];
}

function foldPlainSpaces(text: string): string {
  return text.replace(/[\s\p{C}€]+/gu, ' ').trim();
}

function quoteForMatch(spelling: string): string {
  return `"${spelling.replace(/"/g, '""')}"`;
}
