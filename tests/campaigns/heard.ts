import type { Heard } from './departures.ts';

/** What an answer of the small Lexware says for certain. */
export function heardOf(answer: { ok: boolean; error?: { proof: string } }): Heard {
  if (answer.ok) return 'done';
  switch (answer.error?.proof) {
    case 'notSent':
    case 'rateLimited':
      return 'notSent';
    case 'definite':
      return 'refused';
    default:
      return 'unknown';
  }
}
