import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer other than undefined, null or false.
 * @param what for the error message: what is being waited for
 * @param ms how long at most, in milliseconds
 */
export async function until<T>(
  what: string,
  ask: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  ms = 15_000,
): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; await wait(50)) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
  }
  throw new Error(`waited ${ms} ms in vain for ${what}`);
}
