import type { Cents } from './primitives.ts';

/** Adds amounts in cents. Apart from `money.ts`, because lists add and never divide: they need no exact decimals. */
export function sumCents(amounts: readonly Cents[]): Cents {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
