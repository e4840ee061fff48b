import type { AppError } from '../../../domain/errors.ts';
import type { Result } from '../../../domain/result.ts';

/** What is shown of one thing: nothing yet, the thing, or why it could not be had. */
export type Loading<T> = { step: 'loading' } | { step: 'ready'; value: T } | { step: 'failed'; error: AppError };

/** What an answer of main means for the view. */
export function toLoading<T, U>(answer: Result<T, AppError>, read: (value: T) => U): Loading<U> {
  return answer.ok ? { step: 'ready', value: read(answer.value) } : { step: 'failed', error: answer.error };
}
