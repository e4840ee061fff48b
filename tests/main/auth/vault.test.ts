import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { StoredCredential } from '../../../main/auth/tokens.ts';
import type { VaultNotice } from '../../../main/auth/vault-secrets.ts';
import { openVault, type Vault } from '../../../main/auth/vault.ts';
import { createKeyring, createMemoryEntries, type Keyring, type MemoryEntries } from './support/keyring.ts';
import { createVirtualTime } from './support/virtual-time.ts';

const id = '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c';
const other = '6c1d1e5f-7d20-4b64-8d9f-1e0a2e1b2c3d';
const credential = (name: string): StoredCredential => ({
  kind: 'oauth',
  tokens: {
    accessToken: `canary-a-${name}`,
    refreshToken: `canary-r-${name}`,
    lifetimeMs: 1,
    receivedAtMs: 2,
    scope: null,
  },
});

let keyring: Keyring;
let entries: MemoryEntries;
let notices: VaultNotice[];
beforeEach(() => {
  keyring = createKeyring();
  entries = createMemoryEntries();
  notices = [];
});

const open = (): Promise<Vault> =>
  openVault({
    storage: keyring,
    entries,
    ...createVirtualTime(),
    onNotice: (notice) => notices.push(notice),
  });
const file = (): string => JSON.stringify([...entries.content]);
const kindOf = (result: { ok: boolean; error?: { kind: string } }): string =>
  result.ok ? 'ok' : (result.error?.kind ?? '');

describe('a sealed vault', () => {
  it('gives back what it was given, also after a restart', async () => {
    const vault = await open();
    await vault.writeCredential(id, credential('1'));
    await vault.writeCredential(other, { kind: 'apiKey', key: 'canary-key' });
    await vault.writeClientSecret('canary-client');
    const again = await open();
    expect(again.status()).toEqual({ state: 'sealed', reason: null });
    expect(await again.readCredential(id)).toEqual(ok(credential('1')));
    expect(await again.readCredential(other)).toEqual(ok({ kind: 'apiKey', key: 'canary-key' }));
    expect(await again.readClientSecret()).toEqual(ok('canary-client'));
    expect(again.hasClientSecret()).toBe(true);
    expect(again.listOrganisations()).toEqual(ok([id, other]));
  });

  it('writes a readable header and nothing else that can be read', async () => {
    const vault = await open();
    await vault.writeCredential(id, credential('1'));
    const key = await vault.getOrCreateDatabaseKey(id, { dataExists: false });
    expect(entries.content.get(`organisation:${id}:credential`)).toEqual({
      v: 1,
      backend: 'gnome_libsecret',
      createdAt: '2026-11-24T08:00:00.000Z',
      sealed: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as string,
    });
    expect(file()).not.toContain('canary');
    expect(file()).not.toContain(Buffer.from(key.ok ? key.value : []).toString('base64'));
  });

  it('makes one database key of 32 bytes and keeps to it', async () => {
    const vault = await open();
    const [one, two] = await Promise.all([
      vault.getOrCreateDatabaseKey(id, { dataExists: false }),
      vault.getOrCreateDatabaseKey(id, { dataExists: false }),
    ]);
    expect(one.ok && one.value.byteLength).toBe(32);
    expect(two).toEqual(one);
    expect(await (await open()).getOrCreateDatabaseKey(id, { dataExists: true })).toEqual(one);
    const second = await vault.getOrCreateDatabaseKey(other, { dataExists: false });
    expect(second).not.toEqual(one);
  });

  it('forgets what is removed', async () => {
    const vault = await open();
    await vault.writeCredential(id, credential('1'));
    await vault.getOrCreateDatabaseKey(id, { dataExists: false });
    await vault.writeClientSecret('x');
    await vault.removeCredential(id);
    expect(await vault.readCredential(id)).toEqual(ok(null));
    expect(vault.listOrganisations()).toEqual(ok([id]));
    await vault.removeOrganisation(id);
    await vault.writeClientSecret('');
    expect(entries.content.size).toBe(0);
    expect(vault.hasClientSecret()).toBe(false);
  });

  it('moves a credential to the organisation it turns out to belong to', async () => {
    const vault = await open();
    await vault.writeCredential(id, credential('new'));
    await vault.writeCredential(other, credential('old'));
    await vault.moveCredential(id, other);
    expect(await vault.readCredential(other)).toEqual(ok(credential('new')));
    expect(await vault.readCredential(id)).toEqual(ok(null));
    await vault.moveCredential(other, other);
    expect(await vault.readCredential(other)).toEqual(ok(credential('new')));
  });

  it('never brings an older token back when it seals anew at the same time', async () => {
    const vault = await open();
    await vault.writeCredential(id, credential('old'));
    keyring.shouldReseal = true;
    await Promise.all([
      vault.readCredential(id),
      vault.writeCredential(id, credential('new')),
      vault.readCredential(id),
    ]);
    keyring.shouldReseal = false;
    expect(await (await open()).readCredential(id)).toEqual(ok(credential('new')));
  });

  it('seals anew where the system asks, and where the back end is another one that still opens it', async () => {
    await (await open()).writeCredential(id, credential('1'));
    const before = file();
    keyring.shouldReseal = true;
    await (await open()).readCredential(id);
    expect(file()).not.toBe(before);
    keyring.shouldReseal = false;
    keyring.backend = 'kwallet6';
    expect(await (await open()).readCredential(id)).toEqual(ok(credential('1')));
    expect(entries.content.get(`organisation:${id}:credential`)).toMatchObject({ backend: 'kwallet6' });
    expect(notices.map(({ kind }) => kind)).toEqual(['resealed', 'resealed']);
  });

  it('still reads where sealing anew fails', async () => {
    const vault = await open();
    await vault.writeCredential(id, credential('1'));
    keyring.shouldReseal = true;
    keyring.sealFails = true;
    expect(await vault.readCredential(id)).toEqual(ok(credential('1')));
    keyring.sealFails = false;
    expect(await vault.readCredential(id)).toEqual(ok(credential('1')));
  });
});

