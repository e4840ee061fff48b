import { beforeEach, describe, expect, it } from 'vitest';
import { ok, type Result } from '../../../domain/result.ts';
import type { StoredCredential } from '../../../main/auth/tokens.ts';
import { usualCost, wrapMasterKey } from '../../../main/auth/vault-passphrase.ts';
import { openVault, type Vault } from '../../../main/auth/vault.ts';
import { createKeyring, createMemoryEntries, type Keyring, type MemoryEntries } from './support/keyring.ts';
import { createVirtualTime, type VirtualTime } from './support/virtual-time.ts';

const id = '5b0c0d4e-6c1f-4a53-9c8e-0d9f1d0a1b2c';
const other = '6c1d1e5f-7d20-4b64-8d9f-1e0a2e1b2c3d';
const passphrase = 'Rübezahl trägt Grün';
const apiKey: StoredCredential = { kind: 'apiKey', key: 'canary-key' };

let keyring: Keyring;
let entries: MemoryEntries;
let time: VirtualTime;
beforeEach(() => {
  keyring = createKeyring();
  keyring.isAvailable = false;
  entries = createMemoryEntries();
  time = createVirtualTime();
});

const open = (): Promise<Vault> =>
  openVault({
    storage: keyring,
    entries,
    clock: time.clock,
    timers: time.timers,
    cost: { N: 2, r: 1, p: 1 },
  });
const codeOf = (result: { ok: boolean; error?: { error: { code: string } } }): string =>
  result.ok ? 'ok' : (result.error?.error.code ?? '');
function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`an error where a value was expected: ${JSON.stringify(result.error)}`);
  return result.value;
}
const file = (): string => JSON.stringify([...entries.content]);

/** A vault sealed by the passphrase with one credential and one key in it. */
async function sealed(): Promise<{ vault: Vault; key: Uint8Array }> {
  const vault = await open();
  await vault.writeCredential(id, apiKey);
  valueOf(await vault.setPassphrase(passphrase));
  return { vault, key: valueOf(await vault.getOrCreateDatabaseKey(id, { dataExists: false })) };
}

/** Makes the write of the n-th entry and all after it fail, as a kill at that moment would. */
async function killedAtWrite(n: number, work: (vault: Vault) => Promise<unknown>, vault: Vault): Promise<void> {
  const { write, remove } = entries;
  let writes = 0;
  const dies = (): boolean => (writes += 1) > n;
  entries.write = (name, entry) => (dies() ? { ok: false, error: 'failed' } : write(name, entry));
  entries.remove = (name) => (dies() ? { ok: false, error: 'failed' } : remove(name));
  await work(vault);
  Object.assign(entries, { write, remove });
}

describe('a passphrase', () => {
  it('makes what was in memory durable, and opens it in the next run', async () => {
    const { vault, key } = await sealed();
    expect(vault.status()).toEqual({ state: 'passphrase', reason: 'no_keyring' });
    const again = await open();
    expect(again.status()).toEqual({ state: 'locked', reason: 'no_keyring' });
    expect(await again.unlock(passphrase)).toEqual(ok({ state: 'passphrase', reason: 'no_keyring' }));
    expect(await again.readCredential(id)).toEqual(ok(apiKey));
    expect(await again.getOrCreateDatabaseKey(id, { dataExists: true })).toEqual(ok(key));
  });

  it('opens also where its letters are put together in another way', async () => {
    await sealed();
    expect((await (await open()).unlock(passphrase.normalize('NFD'))).ok).toBe(true);
  });

  it('leaves neither itself nor a secret in the file', async () => {
    const { vault, key } = await sealed();
    await vault.writeClientSecret('canary-client');
    for (const secret of [passphrase, 'canary', Buffer.from(key).toString('base64')]) {
      expect(file()).not.toContain(secret);
      expect(file()).not.toContain(Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, ''));
    }
    expect(entries.content.get('passphrase')).toMatchObject({ v: 2, kdf: 'scrypt', cost: { N: 2, r: 1, p: 1 } });
  });

  it('costs 128 MB to try unless a test says otherwise, and each has a salt of its own', async () => {
    expect(128 * usualCost.N * usualCost.r).toBe(2 ** 27);
    const key = new Uint8Array(32);
    const [one, two] = await Promise.all([
      wrapMasterKey(key, passphrase, usualCost, ''),
      wrapMasterKey(key, passphrase, { N: 2, r: 1, p: 1 }, ''),
    ]);
    expect(one.cost).toEqual(usualCost);
    expect(one.salt).not.toBe(two.salt);
  });

  it('can be changed; only the new one opens then', async () => {
    const { vault } = await sealed();
    valueOf(await vault.setPassphrase('another passphrase'));
    const again = await open();
    expect(codeOf(await again.unlock(passphrase))).toBe('passphrase_wrong');
    valueOf(await again.unlock('another passphrase'));
    expect(await again.readCredential(id)).toEqual(ok(apiKey));
  });

  it('is neither set where the system seals, nor over one that was not given', async () => {
    await sealed();
    expect(codeOf(await (await open()).setPassphrase('another passphrase'))).toBe('passphrase_needed');
    entries.content.clear();
    keyring.isAvailable = true;
    expect(codeOf(await (await open()).setPassphrase(passphrase))).toBe('invalid_input');
    expect(entries.content.size).toBe(0);
  });
});

