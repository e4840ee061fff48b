import os from 'node:os';
import path from 'node:path';

/** The checkout's top folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** A path inside the checkout. */
export function at(...parts) {
  return path.join(root, ...parts);
}

/** The user's cache folder for things that a second clone can use too. */
export function userCacheDir() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  return path.join(base, 'kontor');
}
