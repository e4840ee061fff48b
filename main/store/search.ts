import type { SqlValue } from './sql.ts';
import { foldGerman, foldPlain } from './fold.ts';

/** A condition on a table that has a `search_text` column and a trigram index with the same row ids. */
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
 * The condition for what was typed. Words of three characters and more are looked up anywhere in the trigram index;
 * shorter ones must begin a word, since a trigram index cannot answer them.
 * @param index the name of the FTS table.
 */
export function searchCondition(text: string, index: string): SearchCondition | null {
  const conditions: SearchCondition[] = [];
  const matches: string[] = [];
  for (const word of searchWords(text)) {
    if (word.every((spelling) => spelling.length >= trigramLength)) {
      matches.push(`(${word.map(quoteForMatch).join(' OR ')})`);
    } else {
      const sql = `(${word.map(() => 'instr(search_text, ?) > 0').join(' OR ')})`;
      conditions.push({ sql, values: word.map((spelling) => ` ${spelling}`) });
    }
  }
  if (matches.length > 0) {
    const sql = `rowid IN (SELECT rowid FROM ${index} WHERE ${index} MATCH ?)`;
    conditions.unshift({ sql, values: [matches.join(' AND ')] });
  }
  if (conditions.length === 0) return null;
  return { sql: conditions.map((c) => c.sql).join(' AND '), values: conditions.flatMap((c) => c.values) };
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
