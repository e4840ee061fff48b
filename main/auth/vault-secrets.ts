import { ok, type Result } from '../../domain/result.ts';
import type { Clock } from './clock.ts';
import { backendOf, openEntry, sealEntry } from './vault-entry.ts';
import { vaultFailure, type VaultFailure, type VaultFailureKind } from './vault-failure.ts';
import { decideMode, type VaultMode } from './vault-mode.ts';
import type { EntriesFailure, SealedEntries, SealFailure, SecureStorage } from './vault-ports.ts';

export type Kept<T> = Promise<Result<T, VaultFailure>>;

/** Something about the vault worth a line in the log; carries names of entries, never their content. */
export type VaultNotice =
  { kind: 'backendChanged'; from: string | null; to: string | null } | { kind: 'resealed'; name: string };

export interface VaultParts {
  storage: SecureStorage;
  entries: SealedEntries;
  clock: Clock;
  onNotice?: (notice: VaultNotice) => void;
}

/**
 * Secrets under names: sealed into the file where the system can seal, else in memory only. All work on it is done one
 * after the other, so that sealing anew in the background can never bring an older token back over a newer one.
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
    return this.#inTurn(() => this.#read(name));
  }

  write(name: string, secret: string): Kept<void> {
    return this.#inTurn(() => this.#write(name, secret));
  }

  /** Removes the secret everywhere, also a sealed one while only memory is available. */
  remove(name: string): Kept<void> {
    return this.#inTurn(() => {
      this.#memory.delete(name);
      const removed = this.#parts.entries.remove(name);
      return Promise.resolve(removed.ok ? removed : entriesFailed(removed.error));
    });
  }

  /** Does several steps with nothing in between. */
  inOneStep<T>(work: (steps: VaultSteps) => Kept<T>): Kept<T> {
    const steps: VaultSteps = {
      read: (name) => this.#read(name),
      write: (name, secret) => this.#write(name, secret),
    };
    return this.#inTurn(() => work(steps));
  }

  names(): Result<string[], VaultFailure> {
    const listed = this.#parts.entries.list();
    return listed.ok ? ok([...new Set([...listed.value, ...this.#memory.keys()])]) : entriesFailed(listed.error);
  }

  /** Looks again whether the system can seal, and seals what was only in memory once it can. */
  recheck(): Kept<void> {
    return this.#inTurn(async () => {
      if (this.#mode.status.state === 'sealed') return ok(undefined);
      this.#mode = await decideMode(this.#parts.storage);
      if (this.#mode.status.state === 'memory') return ok(undefined);
      for (const [name, secret] of this.#memory) {
        const written = await this.#write(name, secret);
        if (!written.ok) return written;
      }
      return ok(undefined);
    });
  }

  /** Renames an unreadable file; see `SealedEntries.setAside`. */
  setAside(): Kept<void> {
    return this.#inTurn(() => {
      const done = this.#parts.entries.setAside();
      return Promise.resolve(done.ok ? done : entriesFailed(done.error));
    });
  }

  async #read(name: string): Kept<string | null> {
    const remembered = this.#memory.get(name);
    if (remembered !== undefined) return ok(remembered);
    const { entries, storage } = this.#parts;
    const found = entries.read(name);
    if (!found.ok) return entriesFailed(found.error);
    if (found.value === null) return ok(null);
    // Sealed in an earlier run, and the keyring is not here now: it may come back.
    if (this.#mode.status.state === 'memory') return vaultFailure('temporarilyUnavailable');
    const opened = await openEntry(storage, name, found.value);
    if (!opened.ok) return vaultFailure(this.#explain(opened.error, backendOf(found.value)));
    const { secret, backend, createdAt, shouldReseal } = opened.value;
    if (shouldReseal || backend !== this.#mode.backend) await this.#reseal(name, secret, createdAt);
    return ok(secret);
  }

  async #write(name: string, secret: string): Kept<void> {
    if (this.#mode.status.state === 'memory') {
      this.#memory.set(name, secret);
      return ok(undefined);
    }
    const written = await this.#seal(name, secret, new Date(this.#parts.clock.wallMs()).toISOString());
    if (written.ok) this.#memory.delete(name);
    return written;
  }

  async #seal(name: string, secret: string, createdAt: string): Kept<void> {
    const header = { backend: this.#mode.backend, createdAt };
    const sealed = await sealEntry(this.#parts.storage, name, secret, header);
    if (!sealed.ok) return vaultFailure(sealFailed(sealed.error));
    const written = this.#parts.entries.write(name, sealed.value);
    return written.ok ? written : entriesFailed(written.error);
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

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

/** Reading and writing inside `inOneStep`. */
export interface VaultSteps {
  read(name: string): Kept<string | null>;
  write(name: string, secret: string): Kept<void>;
}

function entriesFailed(failure: EntriesFailure): { ok: false; error: VaultFailure } {
  const kinds = { unreadable: 'unreadableFile', full: 'diskFull', failed: 'writeFailed' } as const;
  return vaultFailure(kinds[failure]);
}

function sealFailed(failure: SealFailure): VaultFailureKind {
  return failure === 'temporarilyUnavailable' ? 'temporarilyUnavailable' : 'writeFailed';
}
