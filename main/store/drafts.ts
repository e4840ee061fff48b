import { appError, type AppError } from '../../domain/errors.ts';
import type { DraftVersion, InvoiceDraft, StoredDraft } from '../../domain/invoice-draft.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { decode, decodeText, encode } from './codec.ts';
import type { Sql, SqlRow } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';

const keptVersions = 20;
const columns = 'CAST(state AS BLOB) AS state, created_ms, saved_ms, trashed_ms, payload';

/** The user's own drafts. What a method here acknowledges has reached the disk. */
export class Drafts {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** All drafts that Lexware does not hold yet, newest change first; those in the bin have `trashedAt`. */
  list(): Result<StoredDraft[], AppError> {
    return guardValue(() =>
      this.#sql
        .all(`SELECT ${columns} FROM drafts WHERE state <> 'sent' ORDER BY saved_ms DESC, id`)
        .map((row) => toStoredDraft(row)),
    );
  }

  /** One draft in any state; `draft_not_found`. */
  get(id: string): Result<StoredDraft, AppError> {
    return guard(() => this.#find(id));
  }

  /** Stores a new draft; `invalid_input` where the id is taken. */
  create(draft: InvoiceDraft, nowMs: number): Result<StoredDraft, AppError> {
    return this.#change(() => {
      if (this.#find(draft.id).ok) return fail(appError('invalid_input'));
      this.#sql.run(
        "INSERT INTO drafts (id, state, created_ms, saved_ms, payload) VALUES (?, 'editing', ?, ?, ?)",
        draft.id,
        nowMs,
        nowMs,
        encode(draft),
      );
      this.#keepVersion(draft.id, nowMs);
      return this.#find(draft.id);
    });
  }

  /**
   * Replaces a draft's content. Durable when this returns; the last 20 contents are kept. `draft_not_found`,
   * `draft_already_sent` while it is queued or sent.
   */
  save(draft: InvoiceDraft, nowMs: number): Result<StoredDraft, AppError> {
    return this.#change(() => {
      const editable = this.#findEditable(draft.id);
      if (!editable.ok) return editable;
      const payload = encode(draft);
      const changed = this.#sql.run(
        'UPDATE drafts SET payload = ?1, saved_ms = ?2 WHERE id = ?3 AND payload <> ?1',
        payload,
        nowMs,
        draft.id,
      );
      if (changed > 0) this.#keepVersion(draft.id, nowMs);
      return this.#find(draft.id);
    });
  }

  /** Puts a draft into the bin; `draft_not_found`, `draft_already_sent`. */
  remove(id: string, nowMs: number): Result<StoredDraft, AppError> {
    return this.#change(() => {
      const editable = this.#findEditable(id);
      if (!editable.ok) return editable;
      this.#sql.run('UPDATE drafts SET trashed_ms = coalesce(trashed_ms, ?) WHERE id = ?', nowMs, id);
      return this.#find(id);
    });
  }

  /** Takes a draft out of the bin; `draft_not_found`. */
  restore(id: string): Result<StoredDraft, AppError> {
    return this.#change(() => {
      this.#sql.run('UPDATE drafts SET trashed_ms = NULL WHERE id = ?', id);
      return this.#find(id);
    });
  }

  /** The kept contents of a draft, newest first, the present one among them; `draft_not_found`. */
  versions(id: string): Result<DraftVersion[], AppError> {
    return guard(() => {
      const found = this.#find(id);
      if (!found.ok) return found;
      return ok(
        this.#sql
          .all('SELECT version, saved_ms, payload FROM draft_versions WHERE draft_id = ? ORDER BY version DESC', id)
          .map(toVersion),
      );
    });
  }

  /**
   * Makes a kept content the present one; the one before stays among the versions. `draft_not_found` also for a version
   * that is no longer kept, `draft_already_sent` while the draft is queued or sent.
   */
  restoreVersion(id: string, version: number, nowMs: number): Result<StoredDraft, AppError> {
    return guard(() => {
      const row = this.#sql.first(
        'SELECT version, saved_ms, payload FROM draft_versions WHERE draft_id = ? AND version = ?',
        id,
        version,
      );
      return row ? this.save(toVersion(row).draft, nowMs) : fail(appError('draft_not_found'));
    });
  }

  /** Moves a draft on its way to Lexware; part of the outbox's transactions. */
  setState(id: string, state: StoredDraft['state']): void {
    this.#sql.run('UPDATE drafts SET state = ? WHERE id = ?', state, id);
  }

  #change(work: () => Result<StoredDraft, AppError>): Result<StoredDraft, AppError> {
    return guard(() => this.#sql.transact(work));
  }

  #find(id: string): Result<StoredDraft, AppError> {
    const row = this.#sql.first(`SELECT ${columns} FROM drafts WHERE id = ?`, id);
    return row ? ok(toStoredDraft(row)) : fail(appError('draft_not_found'));
  }

  #findEditable(id: string): Result<StoredDraft, AppError> {
    const found = this.#find(id);
    if (found.ok && found.value.state !== 'editing') return fail(appError('draft_already_sent'));
    return found;
  }

  #keepVersion(id: string, nowMs: number): void {
    this.#sql.run(
      `INSERT INTO draft_versions (draft_id, version, saved_ms, payload)
       SELECT id, (SELECT coalesce(max(version), 0) + 1 FROM draft_versions WHERE draft_id = ?1), ?2, payload
       FROM drafts WHERE id = ?1`,
      id,
      nowMs,
    );
    this.#sql.run(
      `DELETE FROM draft_versions WHERE draft_id = ?1
       AND version <= (SELECT max(version) FROM draft_versions WHERE draft_id = ?1) - ${String(keptVersions)}`,
      id,
    );
  }
}

function toStoredDraft(row: SqlRow): StoredDraft {
  return {
    draft: decode(row['payload']) as InvoiceDraft,
    state: decodeText(row['state']) as StoredDraft['state'],
    createdAt: instant(row['created_ms']),
    savedAt: instant(row['saved_ms']),
    trashedAt: row['trashed_ms'] === null ? null : instant(row['trashed_ms']),
  };
}

function toVersion(row: SqlRow): DraftVersion {
  return {
    version: Number(row['version']),
    savedAt: instant(row['saved_ms']),
    draft: decode(row['payload']) as InvoiceDraft,
  };
}

function instant(ms: unknown): string {
  return new Date(Number(ms)).toISOString();
}
