import { defaultLockRules, type LockRules, type LockState, type LockStatus } from '../../domain/app-lock.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Clock, Timers } from '../auth/clock.ts';
import { createVerifier, isVerified } from '../auth/passphrase-verifier.ts';
import { usualCost, type ScryptCost } from '../auth/vault-passphrase.ts';
import type { SealedEntries } from '../auth/vault-ports.ts';
import { Tries, type TryOutcome } from '../auth/vault-tries.ts';
import type { Vault } from '../auth/vault.ts';
import { IdleWatch } from './app-lock-idle.ts';
import { nextLockState, type LockEvent } from './app-lock-machine.ts';
import { countOnDisk, readLockRecord, writeLockRecord, type LockRecord } from './app-lock-record.ts';
import type { Log } from './log.ts';

/** How long the page may take to put everything away, ms. Then it is taken away. */
export const putAwayMs = 2_000;

export interface AppLockParts {
  vault: Vault;
  entries: SealedEntries;
  clock: Clock;
  timers: Timers;
  idleMs: () => number;
  /** The state has changed. */
  onState: (state: LockState) => void;
  /** The page did not put everything away in time. */
  clearPage: () => void;
  log: Log;
  /** What a new passphrase costs to try; less in tests. */
  cost?: ScryptCost;
}

type Answer = Promise<Result<undefined, AppError>>;

/**
 * The lock of the whole app. Where the system seals the vault, the lock has a passphrase of its own, of which a verifier
 * is kept there; where a passphrase seals the vault, it is the same one. Hides what the app shows from whoever sits down
 * at this computer; keys and tokens stay where they are, and the work goes on.
 */
export class AppLock {
  readonly #parts: AppLockParts;
  readonly #tries: Tries;
  readonly #idle: IdleWatch;
  #state: LockState = 'off';
  /** `null` in a locked state: it cannot be read now. */
  #record: LockRecord | null = null;
  #openedMs = 0;
  #stopWaiting: () => void = () => undefined;

  private constructor(parts: AppLockParts) {
    this.#parts = parts;
    this.#tries = new Tries({ ...parts, count: countOnDisk(parts.entries) });
    this.#idle = new IdleWatch({
      ...parts,
      // Whoever has just opened it is there, whatever the system has noticed of that.
      idleMs: () => Math.min(parts.idleMs(), parts.clock.monotonicMs() - this.#openedMs),
      limitMs: () => (this.#state === 'open' ? minutes(this.rules.afterMinutes) : null),
      onIdle: () => this.lock(),
    });
  }

  /** Starts locked where there is a lock, also one that cannot be read. */
  static async open(parts: AppLockParts): Promise<AppLock> {
    const lock = new AppLock(parts);
    if (!parts.vault.hasAppLock()) return lock;
    lock.#state = 'locked';
    const record = await readLockRecord(parts.vault);
    if (record.ok) lock.#record = record.value;
    parts.log.info('appLock.locked', { reason: 'start' });
    return lock;
  }

  get state(): LockState {
    return this.#state;
  }

  get rules(): LockRules {
    return this.#record?.rules ?? defaultLockRules;
  }

  /** Whether the page gets no answers; while it puts things away it gets them only to save. */
  get isShut(): boolean {
    return this.#state === 'locking' || this.#state === 'locked';
  }

  status(): Omit<LockStatus, 'waitingFiles'> {
    return { state: this.#state, passphrase: this.#kind(), rules: this.rules, waitMs: this.#tries.waitMs() };
  }

  /** Locks, once the page has put everything away. Where there is no lock, nothing happens. */
  lock(): void {
    if (this.#state !== 'open') return;
    this.#move('lock');
    this.#stopWaiting = this.#parts.timers.after(putAwayMs, () => {
      this.#parts.clearPage();
      this.#move('putAway');
    });
  }

