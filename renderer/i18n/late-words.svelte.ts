import type * as Words from './error-words.ts';

let words = $state.raw<typeof Words | null>(null);

/** The words for all errors, once they are there; reactive. */
export function errorWords(): typeof Words | null {
  if (words === null) void loadErrorWords();
  return words;
}

/** Loads them. The first paint does without: as a rule nothing has gone wrong, and they are a fifth of its script. */
export async function loadErrorWords(): Promise<void> {
  words ??= await import('./error-words.ts');
}
