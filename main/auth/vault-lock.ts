import { assertNever, ok, type Result } from '../../domain/result.ts';
import { vaultFailure, type VaultFailure } from './vault-failure.ts';
import { decideMode, passphraseMode } from './vault-mode.ts';
import { createMasterKey, unwrapMasterKey, usualCost, wrapMasterKey } from './vault-passphrase.ts';
import type { Kept, VaultParts, VaultSecrets } from './vault-secrets.ts';
import { Tries, type TryOutcome } from './vault-tries.ts';

/**
 * Sealing by the user's passphrase. The passphrase seals a random master key, the master key seals the entries; so a new
 * passphrase changes one entry only. The header with the master key is durable before anything is sealed by it, and goes
 * only when nothing is any more: a kill leaves the old way or the new one.
 */
export class VaultLock {
  readonly #parts: VaultParts;
  readonly #secrets: VaultSecrets;
  readonly #tries: Tries;

  constructor(parts: VaultParts, secrets: VaultSecrets) {
    this.#parts = parts;
    this.#secrets = secrets;
    this.#tries = new Tries(parts);
  }

  /** Seals with a passphrase what is in memory now; or changes the passphrase, once it is open. */
  set(passphrase: string): Kept<void> {
    return this.#secrets.inTurn(async () => {
      const { mode } = this.#secrets;
      switch (mode.status.state) {
        case 'locked':
          return vaultFailure('passphraseNeeded');
        case 'sealed':
          return vaultFailure('sealedBySystem');
        case 'passphrase':
          return mode.masterKey === null ? vaultFailure('passphraseNeeded') : this.#change(mode.masterKey, passphrase);
        case 'memory':
          return this.#begin(passphrase);
        default:
          return assertNever(mode.status.state);
      }
    });
  }

  /** Opens what a passphrase seals; `passphraseWrong`. Where there is none, there is nothing to open. */
  unlock(passphrase: string): Kept<void> {
    return this.#tries.make(() => this.#secrets.inTurn(() => this.#unlock(passphrase)), judge);
  }

  /** Whether this is the passphrase; opens nothing. `passphraseWrong`; its caller counts the tries. */
  check(passphrase: string): Kept<void> {
    return this.#secrets.inTurn(async () => {
      const opened = await this.#open(passphrase);
      if (!opened.ok) return opened;
      return opened.value === null ? vaultFailure('sealedBySystem') : ok(undefined);
    });
  }

  /** Hands everything over to the system's keyring; `noKeyring`, `passphraseWrong`. */
  remove(passphrase: string): Kept<void> {
    return this.#tries.make(() => this.#secrets.inTurn(() => this.#remove(passphrase)), judge);
  }

  async #begin(passphrase: string): Kept<void> {
    // The file may have become readable only now: a header in it seals what must not be lost.
    const found = this.#secrets.header();
    if (!found.ok) return found;
    if (found.value !== null) {
      this.#secrets.enter(passphraseMode(this.#secrets.mode, null));
      return vaultFailure('passphraseNeeded');
    }
    const masterKey = createMasterKey();
    const written = await this.#writeHeader(masterKey, passphrase);
    if (!written.ok) return written;
    this.#secrets.enter(passphraseMode(this.#secrets.mode, masterKey));
    return this.#secrets.sealMemory();
  }

  /** Also completes what a failing disk left in memory. */
  async #change(masterKey: Uint8Array, passphrase: string): Kept<void> {
    const written = await this.#writeHeader(masterKey, passphrase);
    return written.ok ? this.#secrets.sealMemory() : written;
  }

  async #unlock(passphrase: string): Kept<void> {
    const masterKey = await this.#open(passphrase);
    if (!masterKey.ok || masterKey.value === null) return masterKey.ok ? ok(undefined) : masterKey;
    this.#secrets.enter(passphraseMode(this.#secrets.mode, masterKey.value));
    return this.#secrets.sealMemory();
  }

  async #remove(passphrase: string): Kept<void> {
    const masterKey = await this.#open(passphrase);
    if (!masterKey.ok || masterKey.value === null) return masterKey.ok ? ok(undefined) : masterKey;
    this.#secrets.enter(passphraseMode(this.#secrets.mode, masterKey.value));
    const system = await decideMode(this.#parts.storage);
    if (system.status.state !== 'sealed') return vaultFailure('noKeyring');
    const handedOver = await this.#secrets.handOver(masterKey.value, system);
    if (handedOver.ok) this.#secrets.enter(system);
    return handedOver;
  }

  /** `null`: there is no passphrase. */
  async #open(passphrase: string): Promise<Result<Uint8Array | null, VaultFailure>> {
    const header = this.#secrets.header();
    if (!header.ok || header.value === null) return header.ok ? ok(null) : header;
    const opened = await unwrapMasterKey(header.value, passphrase);
    if (opened.ok) return opened;
    return vaultFailure(opened.error === 'wrong' ? 'passphraseWrong' : 'undecryptable');
  }

  async #writeHeader(masterKey: Uint8Array, passphrase: string): Kept<void> {
    const { cost = usualCost, clock } = this.#parts;
    const createdAt = new Date(clock.wallMs()).toISOString();
    return this.#secrets.writeHeader(await wrapMasterKey(masterKey, passphrase, cost, createdAt));
  }
}

/** What is no answer to the passphrase, such as a full disk, counts for nothing. */
function judge(outcome: Result<void, VaultFailure>): TryOutcome {
  if (outcome.ok) return 'right';
  return outcome.error.kind === 'passphraseWrong' ? 'wrong' : 'neither';
}
