import * as v from 'valibot';

/** After how many idle minutes the app can lock itself. */
export const idleChoices = [1, 5, 15, 30] as const;

/** When the app locks by itself. */
export const lockRulesSchema = v.strictObject({
  /** `null`: never. */
  afterMinutes: v.nullable(v.picklist(idleChoices)),
  /** Together with the system's own lock screen, and when the machine goes to sleep. */
  withSystem: v.boolean(),
});
export type LockRules = v.InferOutput<typeof lockRulesSchema>;

export const defaultLockRules: LockRules = { afterMinutes: 5, withSystem: true };

/** The shortest passphrase of the app lock. It is typed often, and the pauses between tries stand before guessing. */
export const shortestLockPassphrase = 6;
/** A new passphrase of the app lock's own. */
export const lockPassphraseSchema = v.pipe(v.string(), v.minLength(shortestLockPassphrase), v.maxLength(200));
/** What somebody types to open a lock: any text, since the answer must not tell more than right or wrong. */
export const typedPassphraseSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/**
 * `off`: there is no lock. `locking`: the page puts everything away, and saves what was just typed; a moment later it is
 * `locked`.
 */
export const lockStates = ['off', 'open', 'locking', 'locked'] as const;
export type LockState = (typeof lockStates)[number];

/**
 * Which passphrase opens the lock: one of its own; the one that seals the vault; or none, because nothing can be kept on
 * this machine that it could hang on.
 */
export const lockPassphrases = ['own', 'vault', 'none'] as const;
export type LockPassphrase = (typeof lockPassphrases)[number];

export const lockStatusSchema = v.object({
  state: v.picklist(lockStates),
  passphrase: v.picklist(lockPassphrases),
  rules: lockRulesSchema,
  /** How long the next try has to wait, ms. */
  waitMs: v.number(),
  /** How many files were opened with Kontor while it was locked, and wait. */
  waitingFiles: v.number(),
});
export type LockStatus = v.InferOutput<typeof lockStatusSchema>;

/** What the user types before a forgotten passphrase signs out everywhere. */
export const signOutWords = ['abmelden', 'sign out'] as const;
