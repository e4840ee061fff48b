import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { StoredCredential } from '../../../main/auth/tokens.ts';
import type { VaultNotice } from '../../../main/auth/vault-secrets.ts';
import { openVault, type Vault } from '../../../main/auth/vault.ts';
import { createKeyring, createMemoryEntries, type Keyring, type MemoryEntries } from './support/keyring.ts';
import { createVirtualTime } from './support/virtual-time.ts';

const id = '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c';
const keyName = `organisation:${id}:databaseKey`;
const credentialName = `organisation:${id}:credential`;
const apiKey: StoredCredential = { kind: 'apiKey', key: 'canary-key' };

let keyring: Keyring;
let entries: MemoryEntries;
let notices: VaultNotice[];
beforeEach(async () => {
  keyring = createKeyring();
  entries = createMemoryEntries();
  notices = [];
  const vault = await open();
  await vault.writeCredential(id, apiKey);
  await vault.getOrCreateDatabaseKey(id, { dataExists: false });
});

const open = (): Promise<Vault> =>
  openVault({
    storage: keyring,
    entries,
    ...createVirtualTime(),
    onNotice: (notice) => notices.push(notice),
  });
const snapshot = (): string => JSON.stringify([...entries.content]);
const change = (name: string, entry: (old: object) => unknown): void =>
  void entries.content.set(name, entry(entries.content.get(name) as object));

/** Everything that can be wrong, and what it is called. */
const damages: [string, string, () => void][] = [
  ['is sealed by another key', 'undecryptable', () => (keyring.password = 'other')],
  [
    'is sealed by another back end',
    'backendChanged',
    () => Object.assign(keyring, { password: 'other', backend: 'kwallet6' }),
  ],
  [
    'is truncated',
    'undecryptable',
    () => [keyName, credentialName].forEach((name) => change(name, (old) => ({ ...old, sealed: 'djEx' }))),
  ],
  [
    'is empty',
    'undecryptable',
    () => [keyName, credentialName].forEach((name) => change(name, (old) => ({ ...old, sealed: '' }))),
  ],
  [
    'is no base64',
    'undecryptable',
    () => [keyName, credentialName].forEach((name) => change(name, (old) => ({ ...old, sealed: '%%%' }))),
  ],
  ['is no entry', 'undecryptable', () => [keyName, credentialName].forEach((name) => change(name, () => 'text'))],
  ['is a list', 'undecryptable', () => [keyName, credentialName].forEach((name) => change(name, () => []))],
  [
    'has no version',
    'undecryptable',
    () => [keyName, credentialName].forEach((name) => change(name, (old) => ({ ...old, v: null }))),
  ],
  [
    'is of a newer version',
    'newerVersion',
    () => [keyName, credentialName].forEach((name) => change(name, (old) => ({ ...old, v: 2 }))),
  ],
  [
    'was swapped with another',
    'undecryptable',
    () => {
      const [key, credential] = [entries.content.get(keyName), entries.content.get(credentialName)];
      entries.content.set(keyName, credential).set(credentialName, key);
    },
  ],
  ['stands in an unreadable file', 'unreadableFile', () => (entries.failure = 'unreadable')],
];

describe.each(damages)('a vault whose entry %s', (_what, kind, damage) => {
  it.each([true, false])('makes no new database key (data exist: %s) and changes nothing', async (dataExists) => {
    damage();
    const before = snapshot();
    const vault = await open();
    expect(await vault.getOrCreateDatabaseKey(id, { dataExists })).toMatchObject({
      ok: false,
      error: { kind, error: { code: 'vault_locked' } },
    });
    expect(snapshot()).toBe(before);
  });

  it('says so for the credential, and does not call it signed out', async () => {
    damage();
    const vault = await open();
    const answer = await vault.readCredential(id);
    expect(answer).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});

describe('a vault', () => {
  it('whose keyring is locked for a while reads again afterwards', async () => {
    const vault = await open();
    keyring.isLocked = true;
    expect(await vault.readCredential(id)).toMatchObject({ error: { kind: 'temporarilyUnavailable' } });
    expect(await vault.writeCredential(id, apiKey)).toMatchObject({ error: { kind: 'temporarilyUnavailable' } });
    expect(await vault.getOrCreateDatabaseKey(id, { dataExists: true })).toMatchObject({ ok: false });
    keyring.isLocked = false;
    expect(await vault.readCredential(id)).toEqual(ok(apiKey));
  });

  it('notices when the entries of two organisations were exchanged', async () => {
    const other = '6c1d1e5f-7d20-4b64-8d9f-1e0a2e1b2c3d';
    const vault = await open();
    await vault.writeCredential(other, { kind: 'apiKey', key: 'canary-other' });
    const [mine, theirs] = [credentialName, `organisation:${other}:credential`].map((name) =>
      entries.content.get(name),
    );
    entries.content.set(credentialName, theirs).set(`organisation:${other}:credential`, mine);
    expect(await vault.readCredential(id)).toMatchObject({ ok: false, error: { kind: 'undecryptable' } });
    expect(await vault.readCredential(other)).toMatchObject({ ok: false, error: { kind: 'undecryptable' } });
  });

  it('tells that the back end changed', async () => {
    Object.assign(keyring, { password: 'other', backend: 'kwallet6' });
    await (await open()).readCredential(id);
    expect(notices).toEqual([{ kind: 'backendChanged', from: 'gnome_libsecret', to: 'kwallet6' }]);
  });

  it('whose key is gone makes no new one over existing data', async () => {
    entries.content.delete(keyName);
    const vault = await open();
    expect(await vault.getOrCreateDatabaseKey(id, { dataExists: true })).toMatchObject({
      error: { kind: 'keyMissing', error: { code: 'vault_locked' } },
    });
    expect(entries.content.has(keyName)).toBe(false);
    expect((await vault.getOrCreateDatabaseKey(id, { dataExists: false })).ok).toBe(true);
  });

  it('hands out no key that it could not read back', async () => {
    entries.content.clear();
    const vault = await open();
    const write = entries.write;
    entries.write = (name, entry) => write(name, { ...entry, sealed: 'djEx' });
    expect(await vault.getOrCreateDatabaseKey(id, { dataExists: false })).toMatchObject({ ok: false });
  });

  it.each([
    ['full', 'storage_full'],
    ['failed', 'storage_unavailable'],
    ['unreadable', 'vault_locked'],
  ] as const)('on a disk that is %s says %s and keeps the old entry', async (failure, code) => {
    const vault = await open();
    const before = snapshot();
    entries.failure = failure;
    expect(await vault.writeCredential(id, { kind: 'apiKey', key: 'new' })).toMatchObject({
      error: { error: { code } },
    });
    expect(await vault.removeCredential(id)).toMatchObject({ error: { error: { code } } });
    expect(vault.listOrganisations()).toMatchObject({ error: { error: { code } } });
    expect(vault.hasClientSecret()).toBe(false);
    entries.failure = null;
    expect(snapshot()).toBe(before);
  });

  it('can begin anew beside an unreadable file, after the user’s word', async () => {
    entries.failure = 'unreadable';
    const vault = await open();
    expect((await vault.setAside()).ok).toBe(true);
    expect((await vault.writeCredential(id, apiKey)).ok).toBe(true);
  });

  it('lets a new sign-in replace a credential that can’t be opened', async () => {
    keyring.password = 'other';
    const vault = await open();
    expect((await vault.writeCredential(id, apiKey)).ok).toBe(true);
    expect(await vault.readCredential(id)).toEqual(ok(apiKey));
  });
});
