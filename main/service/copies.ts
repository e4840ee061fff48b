import { existsSync } from 'node:fs';
import { todayInBerlin } from '../../domain/dates.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import type { Backup, Organisation } from '../../domain/organisation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Vault } from '../auth/vault.ts';
import { copyId, copyPath, listCopies, newCopyPath, removeCopy, type CopyReason } from '../store/copy-files.ts';
import { outdatedCopies } from '../store/copy-rotation.ts';
import { removeUnfinished, replaceDatabase } from '../store/replacement.ts';
import { prepareCopy } from '../store/restore.ts';
import { isSoundCopy } from '../store/sound-copy.ts';
import { guard } from '../store/storage-error.ts';
import type { DatabasePlace } from '../store/store.ts';
import { watermarkMarginMs } from '../sync/candidates.ts';
import { databasePath } from './organisation-files.ts';
import { describeSession, type OrganisationSession } from './organisation-session.ts';
import { placeOf } from './organisation-store.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

export interface CopiesParts {
  ports: Ports;
  vault: Vault;
  organisations: Organisations;
}

/** The copies of the organisations' data: taken, listed, rotated, and put in the place of what is there. */
export class Copies {
  readonly #parts: CopiesParts;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(parts: CopiesParts) {
    this.#parts = parts;
  }

  /** Newest first, also of a locked organisation; `signed_out` for one that is not here. */
  list(id: string): Result<Backup[], AppError> {
    if (!this.#parts.organisations.isKnown(id)) return fail(appError('signed_out'));
    return guard(() => ok(listCopies(this.#path(id))));
  }

  /** Takes a copy now; `no_secure_storage` for data in memory, the lock's code for a locked organisation. */
  create(id: string, reason: CopyReason): Promise<Result<Backup, AppError>> {
    return this.#inTurn(async () => {
      const session = this.#parts.organisations.find(id);
      if (!session.ok) return session;
      return this.#take(session.value, reason);
    });
  }

  /**
   * Takes the day's copy where something changed since the one before, removes what was done with long ago, and copies
   * that need not be kept any more.
   */
  async keepUp(session: OrganisationSession): Promise<Result<undefined, AppError>> {
    const { clock } = this.#parts.ports;
    const { store } = session;
    const purged = await store.purge(clock.wallMs());
    if (!purged.ok || store.place() === null) return purged.ok ? ok(undefined) : purged;
    const due = guard(() => ok(this.#isDue(session)));
    if (!due.ok || !due.value) return due.ok ? ok(undefined) : due;
    const mark = store.contentMark();
    const taken = await this.create(session.id, 'daily');
    if (!taken.ok) return taken;
    return guard(() => {
      store.meta.write('copyMark', mark);
      return ok(undefined);
    });
  }

  /**
   * Restores a copy. Where the present data are whole, the copy's drafts are taken in and nothing goes (`takeIn`); where
   * they are not, the copy takes their place, and everything in its outbox is looked for at Lexware before anything is
   * sent. The present data are kept as a copy either way. `backup_not_found`, `backup_unusable`, `storage_full`.
   */
  restore(id: string, backupId: string): Promise<Result<Organisation, AppError>> {
    return this.#inTurn(async () => {
      const { organisations, ports, vault } = this.#parts;
      if (!organisations.isKnown(id)) return fail(appError('signed_out'));
      const copy = copyPath(this.#path(id), backupId);
      if (copy === null || !existsSync(copy)) return fail(appError('backup_not_found'));
      const place = await placeOf(id, ports, vault);
      if (!place.ok) return place;
      if (!(await isSoundCopy({ path: copy, key: place.value.key }))) return fail(appError('backup_unusable'));
      // It may open by now; then what it holds counts.
      await organisations.openLocked(id);
      const done = await this.#restore(id, place.value, copy);
      removeUnfinished(place.value.path);
      this.#rotate(id);
      return done;
    });
  }

  async #restore(id: string, place: DatabasePlace, copy: string): Promise<Result<Organisation, AppError>> {
    const { organisations, ports } = this.#parts;
    const nowMs = ports.clock.wallMs();
    const found = organisations.find(id);
    // The copy that is kept of the present data is read wholly: so it is known whether they are whole.
    const kept = found.ok ? await this.#take(found.value, 'beforeRestore') : found;
    if (!kept.ok && kept.error.code === 'storage_full') return kept;
    const copiedMs = Date.parse(listCopies(place.path).find((one) => one.id === copyId(copy))?.createdAt ?? '');
    const prepared = await prepareCopy(place, copy, { copiedMs, nowMs, marginMs: watermarkMarginMs });
    if (!prepared.ok) return prepared;
    if (!found.ok || !kept.ok) {
      const reopened = await organisations.withClosed(id, () => {
        replaceDatabase(place.path, nowMs);
        return ok(undefined);
      });
      if (reopened.ok) this.#note(id, copy, nowMs);
      return reopened;
    }
    const taken = found.value.store.takeIn(prepared.value, nowMs);
    if (!taken.ok) return taken;
    this.#note(id, copy, nowMs);
    found.value.sync.wake();
    found.value.receipts.reading.kick();
    ports.emit('changed', { topics: ['drafts', 'outbox', 'receipts', 'organisations'] });
    const active = organisations.active();
    return ok(describeSession(found.value, active.ok && active.value.id === id));
  }

  /** What was restored is restored, also where there is no room any more for saying so. */
  #note(id: string, copy: string, nowMs: number): void {
    const session = this.#parts.organisations.find(id);
    if (!session.ok) return;
    guard(() => ok(session.value.store.audit.append({ event: 'restored', copy: copyId(copy) }, nowMs)));
  }

  async #take({ id, store }: OrganisationSession, reason: CopyReason): Promise<Result<Backup, AppError>> {
    const place = store.place();
    if (place === null) return fail(appError('no_secure_storage'));
    const target = guard(() => ok(newCopyPath(place.path, this.#parts.ports.clock.wallMs(), reason)));
    if (!target.ok) return target;
    const taken = await store.snapshot(target.value);
    if (!taken.ok) return taken;
    this.#rotate(id);
    const made = listCopies(place.path).find((copy) => copy.id === copyId(target.value));
    return made === undefined ? fail(appError('storage_unavailable')) : ok(made);
  }

  #isDue({ id, store }: OrganisationSession): boolean {
    const today = todayInBerlin(this.#parts.ports.clock.wallMs());
    const isOfToday = ({ reason, createdAt }: Backup): boolean =>
      reason === 'daily' && todayInBerlin(Date.parse(createdAt)) === today;
    if (listCopies(this.#path(id)).some(isOfToday)) return false;
    return store.meta.read<string>('copyMark') !== store.contentMark();
  }

  /** A copy that cannot be removed now is removed another day. */
  #rotate(id: string): void {
    const path = this.#path(id);
    guard(() => {
      const outdated = outdatedCopies(listCopies(path), this.#parts.ports.clock.wallMs());
      for (const copy of outdated) removeCopy(path, copy);
      return ok(undefined);
    });
  }

  #path(id: string): string {
    return databasePath(this.#parts.ports.dataDirectory, id);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}
