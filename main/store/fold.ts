const germanPairs: readonly [RegExp, string][] = [
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
];

/**
 * Folds text for comparing: case, diacritics, `ß` = `ss`, white space runs and control characters to one space.
 * Umlauts become two letters (`ä` = `ae`) as in a German telephone book (DIN 5007-2).
 */
export function foldGerman(text: string): string {
  let folded = text.normalize('NFC').toLowerCase();
  for (const [umlaut, pair] of germanPairs) folded = folded.replace(umlaut, pair);
  return foldPlain(folded);
}

/** Folds like `foldGerman`, but umlauts lose their dots (`ä` = `a`), as people type on foreign keyboards. */
export function foldPlain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
}

/** All spellings under which text is to be found anywhere. */
export function searchDocument(parts: readonly string[]): string {
  const text = parts.join(' ');
  const german = foldGerman(text);
  const plain = foldPlain(text);
  return german === plain ? german : `${german} ${plain}`;
}

/** The words of folded text: runs of letters and digits. */
export function wordsOf(folded: string): string[] {
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
