import { appError, type AppError } from '../../domain/errors.ts';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import type { Candidate, Operation, OperationKind, OperationState } from '../../domain/operation.ts';
import type { Cents } from '../../domain/primitives.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { InvoiceBody } from '../lexware/api.ts';
import { encode } from './codec.ts';
import { operationColumns, toOperation, toStoredOperation } from './operation-rows.ts';
import { mayFollow } from './operation-transitions.ts';
import type { Sql } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';

/** What an operation wants done: the draft as it was when it was sent off, and the body made of it. */
export interface OperationContent {
  title: string;
  totalCents: Cents | null;
  draft: InvoiceDraft;
  body: InvoiceBody;
}

/** What is known of an operation's course besides its state. */
export interface OperationProgress {
  error: AppError | null;
  candidates: Candidate[];
  /** The newest creation at Lexware that was known before the first byte left, ms of the server's clock; 0: none. */
  watermarkMs: number;
  /** Vouchers near the watermark that existed before. */
  knownIds: string[];
  /** When the running or last attempt began, ms. */
  sentMs: number;
}

export interface StoredOperation extends OperationContent, OperationProgress {
  sequence: number;
  id: string;
  kind: OperationKind;
  state: OperationState;
  draftId: string | null;
  /** SHA-256 of the canonical body, hexadecimal. */
  bodyHash: string;
  resourceId: string | null;
  createdMs: number;
  changedMs: number;
  /** Not to be sent before, ms; 0: at once. */
  notBeforeMs: number;
  attempts: number;
}

export interface NewOperation {
  id: string;
  kind: OperationKind;
  draftId: string;
  bodyHash: string;
  content: OperationContent;
}

/** One step of an operation. `note` goes to the appended record of attempts. */
export interface Step {
  to: OperationState;
  nowMs: number;
  progress?: Partial<OperationProgress>;
  resourceId?: string;
  notBeforeMs?: number;
  /** New content for another attempt after a rejection. */
  content?: { content: OperationContent; bodyHash: string; kind: OperationKind };
  note?: unknown;
}

const confirmedShown = 200;
const noProgress: OperationProgress = { error: null, candidates: [], watermarkMs: 0, knownIds: [], sentMs: 0 };

/** The outbox's rows. Their course is only ever appended to, and nothing unsettled can be deleted. */
export class Operations {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
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

  /** All operations in one state, oldest first. */
  inState(state: OperationState): StoredOperation[] {
    return this.#all('WHERE state = ? ORDER BY sequence', state);
  }

  /**
   * The operation whose turn it is, whether or not it must wait for `notBeforeMs`: documents get their numbers in the
   * order in which the user sent them. One with the same body as an unsettled one waits, since their effects could
   * not be told apart.
   */
  next(): StoredOperation | null {
    return (
      this.#all(
        `WHERE state = 'queued' AND body_hash NOT IN
           (SELECT body_hash FROM operations WHERE state IN ('sending', 'unknown', 'needsDecision'))
         ORDER BY sequence LIMIT 1`,
      )[0] ?? null
    );
  }

  /** Whether a voucher is already known as the effect of an operation. */
  isClaimed(resourceId: string): boolean {
    return this.#sql.number('SELECT count(*) FROM operations WHERE voucher_id = ?', resourceId) > 0;
  }

  /** Appends a queued operation; belongs into the transaction that marks its draft. */
  enqueue(operation: NewOperation, nowMs: number): StoredOperation {
    this.#sql.run(
      `INSERT INTO operations (id, kind, state, draft_id, body_hash, created_ms, changed_ms, content, progress)
       VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?)`,
      operation.id,
      operation.kind,
      operation.draftId,
      operation.bodyHash,
      nowMs,
      nowMs,
      encode(operation.content),
      encode(noProgress),
    );
    return this.#require(operation.id);
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

  #replaceContent(id: string, { content, bodyHash, kind }: NonNullable<Step['content']>): void {
    this.#sql.run(
      'UPDATE operations SET content = ?, body_hash = ?, kind = ? WHERE id = ?',
      encode(content),
      bodyHash,
      kind,
      id,
    );
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
