import type { VaultStatus, vaultReasons } from '../../domain/organisation.ts';
import type { SealingMeans, SecureStorage } from './vault-ports.ts';

/** What Chromium puts before a text that it sealed with a password that stands in its source. Linux only. */
const hardCodedKeyPrefix = 'v10';

/** Where secrets can go on this machine, by which back end the system would seal them, and the open master key. */
export interface VaultMode {
  status: VaultStatus;
  backend: string | null;
  /** Only in the state `passphrase`. */
  masterKey: Uint8Array | null;
}

/**
 * Decides whether secrets may be written. The system's word is not enough on Linux: without a keyring Chromium seals
 * with a password known to everyone, which a probe shows.
 */
export async function decideMode(storage: SecureStorage): Promise<VaultMode> {
  const means = await storage.inspect();
  const { backend } = means;
  const inMemory = (reason: (typeof vaultReasons)[number]): VaultMode => ({
    status: { state: 'memory', reason },
    backend,
    masterKey: null,
  });
  if (means.isLinux && backend === 'basic_text') return inMemory('basic_text');
  if (!means.isAvailable) return inMemory(means.isLinux ? 'no_keyring' : 'unavailable');
  const probe = await storage.seal('probe');
  if (!probe.ok) return inMemory(means.isLinux ? 'no_keyring' : 'unavailable');
  if (isReadableByAnyone(probe.value, means)) return inMemory('no_keyring');
  return { status: { state: 'sealed', reason: null }, backend, masterKey: null };
}

/** The mode of a vault that a passphrase seals: locked until there is a master key. */
export function passphraseMode(means: VaultMode, masterKey: Uint8Array | null): VaultMode {
  const state = masterKey === null ? 'locked' : 'passphrase';
  return { ...means, status: { state, reason: means.status.reason }, masterKey };
}

function isReadableByAnyone(sealed: Uint8Array, means: SealingMeans): boolean {
  return means.isLinux && Buffer.from(sealed.subarray(0, 3)).toString('latin1') === hardCodedKeyPrefix;
}
