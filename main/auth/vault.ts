import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { VaultStatus } from '../../domain/organisation.ts';
import { ok, type Result } from '../../domain/result.ts';
import { storedCredentialSchema, type StoredCredential } from './tokens.ts';
import { vaultFailure, type VaultFailure } from './vault-failure.ts';
import { VaultLock } from './vault-lock.ts';
import { decideMode, passphraseMode } from './vault-mode.ts';
import {
  appLockName,
  clientSecretName,
  credentialName,
  databaseKeyName,
  isQuarantined,
  organisationsIn,
  passphraseName,
  quarantinedName,
  savedViewsName,
} from './vault-names.ts';
import { VaultSecrets, type Kept, type VaultParts, type VaultSteps } from './vault-secrets.ts';

/** The length of a database key in bytes. */
export const databaseKeyBytes = 32;

/** The secrets of all organisations, by Kontor's id of the organisation, the client secret, and the saved views. */
export interface Vault {
  status(): VaultStatus;
  /** Looks again for the system's keyring, after the user installed or unlocked it; keeps what was in memory. */
  recheck(): Promise<Result<VaultStatus, VaultFailure>>;
  /**
   * Seals with a passphrase what is in memory only, or changes the passphrase; `invalid_input` where the system seals,
   * `passphrase_needed` while locked.
   */
  setPassphrase(passphrase: string): Promise<Result<VaultStatus, VaultFailure>>;
  /** Opens what a passphrase seals; `passphrase_wrong`, later and later. */
  unlock(passphrase: string): Promise<Result<VaultStatus, VaultFailure>>;
  /** Whether this is the passphrase that seals; opens nothing, and does not count tries. `passphrase_wrong`. */
  checkPassphrase(passphrase: string): Kept<void>;
  /** Hands over to the system's keyring; `no_secure_storage` where there is none, `passphrase_wrong`. */
  removePassphrase(passphrase: string): Promise<Result<VaultStatus, VaultFailure>>;
  /** `null`: signed out. */
  readCredential(id: string): Kept<StoredCredential | null>;
  /** Durable when it answers, where the vault is sealed. */
  writeCredential(id: string, credential: StoredCredential): Kept<void>;
  removeCredential(id: string): Kept<void>;
  /** For a sign-in that only learns from the provider which organisation it belongs to. */
  moveCredential(fromId: string, toId: string): Kept<void>;
  /**
   * The 32 bytes that encrypt the organisation's data. A new key is made only where `dataExists` is false and no entry
   * stands: over existing data a new key would make it unreadable for ever (`vault_locked`).
   */
  getOrCreateDatabaseKey(id: string, options: { dataExists: boolean }): Kept<Uint8Array>;
  /** Removes credential and database key: the data can't be read afterwards. */
  removeOrganisation(id: string): Kept<void>;
  /**
   * Keeps the organisation's entries under a name that says when they were set aside (`stamp`, without a colon), so that
   * a new sign-in is possible. A passphrase that nothing else is sealed by, and that was not given, goes with them.
   */
  setOrganisationAside(id: string, stamp: string): Kept<void>;
  /** Ids of all organisations that have an entry. */
  listOrganisations(): Result<string[], VaultFailure>;
  readClientSecret(): Kept<string | null>;
  /** Empty text removes it. */
  writeClientSecret(secret: string): Kept<void>;
  hasClientSecret(): boolean;
  /** The saved views as a text; `null`: there are none. */
  readSavedViews(): Kept<string | null>;
  /** Refused while locked, so that nobody empties what they cannot see. */
  writeSavedViews(text: string): Kept<void>;
  /** How the app lock is opened, as a text; `null`: there is none. */
  readAppLock(): Kept<string | null>;
  /** `null` removes it, also one that cannot be read. */
  writeAppLock(text: string | null): Kept<void>;
  /** Also true where it cannot be read now. */
  hasAppLock(): boolean;
  /** Renames an unreadable vault file after the user's word, so that a new sign-in is possible; deletes nothing. */
  setAside(): Kept<void>;
}

/** Opens the vault: probes what the system can do, then serves. To be called once the app is ready. */
export async function openVault(parts: VaultParts): Promise<Vault> {
  const means = await decideMode(parts.storage);
  const header = parts.entries.read(passphraseName);
  const isSealedByPassphrase = header.ok && header.value !== null;
  const secrets = new VaultSecrets(parts, isSealedByPassphrase ? passphraseMode(means, null) : means);
  const lock = new VaultLock(parts, secrets);
  const status = (): VaultStatus => secrets.mode.status;
  const afterwards = async (work: Kept<void>): Promise<Result<VaultStatus, VaultFailure>> => {
    const done = await work;
    return done.ok ? ok(status()) : done;
  };
  return {
    status,
    recheck: () => afterwards(secrets.recheck()),
    setPassphrase: (passphrase) => afterwards(lock.set(passphrase)),
    unlock: (passphrase) => afterwards(lock.unlock(passphrase)),
    checkPassphrase: (passphrase) => lock.check(passphrase),
    removePassphrase: (passphrase) => afterwards(lock.remove(passphrase)),
    setAside: () => secrets.setAside(),
    ...entriesOf(secrets),
  };
}

