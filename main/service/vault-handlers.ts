import type { AppError } from '../../domain/errors.ts';
import type { VaultStatus } from '../../domain/organisation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { topics, type Handlers } from '../../preload/contract.ts';
import type { VaultFailure } from '../auth/vault-failure.ts';
import type { Vault } from '../auth/vault.ts';
import type { AppLock } from './app-lock.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

/** `vault.*`: where secrets are kept. What follows from a change is done before the answer. */
export function vaultHandlers(
  vault: Vault,
  organisations: Organisations,
  ports: Ports,
  lock: Pick<AppLock, 'keepOwn'>,
): Handlers['vault'] {
  /** What was only in memory becomes durable, and what was locked is tried again. */
  const follow = async (
    changing: Promise<Result<VaultStatus, VaultFailure>>,
  ): Promise<Result<VaultStatus, AppError>> => {
    const changed = await changing;
    if (!changed.ok) return fail(changed.error.error);
    await organisations.open();
    const settled = await organisations.settle();
    ports.log.info('vault.changed', { state: vault.status().state });
    ports.emit('changed', { topics: [...topics] });
    return settled.ok ? ok(vault.status()) : settled;
  };
  return {
    recheck: () => follow(vault.recheck()),
    setPassphrase: ({ passphrase }) => follow(vault.setPassphrase(passphrase)),
    unlock: ({ passphrase }) => follow(vault.unlock(passphrase)),
    removePassphrase: async ({ passphrase }) => {
      const kept = await lock.keepOwn(passphrase);
      return kept.ok ? follow(vault.removePassphrase(passphrase)) : kept;
    },
  };
}
