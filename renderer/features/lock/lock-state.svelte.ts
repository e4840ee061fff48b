import type { LockStatus } from '../../../domain/app-lock.ts';
import { kontor } from '../../bridge.ts';

let current = $state.raw<LockStatus | null>(null);
/** Files that were dropped on the locked window, or pasted into it. */
let held = $state.raw<{ files: File[]; source: 'dropped' | 'pasted' }[]>([]);

/** The app lock, as the page knows it; reactive. */
export const lock = {
  /** `null` until main has answered once. */
  get status(): LockStatus | null {
    return current;
  },
  get isShut(): boolean {
    return current?.state === 'locking' || current?.state === 'locked';
  },
  /** How many files wait until the app is unlocked, here and in main. */
  get waitingFiles(): number {
    return held.reduce((sum, { files }) => sum + files.length, current?.waitingFiles ?? 0);
  },
};

/** Takes what main said of the lock. */
export function noteLock(status: LockStatus): void {
  current = status;
}

/** Asks main how the lock stands. */
export async function askLock(): Promise<LockStatus | null> {
  const answer = await kontor.lock.status();
  if (answer.ok) current = answer.value;
  return current;
}

/** Keeps files until the app is unlocked. */
export function holdFiles(files: File[], source: 'dropped' | 'pasted'): void {
  if (files.length > 0) held = [...held, { files, source }];
}

/** Hands over what was kept, once. */
export function takeHeldFiles(): { files: File[]; source: 'dropped' | 'pasted' }[] {
  const taken = held;
  held = [];
  return taken;
}