describe('a locked vault', () => {
  it('gives nothing, takes nothing and makes no key', async () => {
    await sealed();
    const before = file();
    const vault = await open();
    expect(codeOf(await vault.readCredential(id))).toBe('passphrase_needed');
    expect(codeOf(await vault.writeCredential(other, apiKey))).toBe('passphrase_needed');
    expect(codeOf(await vault.getOrCreateDatabaseKey(id, { dataExists: false }))).toBe('passphrase_needed');
    expect(codeOf(await vault.getOrCreateDatabaseKey(other, { dataExists: false }))).toBe('passphrase_needed');
    expect(vault.listOrganisations()).toEqual(ok([id]));
    expect(file()).toBe(before);
  });

  it('stays locked while the keyring comes and goes, and opens by the passphrase all the same', async () => {
    await sealed();
    keyring.isAvailable = true;
    const vault = await open();
    expect(valueOf(await vault.recheck())).toEqual({ state: 'locked', reason: null });
    expect(valueOf(await vault.unlock(passphrase))).toEqual({ state: 'passphrase', reason: null });
  });

  it('lets tries wait longer and longer, one after the other, and forgets that with the right one', async () => {
    await sealed();
    const vault = await open();
    for (let i = 0; i < 2; i += 1) expect(codeOf(await vault.unlock('a wrong passphrase'))).toBe('passphrase_wrong');
    const answers: string[] = [];
    const tries = [vault.unlock('a wrong passphrase'), vault.unlock(passphrase)];
    const noted = tries.map(async (one) => answers.push(codeOf(await one)));
    for (const pauseMs of [1_000, 2_000]) {
      while (time.pending() === 0) await new Promise((done) => setImmediate(done));
      time.advance(pauseMs - 1);
      const before = answers.length;
      await new Promise((done) => setImmediate(done));
      expect(answers).toHaveLength(before);
      time.advance(1);
      while (answers.length === before) await new Promise((done) => setImmediate(done));
    }
    await Promise.all(noted);
    expect(answers).toEqual(['passphrase_wrong', 'ok']);
    expect((await vault.unlock(passphrase)).ok).toBe(true);
    expect(time.pending()).toBe(0);
  });

  it.each<[string, (header: Record<string, unknown>) => unknown, string]>([
    ['no header', () => 'text', 'vault_locked'],
    ['a cost beyond this machine', (old) => ({ ...old, cost: { N: 2 ** 30, r: 8, p: 1 } }), 'vault_locked'],
    ['a cost that is no power of two', (old) => ({ ...old, cost: { N: 3, r: 1, p: 1 } }), 'vault_locked'],
    ['another way to derive', (old) => ({ ...old, kdf: 'plain' }), 'vault_locked'],
    ['another salt', (old) => ({ ...old, salt: 'AAAA' }), 'passphrase_wrong'],
    ['another cost', (old) => ({ ...old, cost: { N: 4, r: 1, p: 1 } }), 'passphrase_wrong'],
    ['a cut key', (old) => ({ ...old, sealed: 'AAAA' }), 'passphrase_wrong'],
  ])('with %s in the file says so and changes nothing', async (_what, change, code) => {
    await sealed();
    entries.content.set('passphrase', change(entries.content.get('passphrase') as Record<string, unknown>));
    const before = file();
    const vault = await open();
    expect(codeOf(await vault.unlock(passphrase))).toBe(code);
    expect(vault.status().state).toBe('locked');
    expect(file()).toBe(before);
  });

  it('does not open an entry that was exchanged with another', async () => {
    const { vault } = await sealed();
    await vault.writeCredential(other, { kind: 'apiKey', key: 'canary-other' });
    const [one, two] = [`organisation:${id}:credential`, `organisation:${other}:credential`];
    const [first, second] = [entries.content.get(one), entries.content.get(two)];
    entries.content.set(one, second).set(two, first);
    expect(codeOf(await vault.readCredential(id))).toBe('vault_locked');
  });
});

