import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LockState } from '../../../domain/app-lock.ts';
import { pauseAfter } from '../../../main/auth/vault-tries.ts';
import { openVault, type Vault } from '../../../main/auth/vault.ts';
import { idlePeriodMs } from '../../../main/service/app-lock-idle.ts';
import { AppLock, putAwayMs } from '../../../main/service/app-lock.ts';
import { createLog } from '../../../main/service/log.ts';
import { createKeyring, createMemoryEntries, type Keyring, type MemoryEntries } from '../auth/support/keyring.ts';
import { createVirtualTime, type VirtualTime } from '../auth/support/virtual-time.ts';

const right = 'Rübezahl trägt Grün';
const wrong = 'Rübezahl trägt Blau';
const cheap = { N: 2, r: 1, p: 1 };
const minute = 60_000;

let keyring: Keyring;
let entries: MemoryEntries;
let time: VirtualTime;
let vault: Vault;
let idleMs: number;
let cleared: number;
let states: LockState[];

beforeEach(async () => {
  keyring = createKeyring();
  entries = createMemoryEntries();
  time = createVirtualTime();
  [idleMs, cleared, states] = [0, 0, []];
  vault = await open();
});

const open = (): Promise<Vault> =>
  openVault({ storage: keyring, entries, clock: time.clock, timers: time.timers, cost: cheap });
function start(): Promise<AppLock> {
  return AppLock.open({
    ...{ vault, entries, clock: time.clock, timers: time.timers, cost: cheap },
    idleMs: () => idleMs,
    onState: (state) => states.push(state),
    clearPage: () => (cleared += 1),
    log: createLog(
      () => undefined,
      () => new Date(0),
    ),
  });
}
/** As after the end of the app: everything in memory is gone. */
async function restart(lock: AppLock): Promise<AppLock> {
  lock.stop();
  vault = await open();
  return start();
}
async function turnedOn(): Promise<AppLock> {
  const lock = await start();
  expect((await lock.turnOn(right)).ok).toBe(true);
  return lock;
}
async function locked(): Promise<AppLock> {
  const lock = await turnedOn();
  lock.confirm();
  return lock;
}
const codeOf = (answer: { ok: boolean; error?: { code: string } }): string => answer.error?.code ?? 'ok';
/** Lets what was asked come to its end; time stands still. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((done) => setImmediate(done));
}
/** Makes one try, and lets the time pass that it has to wait. */
async function attempt(lock: AppLock, passphrase: string): Promise<string> {
  const { waitMs } = lock.status();
  const answer = lock.unlock(passphrase);
  await settled();
  time.advance(waitMs);
  return codeOf(await answer);
}
/** Lets time pass as it does: looked at again and again, not in one leap, which would be a sleep. */
function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += idlePeriodMs) time.advance(idlePeriodMs);
}

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
    const file = JSON.stringify([...entries.content]);
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
    keyring.isAvailable = false;
    vault = await open();
    const lock = await start();
    expect(lock.status().passphrase).toBe('none');
    expect(codeOf(await lock.turnOn(right))).toBe('no_secure_storage');
    expect(lock.state).toBe('off');
  });

  it('stays off where the disk is full, and says so', async () => {
    const lock = await start();
    entries.failure = 'full';
    expect(codeOf(await lock.turnOn(right))).toBe('storage_full');
    expect(lock.state).toBe('off');
  });
});