  /** The page has put everything away, unasked too: then it is locked at once. */
  confirm(): void {
    if (this.#state === 'open') this.#move('lock');
    this.#stopWaiting();
    this.#move('putAway');
  }

  /** The system locks its screen, or goes to sleep. */
  followSystem(): void {
    if (this.rules.withSystem) this.lock();
  }

  /** The machine woke up: what was slept counts as idle. */
  resume(): void {
    this.#idle.look();
  }

  stop(): void {
    this.#idle.stop();
    this.#stopWaiting();
  }

  /** Sets a lock. Where a passphrase seals the vault it has to be that one; `no_secure_storage`, `passphrase_wrong`. */
  async turnOn(passphrase: string): Answer {
    if (this.#state !== 'off') return fail(appError('invalid_input'));
    const kind = this.#kind();
    if (kind === 'none') return fail(appError('no_secure_storage'));
    if (kind === 'vault') {
      const checked = await this.#try(() => this.#checkVault(passphrase));
      if (!checked.ok) return checked;
    }
    const written = await this.#write({ verifier: await this.#verifier(passphrase), rules: defaultLockRules });
    if (written.ok) this.#move('turnedOn');
    return written;
  }

  /** Changes the lock's own passphrase; `passphrase_wrong`, `invalid_input` where it has none of its own. */
  async change(current: string, passphrase: string): Answer {
    if (this.#state !== 'open' || this.#kind() !== 'own') return fail(appError('invalid_input'));
    const checked = await this.#try(() => this.#check(current));
    return checked.ok ? this.#write({ verifier: await this.#verifier(passphrase), rules: this.rules }) : checked;
  }

  /** Takes the lock away; `passphrase_wrong`. */
  async turnOff(passphrase: string): Answer {
    if (this.#state === 'off') return ok(undefined);
    if (this.#state !== 'open') return fail(appError('app_locked'));
    const checked = await this.#try(() => this.#check(passphrase));
    return checked.ok ? this.#forget('turnedOff') : checked;
  }

  async setRules(rules: LockRules): Answer {
    if (this.#state !== 'open') return fail(appError('invalid_input'));
    return this.#write({ verifier: this.#record?.verifier ?? null, rules });
  }

  /**
   * Opens a locked app; `passphrase_wrong`, later and later; `vault_locked` where the keyring does not answer. Where there
   * is nothing to open, nothing happens.
   */
  unlock(passphrase: string): Answer {
    if (this.#state !== 'locked') return Promise.resolve(ok(undefined));
    return this.#try(async () => {
      // Opened by the try before this one.
      if (this.#state !== 'locked') return ok(undefined);
      const checked = await this.#check(passphrase);
      if (checked.ok) this.#move('unlocked');
      return checked;
    });
  }

  /** Ends the lock after everything that it hid is out of reach; see `signOutEverywhere`. */
  async endSignedOut(): Answer {
    return this.#state === 'locked' ? this.#forget('signedOut') : fail(appError('invalid_input'));
  }

  /**
   * To be called before the vault's passphrase hands over to the keyring: from then on the lock has it as its own. Until
   * then the vault decides which one is right, so a wrong one does no harm here.
   */
  async keepOwn(passphrase: string): Answer {
    if (this.#state !== 'open') return ok(undefined);
    return this.#write({ verifier: await this.#verifier(passphrase), rules: this.rules });
  }

  #kind(): LockStatus['passphrase'] {
    switch (this.#parts.vault.status().state) {
      case 'sealed':
        return 'own';
      case 'passphrase':
      case 'locked':
        return 'vault';
      case 'memory':
        return this.#state === 'off' ? 'none' : 'own';
    }
  }

  #try(attempt: () => Answer): Answer {
    return this.#tries.make(attempt, judge);
  }

  async #check(passphrase: string): Answer {
    const { vault } = this.#parts;
    if (vault.status().state === 'locked') {
      const opened = await vault.unlock(passphrase);
      if (!opened.ok) return fail(opened.error.error);
      return this.#read();
    }
    if (this.#kind() === 'vault') return this.#checkVault(passphrase);
    if (this.#record === null) {
      await vault.recheck();
      const read = await this.#read();
      if (!read.ok) return read;
    }
    const verifier = this.#record?.verifier ?? null;
    if (verifier === null) return fail(appError('vault_locked'));
    return (await isVerified(verifier, passphrase)) ? ok(undefined) : fail(appError('passphrase_wrong'));
  }

  async #checkVault(passphrase: string): Answer {
    const checked = await this.#parts.vault.checkPassphrase(passphrase);
    return checked.ok ? ok(undefined) : fail(checked.error.error);
  }

  async #read(): Answer {
    const record = await readLockRecord(this.#parts.vault);
    if (record.ok) this.#record = record.value;
    return record.ok ? ok(undefined) : record;
  }

  async #write(record: LockRecord): Answer {
    const written = await writeLockRecord(this.#parts.vault, record);
    if (written.ok) this.#record = record;
    return written;
  }

  async #forget(event: LockEvent): Answer {
    const removed = await this.#parts.vault.writeAppLock(null);
    if (!removed.ok) return fail(removed.error.error);
    this.#record = null;
    this.#move(event);
    return ok(undefined);
  }

  /** Also made where the vault's passphrase opens the lock: it counts once the vault has none any more. */
  #verifier(passphrase: string): Promise<NonNullable<LockRecord['verifier']>> {
    return createVerifier(passphrase, this.#parts.cost ?? usualCost);
  }

  #move(event: LockEvent): void {
    const next = nextLockState(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    if (next === 'open') this.#openedMs = this.#parts.clock.monotonicMs();
    this.#parts.log.info('appLock.changed', { state: next });
    this.#parts.onState(next);
  }
}

function judge(outcome: Result<undefined, AppError>): TryOutcome {
  if (outcome.ok) return 'right';
  return outcome.error.code === 'passphrase_wrong' ? 'wrong' : 'neither';
}

function minutes(count: number | null): number | null {
  return count === null ? null : count * 60_000;
}
