import type { LockStatus } from '../../domain/app-lock.ts';
import type { AppError } from '../../domain/errors.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { Vault } from '../auth/vault.ts';
import type { LockDesk } from './app-lock-desk.ts';
import type { Organisations } from './organisations.ts';

export interface AppLockHandlerParts {
  desk: Pick<LockDesk, 'lock' | 'status' | 'handOver'>;
  vault: Vault;
  organisations: Organisations;
}

/** `lock.*`: the lock of the whole app. */
export function appLockHandlers({ desk, vault, organisations }: AppLockHandlerParts): Handlers['lock'] {
  const { lock } = desk;
  const status = (): LockStatus => desk.status();
  const answer = async (work: Promise<Result<undefined, AppError>>): Promise<Result<LockStatus, AppError>> => {
    const done = await work;
    return done.ok ? ok(status()) : done;
  };
  return {
    status: () => Promise.resolve(ok(status())),
    lock: () => {
      lock.confirm();
      return Promise.resolve(ok(status()));
    },
    unlock: async ({ passphrase }) => {
      const wasVaultLocked = vault.status().state === 'locked';
      const opened = await lock.unlock(passphrase);
      if (opened.ok && wasVaultLocked) {
        await organisations.open();
        await organisations.settle();
      }
      if (!opened.ok) return opened;
      // As the page knows it: what waited is on its way with this answer.
      const answered = ok(status());
      desk.handOver();
      return answered;
    },
    turnOn: ({ passphrase }) => answer(lock.turnOn(passphrase)),
    change: ({ current, passphrase }) => answer(lock.change(current, passphrase)),
    turnOff: ({ passphrase }) => answer(lock.turnOff(passphrase)),
    setRules: (rules) => answer(lock.setRules(rules)),
    signOutEverywhere: async () => {
      // Where the vault itself is locked, nothing is in reach without its passphrase, and its own screen leads on.
      if (lock.state !== 'locked' || vault.status().state === 'locked') return answer(lock.endSignedOut());
      // Out of reach first, then open: a kill in between leaves a locked app.
      const signedOut = await organisations.signOutEverywhere();
      return signedOut.ok ? answer(lock.endSignedOut()) : signedOut;
    },
  };
}
