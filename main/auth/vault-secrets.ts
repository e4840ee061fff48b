import { ok, type Result } from '../../domain/result.ts';
import type { Clock, Timers } from './clock.ts';
import { backendOf, isOfMasterKey, openByMasterKey, openEntry, sealByMasterKey, sealEntry } from './vault-entry.ts';
import { vaultFailure, type VaultFailure, type VaultFailureKind } from './vault-failure.ts';
import { decideMode, type VaultMode } from './vault-mode.ts';
import { passphraseName, realName } from './vault-names.ts';
import type { PassphraseHeader, ScryptCost } from './vault-passphrase.ts';
import type { EntriesFailure, SealedEntries, SealedEntry, SealFailure, SecureStorage } from './vault-ports.ts';

export type Kept<T> = Promise<Result<T, VaultFailure>>;

/** Something about the vault worth a line in the log; carries names of entries, never their content. */
export type VaultNotice =
  { kind: 'backendChanged'; from: string | null; to: string | null } | { kind: 'resealed'; name: string };

export interface VaultParts {
  storage: SecureStorage;
  entries: SealedEntries;
  clock: Clock;
  timers: Timers;
  onNotice?: (notice: VaultNotice) => void;
  /** What a new passphrase costs to try; less in tests. */
  cost?: ScryptCost;
}

/**
 * Secrets under names: sealed into the file where the system or the user's passphrase can seal, else in memory only. All
 * work on it is done one after the other, so that sealing anew in the background can never bring an older token back over
 * a newer one.
 */
