import { appError, type AppError } from '../../domain/errors.ts';
import type { Candidate, Operation, OperationKind, OperationState } from '../../domain/operation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AuditLog } from './audit-log.ts';
import { encode } from './codec.ts';
import type { OperationContent } from './operation-content.ts';
import { operationColumns, toOperation, toStoredOperation } from './operation-rows.ts';
import { mayFollow } from './operation-transitions.ts';
import type { Sql } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';

/** What is known of an operation's course besides its state. */
export interface OperationProgress {
  error: AppError | null;
  candidates: Candidate[];
  /** The newest creation at Lexware that was known before the first byte left, ms of the server's clock; 0: none. */
  watermarkMs: number;
  /** What existed before and could be taken for its effect: vouchers near the watermark, or contacts of that name. */
  knownIds: string[];
  /** When the running or last attempt began, ms. */
  sentMs: number;
}

export interface StoredOperation extends OperationProgress {
  sequence: number;
  id: string;
  kind: OperationKind;
  state: OperationState;
  draftId: string | null;
  content: OperationContent;
  /** SHA-256 of the canonical body, or of a receipt's bytes, hexadecimal. */
  bodyHash: string;
  /** The operation that has to be confirmed before. */
  dependsOn: string | null;
  /** Whether that one is not confirmed yet. */
  waits: boolean;
  resourceId: string | null;
  createdMs: number;
  changedMs: number;
  /** Not to be sent before, ms; 0: at once. */
  notBeforeMs: number;
  attempts: number;
}

/** What an operation is to do, ready to be stored. */
export interface PreparedContent {
  kind: OperationKind;
  content: OperationContent;
  bodyHash: string;
  dependsOn: string | null;
}

export interface NewOperation extends PreparedContent {
  id: string;
  draftId: string | null;
}

/** One step of an operation. `note` goes to the appended record of attempts. */
export interface Step {
  to: OperationState;
  nowMs: number;
  progress?: Partial<OperationProgress>;
  resourceId?: string;
  notBeforeMs?: number;
  /** New content for another attempt after a rejection. */
  content?: PreparedContent;
  note?: unknown;
}

const confirmedShown = 200;
const noProgress: OperationProgress = { error: null, candidates: [], watermarkMs: 0, knownIds: [], sentMs: 0 };

/** The outbox's rows. Their course is only ever appended to, and nothing unsettled can be deleted. */
export class Operations {
  readonly #sql: Sql;
  readonly #audit: AuditLog;

  constructor(sql: Sql, audit: AuditLog) {
    this.#sql = sql;
    this.#audit = audit;
  }