describe('a lock that cannot be read', () => {
  it('stays shut without the keyring, and opens once it answers', async () => {
    const first = await turnedOn();
    keyring.isAvailable = false;
    const lock = await restart(first);
    expect(lock.state).toBe('locked');
    expect(await attempt(lock, right)).toBe('vault_locked');
    keyring.isAvailable = true;
    expect(await attempt(lock, right)).toBe('ok');
  });

  it.each<[string, () => void]>([
    ['another key', () => (keyring.password = 'other')],
    ['a damaged entry', () => entries.content.set('appLock', { v: 1, sealed: 'AAAA' })],
    ['no entry at all but a number', () => entries.content.set('appLock', 7)],
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
    keyring.isAvailable = false;
    vault = await open();
    await vault.setPassphrase(right);
  });

  it('the lock takes that one and no other, and the start opens both', async () => {
    const lock = await start();
    expect(lock.status().passphrase).toBe('vault');
    expect(codeOf(await lock.turnOn(wrong))).toBe('passphrase_wrong');
    expect(codeOf(await lock.turnOn(right))).toBe('ok');
    await lock.setRules({ afterMinutes: 15, withSystem: false });
    const next = await restart(lock);
    expect([next.state, vault.status().state]).toEqual(['locked', 'locked']);
    expect(await attempt(next, wrong)).toBe('passphrase_wrong');
    expect(await attempt(next, right)).toBe('ok');
    expect([next.state, vault.status().state]).toEqual(['open', 'passphrase']);
    expect(next.rules).toEqual({ afterMinutes: 15, withSystem: false });
  });

  it('follows a change of it', async () => {
    const lock = await locked();
    expect(await attempt(lock, right)).toBe('ok');
    await vault.setPassphrase('ein neuer Satz');
    lock.confirm();
    expect(await attempt(lock, right)).toBe('passphrase_wrong');
    expect(await attempt(lock, 'ein neuer Satz')).toBe('ok');
  });

  it('keeps it as its own when the keyring takes over', async () => {
    const lock = await turnedOn();
    keyring.isAvailable = true;
    await vault.setPassphrase('ein neuer Satz');
    await lock.keepOwn('ein neuer Satz');
    expect((await vault.removePassphrase('ein neuer Satz')).ok).toBe(true);
    const next = await restart(lock);
    expect([next.state, vault.status().state, next.status().passphrase]).toEqual(['locked', 'sealed', 'own']);
    expect(await attempt(next, right)).toBe('passphrase_wrong');
    expect(await attempt(next, 'ein neuer Satz')).toBe('ok');
  });

  it('a wrong one at handing over does no harm', async () => {
    const lock = await turnedOn();
    keyring.isAvailable = true;
    await lock.keepOwn(wrong);
    expect((await vault.removePassphrase(wrong)).ok).toBe(false);
    lock.confirm();
    expect(await attempt(lock, right)).toBe('ok');
  });
});

