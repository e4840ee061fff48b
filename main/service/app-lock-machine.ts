import type { LockState } from '../../domain/app-lock.ts';

/** What moves the app lock. */
export type LockEvent =
  /** A passphrase was set. */
  | 'turnedOn'
  | 'turnedOff'
  /** The user, the idle time or the system wants it locked. */
  | 'lock'
  /** The page has put everything away, or did not say so in time. */
  | 'putAway'
  /** The right passphrase was given. */
  | 'unlocked'
  /** The passphrase was forgotten, and everything that it hid is signed out and withheld. */
  | 'signedOut';

/**
 * What comes after each state. What is not named changes nothing: a locked app cannot be turned off, and only the right
 * passphrase or signing out everywhere leads out of it.
 */
const moves: Record<LockState, Partial<Record<LockEvent, LockState>>> = {
  off: { turnedOn: 'open' },
  open: { turnedOff: 'off', lock: 'locking' },
  locking: { putAway: 'locked' },
  locked: { unlocked: 'open', signedOut: 'off' },
};

/** The state after an event. */
export function nextLockState(state: LockState, event: LockEvent): LockState {
  return moves[state][event] ?? state;
}