  /** What the user sees: everything unsettled and the latest 200 confirmed, newest first. */
  list(): Result<Operation[], AppError> {
    return guardValue(() =>
      this.#all(
        `WHERE state <> 'confirmed' OR sequence IN
           (SELECT sequence FROM operations WHERE state = 'confirmed' ORDER BY sequence DESC LIMIT ${String(confirmedShown)})
         ORDER BY sequence DESC`,
      ).map(toOperation),
    );
  }

  /** One operation as the user sees it; `operation_not_found`. */
  get(id: string): Result<Operation, AppError> {
    return guard(() => {
      const found = this.find(id);
      return found ? ok(toOperation(found)) : fail(appError('operation_not_found'));
    });
  }

  /** One operation with everything, or `null`. */
  find(id: string): StoredOperation | null {
    return this.#all('WHERE id = ?', id)[0] ?? null;
  }

  /** The operation for a receipt with this content, whatever became of it, or `null`. */
  forReceipt(hash: string): StoredOperation | null {
    return this.#all("WHERE kind = 'uploadReceipt' AND body_hash = ?", hash)[0] ?? null;
  }

  /** Operations that were queued behind another one, whatever became of them, oldest first. */
  dependentsOf(id: string): StoredOperation[] {
    return this.#all('WHERE depends_on = ? ORDER BY sequence', id);
  }

  /** Operations that wait for another one, oldest first. */
  waitingFor(id: string): StoredOperation[] {
    return this.#all("WHERE depends_on = ? AND state = 'queued' ORDER BY sequence", id);
  }

  /** How many operations are in one state; none of them is read. */
  countIn(state: OperationState): number {
    return Number(this.#sql.first('SELECT count(*) AS number FROM operations WHERE state = ?', state)?.['number'] ?? 0);
  }

  /** All operations in one state, oldest first. */
  inState(state: OperationState): StoredOperation[] {
    return this.#all('WHERE state = ? ORDER BY sequence', state);
  }

  /**
   * The operation whose turn it is, whether or not it must wait for `notBeforeMs`: documents get their numbers in the
   * order in which the user sent them. One with the same body as an unsettled one waits, since their effects could
   * not be told apart; and one waits for what it depends on. Those behind pass them.
   */
  next(): StoredOperation | null {
    return (
      this.#all(
        `WHERE state = 'queued' AND body_hash NOT IN
           (SELECT body_hash FROM operations WHERE state IN ('sending', 'unknown', 'needsDecision'))
         AND (depends_on IS NULL OR depends_on IN (SELECT id FROM operations WHERE state = 'confirmed'))
         ORDER BY sequence LIMIT 1`,
      )[0] ?? null
    );
  }

  /** Whether the outcome of an operation with this body is open, so that another one must not go out. */
  isBodyOpen(bodyHash: string): boolean {
    return (
      this.#sql.number(
        "SELECT count(*) FROM operations WHERE body_hash = ? AND state IN ('sending', 'unknown', 'needsDecision')",
        bodyHash,
      ) > 0
    );
  }

  /** Whether something at Lexware is already known as the effect of an operation. */
  isClaimed(resourceId: string): boolean {
    return this.#sql.number('SELECT count(*) FROM operations WHERE voucher_id = ?', resourceId) > 0;
  }

  /** When an operation was sent for the first time, ms; `null` where it never was. */
  firstSentMs(id: string): number | null {
    const first = this.#sql.number(
      `SELECT min(at_ms) FROM attempts
       WHERE operation_id = ? AND json_extract(CAST(entry AS TEXT), '$.to') = 'sending'`,
      id,
    );
    return first === 0 ? null : first;
  }

  /** Appends a queued operation; belongs into the transaction that marks its draft. */
  enqueue(operation: NewOperation, nowMs: number): StoredOperation {
    this.#sql.run(
      `INSERT INTO operations (id, kind, state, draft_id, body_hash, created_ms, changed_ms, content, progress, depends_on)
       VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?)`,
      operation.id,
      operation.kind,
      operation.draftId,
      operation.bodyHash,
      nowMs,
      nowMs,
      encode(operation.content),
      encode(noProgress),
      operation.dependsOn,
    );
    return this.#audited(this.#require(operation.id), null, nowMs);
  }

  /** Takes one step and records it, in one transaction; a step that may not follow is a bug and throws. */
  advance(id: string, step: Step): StoredOperation {
    return this.#sql.transact(() => {
      const before = this.#require(id);
      if (!mayFollow(before.state, step.to)) throw new Error(`${before.state} cannot become ${step.to}`);
      const { error, candidates, watermarkMs, knownIds, sentMs } = { ...before, ...step.progress };
      this.#sql.run(
        `UPDATE operations SET state = ?, changed_ms = ?, voucher_id = ?, not_before_ms = ?, progress = ?,
           attempts = attempts + ? WHERE id = ?`,
        step.to,
        step.nowMs,
        step.resourceId ?? null,
        step.notBeforeMs ?? 0,
        encode({ error, candidates, watermarkMs, knownIds, sentMs } satisfies OperationProgress),
        step.to === 'sending' ? 1 : 0,
        id,
      );
      if (step.content) this.#replaceContent(id, step.content);
      this.#append(id, step.nowMs, { from: before.state, to: step.to, bodyHash: before.bodyHash, note: step.note });
      return this.#audited(this.#require(id), before.state, step.nowMs);
    });
  }

  /** Replaces what a waiting operation is to do, and records it; its state stays. */
  rewrite(id: string, content: PreparedContent, nowMs: number, note: unknown): StoredOperation {
    return this.#sql.transact(() => {
      this.#replaceContent(id, content);
      this.#append(id, nowMs, { bodyHash: content.bodyHash, note });
      return this.#require(id);
    });
  }

  /** Appends what was learned without a change of state, such as a look-up that found nothing. */
  record(id: string, nowMs: number, note: unknown): void {
    this.#append(id, nowMs, { note });
  }

  /** Lets waiting operations be sent at once. */
  hurry(): void {
    this.#sql.run("UPDATE operations SET not_before_ms = 0 WHERE state = 'queued' AND not_before_ms > 0");
  }

  #replaceContent(id: string, { content, bodyHash, kind, dependsOn }: PreparedContent): void {
    this.#sql.run(
      'UPDATE operations SET content = ?, body_hash = ?, kind = ?, depends_on = ? WHERE id = ?',
      encode(content),
      bodyHash,
      kind,
      dependsOn,
      id,
    );
  }

  #audited(operation: StoredOperation, from: OperationState | null, nowMs: number): StoredOperation {
    const { id, kind, state, bodyHash, resourceId, error, content } = operation;
    const answer = { resourceId, errorCode: error?.code ?? null };
    const { title } = content;
    this.#audit.append(
      { event: 'operation', operationId: id, kind, title, from, to: state, bodyHash, ...answer },
      nowMs,
    );
    return operation;
  }

  #append(id: string, nowMs: number, entry: unknown): void {
    this.#sql.run('INSERT INTO attempts (operation_id, at_ms, entry) VALUES (?, ?, ?)', id, nowMs, encode(entry));
  }

  #require(id: string): StoredOperation {
    const found = this.find(id);
    if (!found) throw new Error('an operation that is not there');
    return found;
  }

  #all(condition: string, ...values: string[]): StoredOperation[] {
    return this.#sql.all(`SELECT ${operationColumns} FROM operations ${condition}`, ...values).map(toStoredOperation);
  }
}
