import * as v from 'valibot';
import {
  lockPassphraseSchema,
  lockRulesSchema,
  lockStatusSchema,
  signOutWords,
  typedPassphraseSchema,
} from '../domain/app-lock.ts';
import { method } from './contract-parts.ts';

const typed = v.strictObject({ passphrase: typedPassphraseSchema });

/** The contract's part about the lock of the whole app. */
export const lock = {
  status: method(null, lockStatusSchema),
  /** Locks now: the page calls it once it has put everything away. Where there is no lock, nothing happens. */
  lock: method(null, lockStatusSchema),
  /** `passphrase_wrong`, later and later; `vault_locked` where the keyring does not answer. */
  unlock: method(typed, lockStatusSchema),
  /** Where a passphrase seals the vault, it has to be that one; `no_secure_storage` where nothing can be kept. */
  turnOn: method(v.strictObject({ passphrase: lockPassphraseSchema }), lockStatusSchema),
  /** Changes the lock's own passphrase. */
  change: method(
    v.strictObject({ current: typedPassphraseSchema, passphrase: lockPassphraseSchema }),
    lockStatusSchema,
  ),
  turnOff: method(typed, lockStatusSchema),
  setRules: method(lockRulesSchema, lockStatusSchema),
  /**
   * The way on without the passphrase: signs out everywhere and takes the lock away. Nothing is deleted; an organisation's
   * data are shown again after a new sign-in to it. Only while locked.
   */
  signOutEverywhere: method(v.strictObject({ word: v.picklist(signOutWords) }), lockStatusSchema),
} as const;

/** What a locked app still answers; every other method answers `app_locked`. A test holds this list. */
export const answeredWhileLocked: readonly string[] = [
  'app.info',
  'lock.status',
  'lock.lock',
  'lock.unlock',
  'lock.signOutEverywhere',
];

/** What is answered besides while the page puts things away: it saves what was just typed. */
export const answeredWhileLocking: readonly string[] = ['drafts.save'];
