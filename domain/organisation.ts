import * as v from 'valibot';
import { apiKeySchema } from './api-key.ts';
import { errorCodes } from './errors.ts';
import { permissions } from './permission.ts';
import { idSchema, instantSchema } from './primitives.ts';

/** The colours by which companies are told apart, beside their names; the page's tokens are named after them. */
export const organisationColours = ['teal', 'blue', 'violet', 'pink', 'red', 'orange', 'olive', 'slate'] as const;
export type OrganisationColour = (typeof organisationColours)[number];

/** The name that the user gives a company on this machine; empty: the one that Lexware says. */
export const localNameSchema = v.pipe(v.string(), v.trim(), v.maxLength(80), v.regex(/^[^\p{Cc}\p{Cs}]*$/u));

/** One company in Lexware Office, as Kontor lists it. */
export const organisationSchema = v.object({
  id: idSchema,
  /** The user's own name for it, or else Lexware's; empty where it is locked. */
  name: v.string(),
  /** Lexware's name; empty where it is locked. */
  companyName: v.string(),
  colour: v.picklist(organisationColours),
  /** `demo`: made up, and answered by this machine; nothing of it ever goes to Lexware. */
  method: v.picklist(['oauth', 'apiKey', 'demo']),
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
  /** How many of these wait for a decision. */
  decisions: v.number(),
  /** How many operations have an outcome that Kontor is still finding out. */
  uncertain: v.number(),
  /** How many operations go out by themselves. */
  outgoing: v.number(),
  /** Its API key; `null` where it is signed in by the browser, or locked. */
  apiKey: v.nullable(apiKeySchema),
  /** What its connection turned out not to be allowed. */
  missing: v.array(v.picklist(permissions)),
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