describe('handing over to the keyring', () => {
  it('seals everything by the system and needs no passphrase any more', async () => {
    const { vault, key } = await sealed();
    keyring.isAvailable = true;
    expect(await vault.removePassphrase(passphrase)).toEqual(ok({ state: 'sealed', reason: null }));
    expect(entries.content.has('passphrase')).toBe(false);
    const again = await open();
    expect(again.status()).toEqual({ state: 'sealed', reason: null });
    expect(await again.readCredential(id)).toEqual(ok(apiKey));
    expect(await again.getOrCreateDatabaseKey(id, { dataExists: true })).toEqual(ok(key));
  });

  it('is refused without a keyring, and with a wrong passphrase', async () => {
    const { vault } = await sealed();
    const before = file();
    expect(codeOf(await vault.removePassphrase(passphrase))).toBe('no_secure_storage');
    keyring.isAvailable = true;
    expect(codeOf(await vault.removePassphrase('a wrong passphrase'))).toBe('passphrase_wrong');
    expect(file()).toBe(before);
  });

  it.each([0, 1, 2])('that is cut off after %i writes leaves everything openable', async (n) => {
    const { vault, key } = await sealed();
    keyring.isAvailable = true;
    await killedAtWrite(n, (one) => one.removePassphrase(passphrase), vault);
    const again = await open();
    valueOf(await again.unlock(passphrase));
    expect(await again.readCredential(id)).toEqual(ok(apiKey));
    expect(await again.getOrCreateDatabaseKey(id, { dataExists: true })).toEqual(ok(key));
    expect(valueOf(await again.removePassphrase(passphrase)).state).toBe('sealed');
  });
});

describe('setting a passphrase that is cut off', () => {
  it.each([0, 1, 2])('after %i writes leaves what was there, in memory or sealed', async (n) => {
    const vault = await open();
    await vault.writeCredential(id, apiKey);
    await vault.writeClientSecret('canary-client');
    await killedAtWrite(n, (one) => one.setPassphrase(passphrase), vault);
    expect(await vault.readCredential(id)).toEqual(ok(apiKey));
    expect(await vault.readClientSecret()).toEqual(ok('canary-client'));
    expect(vault.status().state).toBe(n === 0 ? 'memory' : 'passphrase');
    // The next try completes it.
    valueOf(await vault.setPassphrase(passphrase));
    const again = await open();
    valueOf(await again.unlock(passphrase));
    expect(await again.readClientSecret()).toEqual(ok('canary-client'));
  });
});

describe('setting an organisation aside', () => {
  it('keeps its entries under another name, byte for byte, and frees its own', async () => {
    const { vault } = await sealed();
    await vault.writeCredential(other, apiKey);
    const kept = entries.content.get(`organisation:${id}:databaseKey`);
    valueOf(await vault.setOrganisationAside(id, '20261124T080000000Z'));
    expect(vault.listOrganisations()).toEqual(ok([other]));
    expect(entries.content.get(`quarantine:20261124T080000000Z:organisation:${id}:databaseKey`)).toBe(kept);
    expect(vault.status().state).toBe('passphrase');
    expect((await vault.getOrCreateDatabaseKey(id, { dataExists: false })).ok).toBe(true);
  });

  it('takes a forgotten passphrase with the last one, so that the user can begin anew', async () => {
    const { vault } = await sealed();
    await vault.writeCredential(other, apiKey);
    await vault.writeClientSecret('canary-client');
    const again = await open();
    valueOf(await again.setOrganisationAside(id, 'a'));
    expect(again.status().state).toBe('locked');
    valueOf(await again.setOrganisationAside(other, 'b'));
    expect(again.status()).toEqual({ state: 'memory', reason: 'no_keyring' });
    expect([...entries.content.keys()].sort()).toEqual([
      `quarantine:a:organisation:${id}:credential`,
      `quarantine:a:organisation:${id}:databaseKey`,
      'quarantine:b:clientSecret',
      `quarantine:b:organisation:${other}:credential`,
      'quarantine:b:passphrase',
    ]);
    expect((await open()).status().state).toBe('memory');
    valueOf(await again.setPassphrase('another passphrase'));
  });
});