type Entries = Omit<
  Vault,
  'status' | 'recheck' | 'setPassphrase' | 'unlock' | 'checkPassphrase' | 'removePassphrase' | 'setAside'
>;

function entriesOf(secrets: VaultSecrets): Entries {
  return {
    readCredential: async (id) => decodeCredential(await secrets.read(credentialName(id))),
    writeCredential: (id, credential) => secrets.write(credentialName(id), JSON.stringify(credential)),
    removeCredential: (id) => secrets.remove(credentialName(id)),
    moveCredential: (fromId, toId) => moveSecret(secrets, credentialName(fromId), credentialName(toId)),
    getOrCreateDatabaseKey: (id, { dataExists }) =>
      secrets.inOneStep((steps) => getOrCreateKey(steps, databaseKeyName(id), dataExists)),
    removeOrganisation: async (id) => {
      const removed = await secrets.remove(credentialName(id));
      return removed.ok ? secrets.remove(databaseKeyName(id)) : removed;
    },
    setOrganisationAside: (id, stamp) => setOrganisationAside(secrets, id, stamp),
    listOrganisations: () => {
      const names = secrets.names();
      return names.ok ? ok(organisationsIn(names.value)) : names;
    },
    readClientSecret: () => secrets.read(clientSecretName),
    writeClientSecret: (secret) =>
      secret === '' ? secrets.remove(clientSecretName) : secrets.write(clientSecretName, secret),
    hasClientSecret: () => hasEntry(secrets, clientSecretName),
    readSavedViews: () => secrets.read(savedViewsName),
    writeSavedViews: (text) => secrets.write(savedViewsName, text),
    readAppLock: () => secrets.read(appLockName),
    writeAppLock: (text) => (text === null ? secrets.remove(appLockName) : secrets.write(appLockName, text)),
    hasAppLock: () => hasEntry(secrets, appLockName),
  };
}

function hasEntry(secrets: VaultSecrets, name: string): boolean {
  const names = secrets.names();
  return names.ok && names.value.includes(name);
}

async function setOrganisationAside(secrets: VaultSecrets, id: string, stamp: string): Kept<void> {
  const aside = (name: string): string => quarantinedName(name, stamp);
  const renamed = await secrets.rename([credentialName(id), databaseKeyName(id)], aside);
  if (!renamed.ok || secrets.mode.status.state !== 'locked') return renamed;
  const names = secrets.names();
  if (!names.ok || organisationsIn(names.value).length > 0) return names.ok ? ok(undefined) : names;
  // The user does not know the passphrase and has nothing left that it opens: without it they can begin anew. The header
  // goes last, since it is what the others are opened with.
  const rest = names.value.filter((name) => !isQuarantined(name) && name !== passphraseName);
  const left = await secrets.rename([...rest, passphraseName], aside);
  return left.ok ? secrets.leaveLock() : left;
}

async function getOrCreateKey(steps: VaultSteps, name: string, dataExists: boolean): Kept<Uint8Array> {
  const found = await steps.read(name);
  if (!found.ok) return found;
  if (found.value !== null) return decodeKey(found.value);
  if (dataExists) return vaultFailure('keyMissing');
  const key = randomBytes(databaseKeyBytes);
  const written = await steps.write(name, key.toString('base64'));
  if (!written.ok) return written;
  // Data under a key that can't be read back would be lost: so it is read back before anyone gets it.
  const readBack = await steps.read(name);
  if (!readBack.ok) return readBack;
  return readBack.value === key.toString('base64') ? ok(new Uint8Array(key)) : vaultFailure('writeFailed');
}

async function moveSecret(secrets: VaultSecrets, from: string, to: string): Kept<void> {
  if (from === to) return ok(undefined);
  const copied = await secrets.inOneStep(async (steps): Kept<void> => {
    const found = await steps.read(from);
    if (!found.ok) return found;
    return found.value === null ? ok(undefined) : steps.write(to, found.value);
  });
  return copied.ok ? secrets.remove(from) : copied;
}

function decodeKey(text: string): Result<Uint8Array, VaultFailure> {
  const key = Buffer.from(text, 'base64');
  return key.byteLength === databaseKeyBytes ? ok(new Uint8Array(key)) : vaultFailure('undecryptable');
}

function decodeCredential(found: Result<string | null, VaultFailure>): Result<StoredCredential | null, VaultFailure> {
  if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
  try {
    const credential = v.safeParse(storedCredentialSchema, JSON.parse(found.value));
    return credential.success ? ok(credential.output) : vaultFailure('undecryptable');
  } catch {
    return vaultFailure('undecryptable');
  }
}