export class VaultSecrets {
  readonly #parts: VaultParts;
  readonly #memory = new Map<string, string>();
  #mode: VaultMode;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: VaultParts, mode: VaultMode) {
    this.#parts = parts;
    this.#mode = mode;
  }

  get mode(): VaultMode {
    return this.#mode;
  }

  /** `null`: there is no such secret. A secret that is there and can't be opened is a failure, never `null`. */
  read(name: string): Kept<string | null> {
    return this.inTurn(() => this.#read(name));
  }

  write(name: string, secret: string): Kept<void> {
    return this.inTurn(() => this.#write(name, secret));
  }

  /** Removes the secret everywhere, also a sealed one while only memory is available. */
  remove(name: string): Kept<void> {
    return this.inTurn(() => {
      this.#memory.delete(name);
      return Promise.resolve(named(this.#parts.entries.remove(name)));
    });
  }

  /** Does several steps with nothing in between. */
  inOneStep<T>(work: (steps: VaultSteps) => Kept<T>): Kept<T> {
    const steps: VaultSteps = {
      read: (name) => this.#read(name),
      write: (name, secret) => this.#write(name, secret),
    };
    return this.inTurn(() => work(steps));
  }

  names(): Result<string[], VaultFailure> {
    const listed = named(this.#parts.entries.list());
    return listed.ok ? ok([...new Set([...listed.value, ...this.#memory.keys()])]) : listed;
  }

  /** Looks again whether the system can seal, and seals what was only in memory once it can. */
  recheck(): Kept<void> {
    return this.inTurn(async () => {
      const { status, masterKey } = this.#mode;
      if (status.state === 'sealed') return ok(undefined);
      const means = await decideMode(this.#parts.storage);
      if (status.state !== 'memory') {
        const { reason } = means.status;
        this.#mode = { ...means, status: { state: status.state, reason }, masterKey };
        return ok(undefined);
      }
      this.#mode = means;
      return this.sealMemory();
    });
  }

  /** The header of the passphrase as it stands in the file; `null` where there is none. */
  header(): Result<unknown, VaultFailure> {
    return named(this.#parts.entries.read(passphraseName));
  }

  /** Durable when it answers. To be called in turn. */
  writeHeader(header: PassphraseHeader): Result<void, VaultFailure> {
    return named(this.#parts.entries.write(passphraseName, header));
  }

  /** Seals by another mode from now on. To be called in turn. */
  enter(mode: VaultMode): void {
    this.#mode = mode;
  }

  /** Seals what is only in memory, where the mode allows it. To be called in turn. */
  async sealMemory(): Kept<void> {
    if (this.#mode.status.state === 'memory') return ok(undefined);
    for (const [name, secret] of this.#memory) {
      const written = await this.#write(name, secret);
      if (!written.ok) return written;
    }
    return ok(undefined);
  }

  /** Seals by the system what a passphrase has sealed; what the master key does not open stays as it is. In turn. */
  async handOver(masterKey: Uint8Array, system: VaultMode): Kept<void> {
    const listed = named(this.#parts.entries.list());
    if (!listed.ok) return listed;
    for (const name of listed.value) {
      const found = named(this.#parts.entries.read(name));
      if (!found.ok) return found;
      if (!isOfMasterKey(found.value)) continue;
      const secret = openByMasterKey(masterKey, realName(name), found.value);
      if (secret === null) continue;
      const sealed = await this.#sealBySystem(realName(name), secret, this.#now(), system);
      if (!sealed.ok) return sealed;
      const written = named(this.#parts.entries.write(name, sealed.value));
      if (!written.ok) return written;
    }
    return named(this.#parts.entries.remove(passphraseName));
  }

  /** The passphrase was set aside: as if there had never been one. */
  leaveLock(): Kept<void> {
    return this.inTurn(async () => {
      this.#mode = await decideMode(this.#parts.storage);
      return ok(undefined);
    });
  }

  /** Keeps entries under other names; a kill in between leaves both. */
  rename(names: readonly string[], newName: (name: string) => string): Kept<void> {
    return this.inTurn(() => Promise.resolve(this.#rename(names, newName)));
  }

  /** Renames an unreadable file; see `SealedEntries.setAside`. */
  setAside(): Kept<void> {
    return this.inTurn(() => Promise.resolve(named(this.#parts.entries.setAside())));
  }

  /** Runs `work` when everything before it has ended. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  #rename(names: readonly string[], newName: (name: string) => string): Result<void, VaultFailure> {
    const { entries } = this.#parts;
    for (const name of names) {
      const secret = this.#memory.get(name);
      if (secret !== undefined) this.#memory.set(newName(name), secret);
      this.#memory.delete(name);
      const found = named(entries.read(name));
      if (!found.ok) return found;
      if (found.value === null) continue;
      // Whatever stands there is kept as it is, also what is no entry of ours.
      const written = named(entries.write(newName(name), found.value as SealedEntry));
      if (!written.ok) return written;
      const removed = named(entries.remove(name));
      if (!removed.ok) return removed;
    }
    return ok(undefined);
  }

  async #read(name: string): Kept<string | null> {
    const remembered = this.#memory.get(name);
    if (remembered !== undefined) return ok(remembered);
    const found = named(this.#parts.entries.read(name));
    if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
    const { status, masterKey } = this.#mode;
    if (status.state === 'locked') return vaultFailure('passphraseNeeded');
    if (isOfMasterKey(found.value)) {
      const secret = masterKey === null ? null : openByMasterKey(masterKey, name, found.value);
      return secret === null ? vaultFailure('undecryptable') : ok(secret);
    }
    // Sealed in an earlier run, and the keyring is not here now: it may come back.
    if (status.state === 'memory' || status.reason !== null) return vaultFailure('temporarilyUnavailable');
    return this.#readSystemEntry(name, found.value);
  }

  async #readSystemEntry(name: string, found: unknown): Kept<string | null> {
    const opened = await openEntry(this.#parts.storage, name, found);
    if (!opened.ok) return vaultFailure(this.#explain(opened.error, backendOf(found)));
    const { secret, backend, createdAt, shouldReseal } = opened.value;
    if (shouldReseal || backend !== this.#mode.backend) await this.#reseal(name, secret, createdAt);
    return ok(secret);
  }

  async #write(name: string, secret: string): Kept<void> {
    switch (this.#mode.status.state) {
      case 'memory':
        this.#memory.set(name, secret);
        return ok(undefined);
      case 'locked':
        return vaultFailure('passphraseNeeded');
      case 'sealed':
      case 'passphrase': {
        const written = await this.#seal(name, secret, this.#now());
        if (written.ok) this.#memory.delete(name);
        return written;
      }
    }
  }

  async #seal(name: string, secret: string, createdAt: string): Kept<void> {
    const { masterKey } = this.#mode;
    const sealed =
      masterKey === null
        ? await this.#sealBySystem(name, secret, createdAt, this.#mode)
        : ok(sealByMasterKey(masterKey, name, secret, createdAt));
    return sealed.ok ? named(this.#parts.entries.write(name, sealed.value)) : sealed;
  }

  async #sealBySystem(name: string, secret: string, createdAt: string, { backend }: VaultMode): Kept<SealedEntry> {
    const sealed = await sealEntry(this.#parts.storage, name, secret, { backend, createdAt });
    return sealed.ok ? sealed : vaultFailure(sealFailed(sealed.error));
  }

  /** A failure here loses nothing: the entry in the file still opens. */
  async #reseal(name: string, secret: string, createdAt: string): Promise<void> {
    const written = await this.#seal(name, secret, createdAt);
    if (written.ok) this.#parts.onNotice?.({ kind: 'resealed', name });
  }

  #explain(failure: VaultFailureKind, sealedBy: string | null): VaultFailureKind {
    const { backend } = this.#mode;
    if (failure !== 'undecryptable' || sealedBy === null || sealedBy === backend) return failure;
    this.#parts.onNotice?.({ kind: 'backendChanged', from: sealedBy, to: backend });
    return 'backendChanged';
  }

  #now(): string {
    return new Date(this.#parts.clock.wallMs()).toISOString();
  }
}

/** Reading and writing inside `inOneStep`. */
export interface VaultSteps {
  read(name: string): Kept<string | null>;
  write(name: string, secret: string): Kept<void>;
}

/** Names what the file answered as the vault does. */
function named<T>(answer: Result<T, EntriesFailure>): Result<T, VaultFailure> {
  const kinds = { unreadable: 'unreadableFile', full: 'diskFull', failed: 'writeFailed' } as const;
  return answer.ok ? answer : vaultFailure(kinds[answer.error]);
}

function sealFailed(failure: SealFailure): VaultFailureKind {
  return failure === 'temporarilyUnavailable' ? 'temporarilyUnavailable' : 'writeFailed';
}
