import type { AppError, ErrorCode } from '../../domain/errors.ts';
import type { ErrorText } from './error-words.ts';
import { errorWords } from './late-words.svelte.ts';

export type { ErrorText };

const noWords: ErrorText = { title: '', text: '' };

/**
 * The words for an error code, in the language in use. They are there whenever main has answered with an error (`bridge.ts`
 * sees to that); a template that shows an error which came otherwise is drawn again with the words in it.
 */
export function errorText(error: AppError | ErrorCode): ErrorText {
  const { code, permission }: AppError = typeof error === 'string' ? { code: error } : error;
  const words = errorWords();
  if (words === null) return noWords;
  return permission === undefined ? words.wordsOf(code) : words.wordsOfMissing(permission);
}
