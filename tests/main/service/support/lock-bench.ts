import { expect } from 'vitest';
import type { LockState } from '../../../../domain/app-lock.ts';
import { openVault, type Vault } from '../../../../main/auth/vault.ts';
import { idlePeriodMs } from '../../../../main/service/app-lock-idle.ts';
import { AppLock } from '../../../../main/service/app-lock.ts';
import { createLog } from '../../../../main/service/log.ts';
import { createKeyring, createMemoryEntries, type Keyring, type MemoryEntries } from '../../auth/support/keyring.ts';
import { createVirtualTime, type VirtualTime } from '../../auth/support/virtual-time.ts';

export const right = 'Rübezahl trägt Grün';
export const wrong = 'Rübezahl trägt Blau';
export const minute = 60_000;
const cost = { N: 2, r: 1, p: 1 };

/** A machine with a vault, on which an app lock is tried out. */
export interface LockBench {
  keyring: Keyring;
  entries: MemoryEntries;
  time: VirtualTime;
  vault: Vault;
  /** How long nobody has touched the machine, ms. */
  idleMs: number;
  /** How often the page was taken away. */
  cleared: number;
  /** Every state that the lock told, in order. */
  states: LockState[];
}

/** The bench of the running test; see `resetBench`. */
export const bench = {} as LockBench;

/** To be called before each test: a machine that is new. */
export async function resetBench(): Promise<void> {
  Object.assign(bench, {
    ...{ keyring: createKeyring(), entries: createMemoryEntries(), time: createVirtualTime() },
    ...{ idleMs: 0, cleared: 0, states: [] },
  });
  bench.vault = await openVaultAgain();
}

/** The vault as the next start opens it. */
export function openVaultAgain(): Promise<Vault> {
  const { keyring: storage, entries, time } = bench;
  return openVault({ storage, entries, clock: time.clock, timers: time.timers, cost });
}

export function start(): Promise<AppLock> {
  const { vault, entries, time, states } = bench;
  const silent = createLog(
    () => undefined,
    () => new Date(0),
  );
  return AppLock.open({
    ...{ vault, entries, clock: time.clock, timers: time.timers, cost, log: silent },
    idleMs: () => bench.idleMs,
    onState: (state) => states.push(state),
    clearPage: () => (bench.cleared += 1),
  });
}

/** As after the end of the app: everything in memory is gone. */
export async function restart(lock: AppLock): Promise<AppLock> {
  lock.stop();
  bench.vault = await openVaultAgain();
  return start();
}

export async function turnedOn(): Promise<AppLock> {
  const lock = await start();
  expect((await lock.turnOn(right)).ok).toBe(true);
  return lock;
}

export async function locked(): Promise<AppLock> {
  const lock = await turnedOn();
  lock.confirm();
  return lock;
}

export const codeOf = (answer: { ok: boolean; error?: { code: string } }): string => answer.error?.code ?? 'ok';

/** Lets what was asked come to its end; time stands still. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((done) => setImmediate(done));
}

/** Makes one try, and lets the time pass that it has to wait. */
export async function attempt(lock: AppLock, passphrase: string): Promise<string> {
  const { waitMs } = lock.status();
  const answer = lock.unlock(passphrase);
  await settled();
  bench.time.advance(waitMs);
  return codeOf(await answer);
}

/** Lets time pass as it does: looked at again and again, not in one leap, which would be a sleep. */
export function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += idlePeriodMs) bench.time.advance(idlePeriodMs);
}
