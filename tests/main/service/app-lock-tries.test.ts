import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { pauseAfter } from '../../../main/auth/vault-tries.ts';
import { idlePeriodMs } from '../../../main/service/app-lock-idle.ts';
import { putAwayMs } from '../../../main/service/app-lock.ts';
import {
  attempt,
  bench,
  codeOf,
  locked,
  minute,
  openVaultAgain,
  pass,
  resetBench,
  restart,
  right,
  settled,
  turnedOn,
  wrong,
} from './support/lock-bench.ts';

beforeEach(resetBench);

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
    bench.time.advance(7_999);
    await settled();
    expect(lock.state).toBe('locked');
    bench.time.advance(1);
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
    expect(bench.entries.content.get('appLockTries')).toEqual({ v: 1, plain: 2 });
  });

  it('are not made sooner by setting the clock', async () => {
    const lock = await locked();
    for (let made = 0; made < 4; made += 1) await attempt(lock, wrong);
    const before = lock.status().waitMs;
    bench.time.setWall(bench.time.clock.wallMs() + 24 * 60 * minute);
    expect(lock.status().waitMs).toBe(before);
  });

  it('that could not be made count for nothing', async () => {
    const first = await turnedOn();
    bench.keyring.isLocked = true;
    const lock = await restart(first);
    for (let made = 0; made < 5; made += 1) expect(await attempt(lock, wrong)).toBe('vault_locked');
    expect(lock.status().waitMs).toBe(0);
  });

  it('never open with a wrong one and always with the right one, in any order and over restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('wrong', 'right', 'lock', 'restart', 'system', 'sleep'), { maxLength: 14 }),
        async (steps) => {
          bench.entries.content.clear();
          bench.vault = await openVaultAgain();
          let lock = await locked();
          let isOpen = false;
          let failures = 0;
          for (const step of steps) {
            if (step === 'restart') lock = await restart(lock);
            if (step === 'lock') lock.confirm();
            if (step === 'system') {
              lock.followSystem();
              bench.time.advance(putAwayMs);
            }
            if (step === 'sleep') {
              bench.time.sleep(6 * minute);
              lock.resume();
              bench.time.advance(putAwayMs);
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
    bench.time.advance(putAwayMs - 1);
    expect([lock.state, bench.cleared]).toEqual(['locking', 0]);
    bench.time.advance(1);
    expect([lock.state, bench.cleared]).toEqual(['locked', 1]);
    expect(await attempt(lock, right)).toBe('ok');
    lock.lock();
    lock.confirm();
    bench.time.advance(putAwayMs);
    expect([lock.state, bench.cleared]).toEqual(['locked', 1]);
    expect(bench.states).toEqual(['open', 'locking', 'locked', 'open', 'locking', 'locked']);
  });

  it.each([1, 5, 15, 30] as const)('comes after %i idle minutes, not before', async (afterMinutes) => {
    const lock = await turnedOn();
    await lock.setRules({ afterMinutes, withSystem: true });
    pass(40 * minute);
    expect(lock.state).toBe('open');
    bench.idleMs = afterMinutes * minute - 1;
    bench.time.advance(idlePeriodMs);
    expect(lock.state).toBe('open');
    bench.idleMs += 1;
    bench.time.advance(idlePeriodMs);
    expect(lock.isShut).toBe(true);
  });

  it('never comes where the user said never', async () => {
    const lock = await turnedOn();
    await lock.setRules({ afterMinutes: null, withSystem: false });
    bench.idleMs = 600 * minute;
    pass(60 * minute);
    lock.followSystem();
    bench.time.sleep(600 * minute);
    lock.resume();
    expect(lock.state).toBe('open');
  });

  it('counts what the machine slept', async () => {
    const lock = await turnedOn();
    await lock.setRules({ afterMinutes: 30, withSystem: false });
    bench.time.sleep(31 * minute);
    lock.resume();
    expect(lock.isShut).toBe(true);
  });

  it('does not come at once after unlocking, whatever the system says of idleness', async () => {
    const lock = await locked();
    bench.idleMs = 600 * minute;
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
