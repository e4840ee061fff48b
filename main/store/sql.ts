import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type Database from 'libsql';
import { noteInUse } from './files-in-use.ts';
import { LogFolding } from './log-folding.ts';
import { beginLog, endLog } from './log-mode.ts';
import { toStorageError } from './storage-error.ts';

/** What may be bound. The driver ends the whole process on a boolean and cuts text at a NUL, so both are refused here. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/**
 * A row as the driver answers it. Select blobs, integers and `CAST(text AS BLOB)` only: the driver ends the whole
 * process where stored text is not UTF-8, which one flipped bit in the file is enough for.
 */
export type SqlRow = Record<string, number | bigint | ArrayBuffer | null>;

type Statement = Database.Statement;

/** One connection with its prepared statements; every failure of disk or file is a thrown `StorageError`. */
export class Sql {
  #database: Database.Database;
  #path: string | null;
  #letGo: () => void;
  #isOpen = true;
  readonly #statements = new Map<string, Statement>();
  #depth = 0;
  #log: LogFolding | null = null;

  /** @param path of the file; `null`: in memory */
  constructor(database: Database.Database, path: string | null = null) {
    this.#database = database;
    this.#path = path;
    this.#letGo = path === null ? () => undefined : noteInUse(path);
  }

  /** False once it was closed or abandoned. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Runs SQL without parameters; several statements may be given. */
  exec(sql: string): void {
    attempt(() => this.#database.exec(sql));
  }

  /** Runs one statement and answers the number of changed rows. */
  run(sql: string, ...values: SqlValue[]): number {
    if (this.#depth === 0) this.prepareToWrite();
    const changes = attempt(() => this.#prepared(sql).run(checked(values)).changes);
    if (this.#depth === 0) this.#log?.noteChange();
    return changes;
  }

  /** All rows of a query. */
  all(sql: string, ...values: SqlValue[]): SqlRow[] {
    return attempt(() => this.#prepared(sql).all(checked(values)) as SqlRow[]);
  }

  /** The first row of a query. */
  first(sql: string, ...values: SqlValue[]): SqlRow | undefined {
    return this.all(sql, ...values)[0];
  }

  /** The number in the first column of the first row; 0 where there is none. */
  number(sql: string, ...values: SqlValue[]): number {
    const row = this.first(sql, ...values);
    return row ? Number(Object.values(row)[0] ?? 0) : 0;
  }

  /**
   * Runs `work` in one transaction, durable when this returns. A call inside another joins it, so that repositories
   * can be combined into one step.
   */
  transact<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.prepareToWrite();
    this.exec('BEGIN IMMEDIATE');
    this.#depth = 1;
    try {
      const value = work();
      this.exec('COMMIT');
      this.#log?.noteChange();
      return value;
    } catch (error) {
      // SQLite has already rolled back after a full disk or an I/O error.
      if (this.#database.inTransaction) this.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth = 0;
    }
  }

  /**
   * Turns to the log (`log-mode.ts`), once: whatever changes the file does so before, which waits for the disk some times.
   * Where it fails, the change does too, and the next one tries again.
   */
  prepareToWrite(): void {
    if (this.#log !== null || this.#path === null) return;
    beginLog(this, this.#path);
    this.#log = new LogFolding(this);
  }

  /** Folds the log in before it has grown so much that doing so would hold everything up. */
  foldLog(): void {
    this.#log?.fold();
  }

  /** Keeps the log from being folded in until the answer is called, so that the file stays one state. */
  holdLog(): () => void {
    this.prepareToWrite();
    return this.#log?.hold() ?? (() => undefined);
  }

  /** Lets go of prepared statements, which keep what they were prepared for in use. */
  forgetStatements(): void {
    this.#statements.clear();
  }

  /** Goes on with the other connection, which must not be used by itself any more; the present one is closed. */
  adopt(other: Sql): void {
    if (this.#depth > 0) throw new Error('not within a transaction');
    this.#release();
    this.#database = other.#database;
    this.#path = other.#path;
    this.#letGo = other.#letGo;
    this.#log = null;
    this.#isOpen = true;
  }

  /**
   * Ends the use of the file. The driver cannot finalise statements, so its own `close` keeps the file locked until they
   * are collected; leaving the log folds it in and lets go of every lock at once.
   */
  close(): void {
    const path = this.#path;
    const steps = [
      () => path === null || endLog(this, path),
      // Also where that failed: the next steps let go of the lock all the same.
      () => this.all('PRAGMA journal_mode = DELETE'),
      () => this.all('PRAGMA locking_mode = NORMAL'),
      () => this.all('PRAGMA user_version'),
    ];
    const failed = steps.slice(this.#log === null ? 1 : 0).flatMap((step) => failureOf(step));
    this.#release();
    if (failed.length > 0) throw failed[0];
  }

  /** Lets go of the file as it is. Its locks go a turn later, with the driver's statements. */
  abandon(): void {
    try {
      this.#release();
    } finally {
      collectSoon();
    }
  }

  #release(): void {
    this.#isOpen = false;
    this.#log?.end();
    this.#statements.clear();
    this.#letGo();
    attempt(() => this.#database.close());
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

/**
 * Has what nobody uses any more collected: the driver lets go of a statement, and with the last one of the file, only
 * then, and a file that could not be opened would refuse every further try until that happened by chance.
 */
function collectSoon(): void {
  setImmediate(() => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
    collect();
  }).unref();
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error);
  }
}

function failureOf(step: () => unknown): unknown[] {
  try {
    step();
    return [];
  } catch (error) {
    return [error];
  }
}

function checked(values: SqlValue[]): SqlValue[] {
  for (const value of values) {
    if (value === null || typeof value === 'bigint' || value instanceof Uint8Array) continue;
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    if (typeof value === 'string' && !value.includes('\0')) continue;
    throw new TypeError(`a ${typeof value} that cannot be bound`);
  }
  return values;
}