describe('a vault without a key store', () => {
  it.each<[string, Partial<Keyring>, string]>([
    ['Linux without a keyring', { isAvailable: false }, 'no_keyring'],
    ['Linux with the plain-text back end', { backend: 'basic_text' }, 'basic_text'],
    ['Linux that claims a keyring and seals with the known password', { prefix: 'v10' }, 'no_keyring'],
    ['Linux of unknown back end that seals with the known password', { backend: null, prefix: 'v10' }, 'no_keyring'],
    ['Linux whose probe fails', { sealFails: true }, 'no_keyring'],
    ['Linux whose keyring is locked', { isLocked: true }, 'no_keyring'],
    ['another system without its store', { isLinux: false, backend: null, isAvailable: false }, 'unavailable'],
    ['another system whose probe fails', { isLinux: false, backend: null, sealFails: true }, 'unavailable'],
  ])('on %s keeps everything in memory and writes nothing', async (_what, means, reason) => {
    Object.assign(keyring, means);
    const vault = await open();
    expect(vault.status()).toEqual({ state: 'memory', reason });
    await vault.writeCredential(id, credential('1'));
    await vault.writeClientSecret('canary');
    const key = await vault.getOrCreateDatabaseKey(id, { dataExists: false });
    expect(await vault.getOrCreateDatabaseKey(id, { dataExists: true })).toEqual(key);
    expect(await vault.readCredential(id)).toEqual(ok(credential('1')));
    expect(vault.hasClientSecret()).toBe(true);
    expect(vault.listOrganisations()).toEqual(ok([id]));
    expect(entries.writes).toBe(0);
  });

  it('takes the same first bytes for what they are on other systems', async () => {
    Object.assign(keyring, { isLinux: false, backend: null, prefix: 'v10' });
    expect((await open()).status().state).toBe('sealed');
  });

  it('takes a keyring of unknown name that really seals', async () => {
    keyring.backend = null;
    expect((await open()).status().state).toBe('sealed');
  });

  it('does not take sealed entries for lost, and makes no key over them', async () => {
    const sealed = await open();
    await sealed.writeCredential(id, credential('1'));
    const key = await sealed.getOrCreateDatabaseKey(id, { dataExists: false });
    keyring.isAvailable = false;
    const vault = await open();
    expect(kindOf(await vault.readCredential(id))).toBe('temporarilyUnavailable');
    expect(kindOf(await vault.getOrCreateDatabaseKey(id, { dataExists: false }))).toBe('temporarilyUnavailable');
    keyring.isAvailable = true;
    expect(await vault.recheck()).toEqual(ok({ state: 'sealed', reason: null }));
    expect(await vault.getOrCreateDatabaseKey(id, { dataExists: true })).toEqual(key);
  });

  it('seals what it had in memory once the key store is there', async () => {
    keyring.isAvailable = false;
    const vault = await open();
    await vault.writeCredential(id, credential('1'));
    expect(await vault.recheck()).toEqual(ok({ state: 'memory', reason: 'no_keyring' }));
    keyring.isAvailable = true;
    expect(await vault.recheck()).toEqual(ok({ state: 'sealed', reason: null }));
    expect(await (await open()).readCredential(id)).toEqual(ok(credential('1')));
  });

  it('removes a sealed entry although it can’t read it', async () => {
    await (await open()).writeCredential(id, credential('1'));
    keyring.isAvailable = false;
    const vault = await open();
    await vault.removeCredential(id);
    expect(entries.content.size).toBe(0);
  });
});
