import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { vaultReasons } from '../../domain/organisation.ts';
import { ok, type Result } from '../../domain/result.ts';
import { storedCredentialSchema, type StoredCredential } from './tokens.ts';
import { vaultFailure, type VaultFailure } from './vault-failure.ts';
import { decideMode } from './vault-mode.ts';
import { VaultSecrets, type Kept, type VaultParts, type VaultSteps } from './vault-secrets.ts';

/** Where secrets are kept now; `memory` means that nothing secret is written, and why. */
export type VaultStatus =
  { state: 'sealed'; reason: null } | { state: 'memory'; reason: (typeof vaultReasons)[number] };

/** The length of a database key in bytes. */
export const databaseKeyBytes = 32;

const clientSecretName = 'clientSecret';
const credentialName = (id: string): string => `organisation:${id}:credential`;
const databaseKeyName = (id: string): string => `organisation:${id}:databaseKey`;
const organisationPattern = /^organisation:([0-9a-f-]{36}):(?:credential|databaseKey)$/i;

/** The secrets of all organisations, by Kontor's id of the organisation, and the client secret. */
export interface Vault {
  status(): VaultStatus;
  /** Looks again for the system's keyring, after the user installed or unlocked it; keeps what was in memory. */
  recheck(): Promise<Result<VaultStatus, VaultFailure>>;
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
  /** Ids of all organisations that have an entry. */
  listOrganisations(): Result<string[], VaultFailure>;
  readClientSecret(): Kept<string | null>;
  /** Empty text removes it. */
  writeClientSecret(secret: string): Kept<void>;
  hasClientSecret(): boolean;
  /** Renames an unreadable vault file after the user's word, so that a new sign-in is possible; deletes nothing. */
  setAside(): Kept<void>;
}

/** Opens the vault: probes what the system can do, then serves. To be called once the app is ready. */
export async function openVault(parts: VaultParts): Promise<Vault> {
  const secrets = new VaultSecrets(parts, await decideMode(parts.storage));
  const status = (): VaultStatus => secrets.mode.status;
  return {
    status,
    recheck: async () => {
      const done = await secrets.recheck();
      return done.ok ? ok(status()) : done;
    },
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
    listOrganisations: () => {
      const names = secrets.names();
      return names.ok ? ok(organisationsIn(names.value)) : names;
    },
    readClientSecret: () => secrets.read(clientSecretName),
    writeClientSecret: (secret) =>
      secret === '' ? secrets.remove(clientSecretName) : secrets.write(clientSecretName, secret),
    hasClientSecret: () => {
      const names = secrets.names();
      return names.ok && names.value.includes(clientSecretName);
    },
    setAside: () => secrets.setAside(),
  };
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

function organisationsIn(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => organisationPattern.exec(name)?.[1] ?? ''))].filter((id) => id !== '');
}
