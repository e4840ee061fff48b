import { luckOf } from '../campaigns/report.ts';

/** Luck by a seed, in the forms in which a fuzz needs it. */
export interface Luck {
  /** From 0 up to 1. */
  share(): number;
  /** A whole number from 0 up to `below`, which it never is. */
  below(below: number): number;
  /** True once in `n` times. */
  oneIn(n: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** The same numbers for the same seed. */
export function createLuck(seed: number): Luck {
  const share = luckOf(seed);
  const below = (limit: number): number => Math.floor(share() * limit);
  return {
    share,
    below,
    oneIn: (n) => below(n) === 0,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  };
}
