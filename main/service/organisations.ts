import { appError, type AppError } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { topics as allTopics } from '../../preload/contract.ts';
import type { StoredCredential } from '../auth/tokens.ts';
import type { Profile } from '../lexware/api.ts';
import type { Limiter } from '../lexware/limiter.ts';
import { stampOf } from '../store/copy-files.ts';
import { guard, StorageError } from '../store/storage-error.ts';
import { describeLocked, type Lock } from './locked-organisation.ts';
import { giveColour } from './organisation-look.ts';
import { inOrder } from './organisation-order.ts';
import { dropOrphan, isSameCredential, knownIds, mostRecent, noteSignIn, openSession } from './open-organisation.ts';
import { hasData, removeFiles, setFilesAside } from './organisation-files.ts';
import {
  describeSession,
  startSession,
  type Connection,
  type OrganisationSession,
  type SessionParts,
} from './organisation-session.ts';
import { moveIntoFiles, openStore } from './organisation-store.ts';
import { Withheld, withholdAll } from './withheld.ts';

/**
 * All organisations on this machine: each has its own data, credential and sync; one of them is shown. Those whose data
 * are here and cannot be opened are locked; they keep nobody else from working, and nothing of theirs is touched.
 */
export class Organisations {
  readonly #parts: SessionParts;
  readonly #sessions = new Map<string, OrganisationSession>();
  readonly #locks = new Map<string, Lock>();
  readonly #withheld: Withheld;
  #activeId: string | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#withheld = new Withheld(parts.ports.sealedEntries);
  }

  /** Opens every organisation that was signed in before; also once more, after the vault was unlocked. */
  open(): Promise<void> {
    return this.#inTurn(async () => {
      const ids = this.#withheld.without(knownIds(this.#parts));
      for (const id of ids) if (!this.#sessions.has(id)) await this.#reopen(id);
      this.#activeId ??= mostRecent(this.all());
    });
  }

  /** In the user's order. */
  list(): Organisation[] {
    const { dataDirectory, settings } = this.#parts.ports;
    const open = this.all().map((session) => this.describe(session));
    const locked = [...this.#locks].map(([id, lock]) => describeLocked(dataDirectory, id, lock));
    return inOrder([...open, ...locked], settings.read().organisationOrder);
  }

  /** An open organisation as the page lists it. */
  describe(session: OrganisationSession): Organisation {
    return describeSession(session, session.id === this.#activeId);
  }

  /** The organisation whose data the page shows; `passphrase_needed` while locked, `signed_out` where there is none. */
  active(): Result<OrganisationSession, AppError> {
    const session = this.#activeId === null ? undefined : this.#sessions.get(this.#activeId);
    if (session !== undefined) return ok(session);
    return fail(appError(this.#parts.vault.status().state === 'locked' ? 'passphrase_needed' : 'signed_out'));
  }

  /** Answers out of the organisation that the page shows; errors as `active`. */
  async ask<T>(
    work: (session: OrganisationSession) => Result<T, AppError> | Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    const session = this.active();
    if (!session.ok) return session;
    try {
      return await work(session.value);
    } catch (error) {
      // A full or failing disk is no bug: it has a code and words for the user.
      if (error instanceof StorageError) return fail(appError(error.code));
      throw error;
    }
  }

  all(): OrganisationSession[] {
    return [...this.#sessions.values()];
  }

  /** An open organisation; the code of its lock for a locked one, `signed_out` for one that is not here. */
  find(id: string): Result<OrganisationSession, AppError> {
    const session = this.#sessions.get(id);
    return session === undefined ? fail(appError(this.#locks.get(id)?.code ?? 'signed_out')) : ok(session);
  }

  /** Whether its data are here, open or locked. */
  isKnown(id: string): boolean {
    return this.#sessions.has(id) || this.#locks.has(id);
  }

  switchTo(id: string): Result<Organisation, AppError> {
    const session = this.find(id);
    if (!session.ok) return session;
    this.#activate(session.value);
    return ok(describeSession(session.value, true));
  }

  /**
   * Takes in an organisation that has just been signed in. Signing in to one that is here already replaces its
   * credential and keeps its data; to a locked one it is refused with the lock's code, since nothing may be written over
   * what cannot be read. `limiter` has paced the calls of the sign-in and goes on from there; `isShown`: whether the page goes there.
   */
  admit(
    profile: Profile,
    connection: Connection,
    credential: StoredCredential,
    limiter: Limiter,
    isShown = true,
  ): Promise<Result<Organisation, AppError>> {
    return this.#inTurn(async () => {
      const id = profile.organizationId;
      const { ports, vault } = this.#parts;
      // Who has just signed in may see withheld data again; where they cannot be opened, they are locked.
      const released = this.#withheld.release(id);
      if (!released.ok) return released;
      if (released.value) await this.#reopen(id);
      const former = this.#sessions.get(id);
      const store = former === undefined ? await openStore(id, ports, vault) : ok(former.store);
      if (!store.ok) return store;
      const isNew = !(await isSameCredential(vault, id, credential));
      const kept = await vault.writeCredential(id, credential);
      const noted = kept.ok
        ? noteSignIn(store.value, profile, connection, ports.clock.wallMs(), isNew)
        : fail(kept.error.error);
      if (!noted.ok) {
        if (former === undefined) store.value.close();
        return noted;
      }
      // The store stays open, since the editor may be saving into it right now; only the calls change hands.
      await former?.sync.stop();
      const started = startSession(id, store.value, credential, this.#parts, limiter);
      if (!started.ok) return started;
      this.#take(started.value);
      if (isShown) this.#activate(started.value);
      else this.#changed();
      return ok(this.describe(started.value));
    });
  }

  /** Ends the sign-in, and on request removes everything of the organisation from this machine. */
  async signOut(id: string, removeData: boolean): Promise<Result<undefined, AppError>> {
    const session = this.find(id);
    if (!session.ok) return session;
    await session.value.sync.stop();
    await session.value.signOut();
    if (removeData) return this.#remove(session.value);
    const { store } = session.value;
    // The credential is gone already: a full disk must not make that look as if it had failed.
    guard(() => ok(store.audit.append({ event: 'signedOut' }, this.#parts.ports.clock.wallMs())));
    const started = startSession(id, store, null, this.#parts);
    if (started.ok) this.#sessions.set(id, started.value);
    this.#changed();
    return ok(undefined);
  }

  /** Ends every sign-in; all data stay, and are opened again after a new one. Errors as `Withheld.add`. */
  signOutEverywhere(): Promise<Result<undefined, AppError>> {
    return this.#inTurn(async () => {
      const done = await withholdAll(this.#withheld, this.all(), this.#parts);
      if (!done.ok) return done;
      for (const known of [this.#sessions, this.#locks]) known.clear();
      this.#activeId = null;
      this.#changed();
      return done;
    });
  }

  /** Tries once more to open a locked one, also without its log once its user was told; the code of its lock where that fails, `signed_out` for one not here. */
  openLocked(id: string): Promise<Result<Organisation, AppError>> {
    return this.#inTurn(async () => {
      const lock = this.#locks.get(id);
      if (lock !== undefined) await this.#retry([id], lock.code === 'storage_log_missing');
      const session = this.find(id);
      return session.ok ? ok(this.describe(session.value)) : session;
    });
  }

  /** Tries once more to open all that are locked: the keyring may be back, or the disk. */
  retryLocked(): Promise<void> {
    return this.#inTurn(() => this.#retry([...this.#locks.keys()]));
  }

  /** Moves a locked one into the quarantine, so that a new sign-in can begin; `invalid_input` where it is not locked. */
  setAside(id: string): Promise<Result<undefined, AppError>> {
    return this.#inTurn(async () => {
      const { ports, vault } = this.#parts;
      if (!this.#locks.has(id)) return fail(appError('invalid_input'));
      const stamp = stampOf(ports.clock.wallMs());
      // The entries first: files without an entry are still locked, an entry without files would be in the way.
      const renamed = await vault.setOrganisationAside(id, stamp);
      if (!renamed.ok) return fail(renamed.error.error);
      return guard(() => {
        setFilesAside(ports.dataDirectory, id, stamp);
        this.#locks.delete(id);
        ports.log.info('organisation.setAside');
        this.#changed();
        return ok(undefined);
      });
    });
  }

  /** Moves what is only in memory into files, once the vault can seal their keys. Nobody notices but the disk. */
  settle(): Promise<Result<undefined, AppError>> {
    return this.#inTurn(() => moveIntoFiles(this.all(), this.#parts));
  }

  /** Closes an organisation, does `work` with its files and opens it again, whatever came of it. */
  withClosed(id: string, work: () => Result<undefined, AppError>): Promise<Result<Organisation, AppError>> {
    return this.#inTurn(async () => {
      const session = this.#sessions.get(id);
      await session?.close();
      this.#sessions.delete(id);
      const done = guard(work);
      await this.#reopen(id);
      this.#activeId ??= mostRecent(this.all());
      this.#changed();
      if (!done.ok) return done;
      const reopened = this.find(id);
      return reopened.ok ? ok(this.describe(reopened.value)) : reopened;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((session) => session.close()));
    this.#sessions.clear();
  }

  async #remove(session: OrganisationSession): Promise<Result<undefined, AppError>> {
    await session.close();
    this.#sessions.delete(session.id);
    const removed = await this.#parts.vault.removeOrganisation(session.id);
    removeFiles(this.#parts.ports.dataDirectory, session.id);
    if (this.#activeId === session.id) this.#activeId = mostRecent(this.all());
    this.#changed();
    return removed.ok ? ok(undefined) : fail(removed.error.error);
  }

  async #retry(ids: readonly string[], withoutLog = false): Promise<void> {
    await this.#parts.vault.recheck();
    await moveIntoFiles(this.all(), this.#parts);
    for (const id of ids) await this.#reopen(id, withoutLog);
    this.#activeId ??= mostRecent(this.all());
    if (ids.some((id) => this.#sessions.has(id))) this.#changed();
  }

  async #reopen(id: string, withoutLog = false): Promise<void> {
    const { ports, vault } = this.#parts;
    const exists = guard(() => ok(hasData(ports.dataDirectory, id)));
    if (exists.ok && !exists.value) {
      this.#locks.delete(id);
      await dropOrphan(id, this.#parts);
      return;
    }
    const credential = await vault.readCredential(id);
    const method = (credential.ok ? credential.value?.kind : null) ?? 'oauth';
    const opened = await openSession(id, credential.ok ? credential.value : null, this.#parts, withoutLog);
    if (!opened.ok) {
      this.#locks.set(id, { code: opened.error.code, method });
      ports.log.info('organisation.locked', { reason: opened.error.code });
    } else if (opened.value === null) this.#locks.delete(id);
    else this.#take(opened.value);
  }

  #take(session: OrganisationSession): void {
    this.#locks.delete(session.id);
    giveColour(session, this.all());
    this.#sessions.set(session.id, session);
    session.sync.start();
  }

  #activate(session: OrganisationSession): void {
    this.#activeId = session.id;
    session.store.meta.write('lastActiveMs', this.#parts.ports.clock.wallMs());
    this.#changed();
  }

  /** Another organisation's data are in view: everything has to be asked for again. */
  #changed(): void {
    this.#parts.ports.emit('changed', { topics: [...allTopics] });
  }

  /** Opening, closing and moving one after the other: a file that is open twice answers that it is damaged. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}