describe('tries', () => {
  it('wait longer and longer, also after a restart, and not after the right one', async () => {
    let lock = await locked();
    for (let made = 1; made <= 5; made += 1) {
      expect(await attempt(lock, wrong)).toBe('passphrase_wrong');
      expect(lock.status().waitMs).toBe(pauseAfter(made));
    }
    lock = await restart(lock);
    expect(lock.status().waitMs).toBe(pauseAfter(5));
    expect(pauseAfter(5)).toBe(8_000);
    const answer = lock.unlock(right);
    await settled();
    time.advance(7_999);
    await settled();
    expect(lock.state).toBe('locked');
    time.advance(1);
    expect(codeOf(await answer)).toBe('ok');
    lock.confirm();
    expect((await restart(lock)).status().waitMs).toBe(0);
  });

  it('count before they are looked at, so that ending the app in the middle gives none for free', async () => {
    const lock = await locked();
    const running = lock.unlock(wrong);
    await settled();
    await running;
    for (let made = 0; made < 3; made += 1) void lock.unlock(wrong);
    await settled();
    expect(entries.content.get('appLockTries')).toEqual({ v: 1, plain: 2 });
  });

  it('are not made sooner by setting the clock', async () => {
    const lock = await locked();
    for (let made = 0; made < 4; made += 1) await attempt(lock, wrong);
    const before = lock.status().waitMs;
    time.setWall(time.clock.wallMs() + 24 * 60 * minute);
    expect(lock.status().waitMs).toBe(before);
  });

  it('that could not be made count for nothing', async () => {
    const first = await turnedOn();
    keyring.isLocked = true;
    const lock = await restart(first);
    for (let made = 0; made < 5; made += 1) expect(await attempt(lock, wrong)).toBe('vault_locked');
    expect(lock.status().waitMs).toBe(0);
  });

  it('never open with a wrong one and always with the right one, in any order and over restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('wrong', 'right', 'lock', 'restart', 'system', 'sleep'), { maxLength: 14 }),
        async (steps) => {
          entries.content.clear();
          vault = await open();
          let lock = await locked();
          let isOpen = false;
          let failures = 0;
          for (const step of steps) {
            if (step === 'restart') lock = await restart(lock);
            if (step === 'lock') lock.confirm();
            if (step === 'system') {
              lock.followSystem();
              time.advance(putAwayMs);
            }
            if (step === 'sleep') {
              time.sleep(6 * minute);
              lock.resume();
              time.advance(putAwayMs);
            }
            if (step === 'right' || step === 'wrong') {
              const expected = isOpen || step === 'right' ? 'ok' : 'passphrase_wrong';
              expect(await attempt(lock, step === 'right' ? right : wrong)).toBe(expected);
              if (!isOpen) failures = step === 'right' ? 0 : failures + 1;
              if (step === 'right') isOpen = true;
            } else isOpen = false;
            expect(lock.state).toBe(isOpen ? 'open' : 'locked');
            expect(lock.status().waitMs).toBeLessThanOrEqual(pauseAfter(failures));
          }
          lock.stop();
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('locking by itself', () => {
  it('waits for the page to put everything away, and takes it away where it does not', async () => {
    const lock = await turnedOn();
    lock.lock();
    expect([lock.state, lock.isShut]).toEqual(['locking', true]);
    time.advance(putAwayMs - 1);
    expect([lock.state, cleared]).toEqual(['locking', 0]);
    time.advance(1);
    expect([lock.state, cleared]).toEqual(['locked', 1]);
    expect(await attempt(lock, right)).toBe('ok');
    lock.lock();
    lock.confirm();
    time.advance(putAwayMs);
    expect([lock.state, cleared]).toEqual(['locked', 1]);
    expect(states).toEqual(['open', 'locking', 'locked', 'open', 'locking', 'locked']);
  });

  it.each([1, 5, 15, 30] as const)('comes after %i idle minutes, not before', async (afterMinutes) => {
    const lock = await turnedOn();
    await lock.setRules({ afterMinutes, withSystem: true });
    pass(40 * minute);
    expect(lock.state).toBe('open');
    idleMs = afterMinutes * minute - 1;
    time.advance(idlePeriodMs);
    expect(lock.state).toBe('open');
    idleMs += 1;
    time.advance(idlePeriodMs);
    expect(lock.isShut).toBe(true);
  });

  it('never comes where the user said never', async () => {
    const lock = await turnedOn();
    await lock.setRules({ afterMinutes: null, withSystem: false });
    idleMs = 600 * minute;
    pass(60 * minute);
    lock.followSystem();
    time.sleep(600 * minute);
    lock.resume();
    expect(lock.state).toBe('open');
  });

  it('counts what the machine slept', async () => {
    const lock = await turnedOn();
    await lock.setRules({ afterMinutes: 30, withSystem: false });
    time.sleep(31 * minute);
    lock.resume();
    expect(lock.isShut).toBe(true);
  });

  it('does not come at once after unlocking, whatever the system says of idleness', async () => {
    const lock = await locked();
    idleMs = 600 * minute;
    expect(await attempt(lock, right)).toBe('ok');
    pass(4 * minute);
    expect(lock.state).toBe('open');
    pass(minute + idlePeriodMs);
    expect(lock.isShut).toBe(true);
  });

  it('follows the screen of the system, where that is wanted', async () => {
    const lock = await turnedOn();
    lock.followSystem();
    expect(lock.isShut).toBe(true);
  });
});
