import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { appError, type AppError } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Topic } from '../../preload/contract.ts';
import type { StoredCredential } from '../auth/tokens.ts';
import {
  databasePath,
  describeSession,
  openStore,
  startSession,
  type Connection,
  type OrganisationSession,
  type SessionParts,
} from './organisation-session.ts';
import type { Profile } from '../lexware/api.ts';
import type { Limiter } from '../lexware/limiter.ts';
import { StorageError } from '../store/storage-error.ts';

/** Everything of a data folder that one organisation owns: the database, its journal and its backups. */
const companions = /^([0-9a-f-]{36})\.db/i;

/** All organisations on this machine: each has its own data, credential and sync; one of them is shown. */
export class Organisations {
  readonly #parts: SessionParts;
  readonly #sessions = new Map<string, OrganisationSession>();
  #activeId: string | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Opens every organisation that was signed in before. One that cannot be opened is left as it lies. */
  async open(): Promise<void> {
    const known = this.#parts.vault.listOrganisations();
    if (!known.ok) return;
    for (const id of known.value) await this.#reopen(id);
    this.#activeId = this.#mostRecent();
  }

  list(): Organisation[] {
    return [...this.#sessions.values()]
      .map((session) => describeSession(session, session.id === this.#activeId))
      .sort((a, b) => a.name.localeCompare(b.name, 'de'));
  }

  /** The organisation whose data the page shows; `signed_out` where there is none. */
  active(): Result<OrganisationSession, AppError> {
    const session = this.#activeId === null ? undefined : this.#sessions.get(this.#activeId);
    return session === undefined ? fail(appError('signed_out')) : ok(session);
  }

  /** Answers out of the organisation that the page shows; `signed_out` where there is none. */
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

  switchTo(id: string): Result<Organisation, AppError> {
    const session = this.#sessions.get(id);
    if (session === undefined) return fail(appError('signed_out'));
    this.#activate(session);
    return ok(describeSession(session, true));
  }

  /**
   * Takes in an organisation that has just been signed in. Signing in to one that is here already replaces its
   * credential and keeps its data. `limiter` has paced the calls of the sign-in and goes on from there.
   */
  async admit(
    profile: Profile,
    connection: Connection,
    credential: StoredCredential,
    limiter: Limiter,
  ): Promise<Result<Organisation, AppError>> {
    const id = profile.organizationId;
    const kept = await this.#parts.vault.writeCredential(id, credential);
    if (!kept.ok) return fail(kept.error.error);
    const former = this.#sessions.get(id);
    const store = former === undefined ? await openStore(id, this.#parts.ports, this.#parts.vault) : ok(former.store);
    if (!store.ok) return store;
    store.value.transact(() => {
      store.value.meta.set('profile', profile);
      store.value.meta.write('connection', connection);
    });
    // The store stays open, since the editor may be saving into it right now; only the calls change hands.
    await former?.sync.stop();
    const started = startSession(id, store.value, credential, this.#parts, limiter);
    if (!started.ok) return started;
    this.#sessions.set(id, started.value);
    this.#activate(started.value);
    started.value.sync.start();
    return ok(describeSession(started.value, true));
  }

  /** Ends the sign-in, and on request removes everything of the organisation from this machine. */
  async signOut(id: string, removeData: boolean): Promise<Result<undefined, AppError>> {
    const session = this.#sessions.get(id);
    if (session === undefined) return fail(appError('signed_out'));
    await session.sync.stop();
    await session.signOut();
    if (removeData) return this.#remove(session);
    const started = startSession(id, session.store, null, this.#parts);
    if (started.ok) this.#sessions.set(id, started.value);
    this.#changed();
    return ok(undefined);
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((session) => session.close()));
    this.#sessions.clear();
  }

  async #remove(session: OrganisationSession): Promise<Result<undefined, AppError>> {
    await session.close();
    this.#sessions.delete(session.id);
    const removed = await this.#parts.vault.removeOrganisation(session.id);
    this.#removeFiles(session.id);
    if (this.#activeId === session.id) this.#activeId = this.#mostRecent();
    this.#changed();
    return removed.ok ? ok(undefined) : fail(removed.error.error);
  }

  /** The key is gone by now, so what cannot be removed cannot be read either. */
  #removeFiles(id: string): void {
    const { dataDirectory } = this.#parts.ports;
    if (!existsSync(dataDirectory)) return;
    for (const name of readdirSync(dataDirectory)) {
      if (companions.exec(name)?.[1] === id) rmSync(path.join(dataDirectory, name), { force: true, recursive: true });
    }
  }

  async #reopen(id: string): Promise<void> {
    const { ports, vault } = this.#parts;
    if (!existsSync(databasePath(ports.dataDirectory, id))) {
      await this.#dropOrphan(id);
      return;
    }
    const store = await openStore(id, ports, vault);
    if (!store.ok) {
      ports.log.info('organisation.locked', { reason: store.error.code });
      return;
    }
    const credential = await vault.readCredential(id);
    const started = startSession(id, store.value, credential.ok ? credential.value : null, this.#parts);
    if (!started.ok) {
      store.value.close();
      return;
    }
    this.#sessions.set(id, started.value);
    started.value.sync.start();
  }

  /** A credential without data is left from a sign-in that was cut off before it had learned whose it is. */
  async #dropOrphan(id: string): Promise<void> {
    const { vault, ports } = this.#parts;
    if (vault.status().state === 'memory') return;
    await vault.removeCredential(id);
    ports.log.info('signIn.leftoverRemoved');
  }

  #activate(session: OrganisationSession): void {
    this.#activeId = session.id;
    session.store.meta.write('lastActiveMs', this.#parts.ports.clock.wallMs());
    this.#changed();
  }

  #mostRecent(): string | null {
    const lastActive = (session: OrganisationSession): number => session.store.meta.read<number>('lastActiveMs') ?? 0;
    const [first] = this.all().sort((a, b) => lastActive(b) - lastActive(a));
    return first?.id ?? null;
  }

  /** Another organisation's data are in view: everything has to be asked for again. */
  #changed(): void {
    const topics: Topic[] = ['organisations', 'invoices', 'drafts', 'outbox', 'contacts', 'articles', 'sync'];
    this.#parts.ports.emit('changed', { topics });
  }
}
