import { beforeEach, describe, expect, it } from 'vitest';
import {
  attempt,
  bench,
  codeOf,
  locked,
  openVaultAgain,
  resetBench,
  restart,
  right,
  start,
  turnedOn,
  wrong,
} from './support/lock-bench.ts';

beforeEach(resetBench);

describe('a lock of its own', () => {
  it('is off until it is set, then open, and the next start is locked', async () => {
    const lock = await start();
    expect(lock.status()).toMatchObject({ state: 'off', passphrase: 'own', waitMs: 0 });
    lock.lock();
    expect(lock.state).toBe('off');
    await lock.turnOn(right);
    expect(lock.state).toBe('open');
    const next = await restart(lock);
    expect(next.state).toBe('locked');
    expect(await attempt(next, right)).toBe('ok');
    expect(next.state).toBe('open');
  });

  it('leaves no trace of the passphrase in the file', async () => {
    await turnedOn();
    const file = JSON.stringify([...bench.entries.content]);
    expect(file).not.toContain(right);
    expect(file).not.toContain(Buffer.from(right).toString('base64'));
  });

  it.each(['', 'x', wrong, `${right} `, right.toLowerCase()])('is not opened by %j', async (typed) => {
    const lock = await locked();
    expect(await attempt(lock, typed)).toBe('passphrase_wrong');
    expect(lock.state).toBe('locked');
  });

  it('is opened by the same text in another normal form', async () => {
    const lock = await locked();
    expect(await attempt(lock, right.normalize('NFD'))).toBe('ok');
  });

  it('changes and goes only with the present passphrase, and never while locked', async () => {
    const lock = await turnedOn();
    expect(codeOf(await lock.change(wrong, 'ganz etwas anderes'))).toBe('passphrase_wrong');
    expect(codeOf(await lock.turnOff(wrong))).toBe('passphrase_wrong');
    lock.confirm();
    expect(codeOf(await lock.turnOff(right))).toBe('app_locked');
    expect(codeOf(await lock.change(right, 'ganz etwas anderes'))).toBe('invalid_input');
    expect(codeOf(await lock.setRules({ afterMinutes: null, withSystem: false }))).toBe('invalid_input');
    expect(codeOf(await lock.turnOn('noch etwas anderes'))).toBe('invalid_input');
    expect(await attempt(lock, right)).toBe('ok');
    expect(codeOf(await lock.change(right, 'ganz etwas anderes'))).toBe('ok');
    lock.confirm();
    expect(await attempt(lock, right)).toBe('passphrase_wrong');
    expect(await attempt(lock, 'ganz etwas anderes')).toBe('ok');
    expect(codeOf(await lock.turnOff('ganz etwas anderes'))).toBe('ok');
    expect((await restart(lock)).state).toBe('off');
  });

  it('cannot be set where nothing can be kept', async () => {
    bench.keyring.isAvailable = false;
    bench.vault = await openVaultAgain();
    const lock = await start();
    expect(lock.status().passphrase).toBe('none');
    expect(codeOf(await lock.turnOn(right))).toBe('no_secure_storage');
    expect(lock.state).toBe('off');
  });

  it('stays off where the disk is full, and says so', async () => {
    const lock = await start();
    bench.entries.failure = 'full';
    expect(codeOf(await lock.turnOn(right))).toBe('storage_full');
    expect(lock.state).toBe('off');
  });
});

describe('a lock that cannot be read', () => {
  it('stays shut without the keyring, and opens once it answers', async () => {
    const first = await turnedOn();
    bench.keyring.isAvailable = false;
    const lock = await restart(first);
    expect(lock.state).toBe('locked');
    expect(await attempt(lock, right)).toBe('vault_locked');
    bench.keyring.isAvailable = true;
    expect(await attempt(lock, right)).toBe('ok');
  });

  it.each<[string, () => void]>([
    ['another key', () => (bench.keyring.password = 'other')],
    ['a damaged entry', () => bench.entries.content.set('appLock', { v: 1, sealed: 'AAAA' })],
    ['no entry at all but a number', () => bench.entries.content.set('appLock', 7)],
  ])('stays shut with %s', async (_what, damage) => {
    const first = await turnedOn();
    damage();
    const lock = await restart(first);
    expect(lock.state).toBe('locked');
    expect(await attempt(lock, right)).toBe('vault_locked');
    expect(lock.state).toBe('locked');
  });
});

describe('where a passphrase seals the vault', () => {
  beforeEach(async () => {
    bench.keyring.isAvailable = false;
    bench.vault = await openVaultAgain();
    await bench.vault.setPassphrase(right);
  });

  it('the lock takes that one and no other, and the start opens both', async () => {
    const lock = await start();
    expect(lock.status().passphrase).toBe('vault');
    expect(codeOf(await lock.turnOn(wrong))).toBe('passphrase_wrong');
    expect(codeOf(await lock.turnOn(right))).toBe('ok');
    await lock.setRules({ afterMinutes: 15, withSystem: false });
    const next = await restart(lock);
    expect([next.state, bench.vault.status().state]).toEqual(['locked', 'locked']);
    expect(await attempt(next, wrong)).toBe('passphrase_wrong');
    expect(await attempt(next, right)).toBe('ok');
    expect([next.state, bench.vault.status().state]).toEqual(['open', 'passphrase']);
    expect(next.rules).toEqual({ afterMinutes: 15, withSystem: false });
  });

  it('follows a change of it', async () => {
    const lock = await locked();
    expect(await attempt(lock, right)).toBe('ok');
    await bench.vault.setPassphrase('ein neuer Satz');
    lock.confirm();
    expect(await attempt(lock, right)).toBe('passphrase_wrong');
    expect(await attempt(lock, 'ein neuer Satz')).toBe('ok');
  });

  it('keeps it as its own when the keyring takes over', async () => {
    const lock = await turnedOn();
    bench.keyring.isAvailable = true;
    await bench.vault.setPassphrase('ein neuer Satz');
    await lock.keepOwn('ein neuer Satz');
    expect((await bench.vault.removePassphrase('ein neuer Satz')).ok).toBe(true);
    const next = await restart(lock);
    expect([next.state, bench.vault.status().state, next.status().passphrase]).toEqual(['locked', 'sealed', 'own']);
    expect(await attempt(next, right)).toBe('passphrase_wrong');
    expect(await attempt(next, 'ein neuer Satz')).toBe('ok');
  });

  it('a wrong one at handing over does no harm', async () => {
    const lock = await turnedOn();
    bench.keyring.isAvailable = true;
    await lock.keepOwn(wrong);
    expect((await bench.vault.removePassphrase(wrong)).ok).toBe(false);
    lock.confirm();
    expect(await attempt(lock, right)).toBe('ok');
  });
});
