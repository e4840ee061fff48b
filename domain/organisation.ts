import * as v from 'valibot';
import { errorCodes } from './errors.ts';
import { idSchema, instantSchema } from './primitives.ts';

/** One company in Lexware Office, as Kontor lists it. */
export const organisationSchema = v.object({
  id: idSchema,
  name: v.string(),
  method: v.picklist(['oauth', 'apiKey']),
  active: v.boolean(),
  /** `signedOut` keeps local data and asks for a new sign-in; `locked`: the data are here and cannot be opened now. */
  session: v.picklist(['signedIn', 'signedOut', 'locked']),
  /** Why a locked one cannot be opened (`vault_locked`, `storage_unavailable`, `storage_full`), and what lies there. */
  lock: v.nullable(v.object({ code: v.picklist(errorCodes), changedAt: instantSchema, bytes: v.number() })),
  /** The company's usual way of stating prices; `vatfree` companies may use nothing else (API reference 4.16). */
  taxType: v.picklist(['net', 'gross', 'vatfree']),
  smallBusiness: v.boolean(),
  /** How many of its operations go no further without the user. */
  waiting: v.number(),
});
export type Organisation = v.InferOutput<typeof organisationSchema>;

/**
 * Where secrets are kept on this machine: sealed by the system; in memory only; sealed by the user's passphrase; or
 * sealed by a passphrase that has not been given yet.
 */
export const vaultStates = ['sealed', 'memory', 'passphrase', 'locked'] as const;
/** Why the system does not seal them; `null` where it does, or could. */
export const vaultReasons = ['no_keyring', 'basic_text', 'unavailable'] as const;
export const vaultStatusSchema = v.object({
  state: v.picklist(vaultStates),
  reason: v.nullable(v.picklist(vaultReasons)),
});
export type VaultStatus = v.InferOutput<typeof vaultStatusSchema>;

/** At least 10 characters: scrypt slows guessing down and cannot help against a short one. */
export const passphraseSchema = v.pipe(v.string(), v.minLength(10), v.maxLength(200));

/** What the user types before data that cannot be opened are set aside. */
export const setAsideWords = ['weglegen', 'set aside'] as const;

/** A copy of an organisation's database, encrypted with its key. `id` names it among the copies of its organisation. */
export const backupSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{1,60}$/)),
  createdAt: instantSchema,
  bytes: v.number(),
  reason: v.picklist(['daily', 'asked', 'beforeUpdate', 'beforeRestore']),
});
export type Backup = v.InferOutput<typeof backupSchema>;

/** Where sign-in stands; the renderer draws it as is. */
export const signInStateSchema = v.variant('step', [
  v.object({ step: v.literal('idle') }),
  v.object({ step: v.literal('waitingForBrowser'), expiresAt: v.pipe(v.string(), v.isoTimestamp()) }),
  v.object({ step: v.literal('exchanging') }),
  v.object({ step: v.literal('loadingProfile') }),
]);
export type SignInState = v.InferOutput<typeof signInStateSchema>;
