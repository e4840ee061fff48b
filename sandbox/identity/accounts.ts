import { createHash, timingSafeEqual } from 'node:crypto';
import type { SandboxUser } from './options.ts';

/** The people who can log in. */
export interface Accounts {
  /** The user with this name, whatever the password. */
  find: (user: string) => SandboxUser | undefined;
  /** The user if name and password fit. */
  check: (user: string, password: string) => SandboxUser | undefined;
}

/** Builds the look-up over `users`. */
export function createAccounts(users: readonly SandboxUser[]): Accounts {
  const byName = new Map(users.map((user) => [user.user, user]));
  return {
    find: (user) => byName.get(user),
    check: (user, password) => {
      const known = byName.get(user);
      return known && isEqualSecret(known.password, password) ? known : undefined;
    },
  };
}

/** Compares two secrets in a time that tells nothing about where they differ. */
export function isEqualSecret(expected: string, given: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
