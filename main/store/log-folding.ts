import type { Sql } from './sql.ts';

/** So many changes are a log of some megabytes. */
const changesBetween = 300;
/** Work that gives nobody else a turn, such as a first sync, folds in by itself from so many pages on. */
const longestLogPages = 4_000;

/**
 * Folds the log into its file between two answers: within a change it would make every hundredth save wait for the disk three
 * times instead of once. Where it fails it is tried after the next changes, and closing folds in for good.
 */
export class LogFolding {
  readonly #sql: Sql;
  #changes = 0;
  #isPlanned = false;
  #isHeld = false;
  #hasEnded = false;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#limit(longestLogPages);
  }

  /** To be called after each change. */
  noteChange(): void {
    this.#changes += 1;
    if (this.#changes < changesBetween || this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => this.#fold()).unref();
  }

  /** Folds in now, unless it is held: for changes of many pages, of which few may come together. */
  fold(): void {
    this.#fold();
  }

  /** Keeps the log from being folded in until the answer is called. */
  hold(): () => void {
    this.#limit(0);
    this.#isHeld = true;
    return () => {
      this.#isHeld = false;
      if (!this.#hasEnded) this.#limit(longestLogPages);
    };
  }

  /** The connection is about to be closed. */
  end(): void {
    this.#hasEnded = true;
  }

  #fold(): void {
    this.#isPlanned = false;
    if (this.#hasEnded || this.#isHeld) return;
    this.#changes = 0;
    try {
      this.#sql.all('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // A change that cannot be kept says so itself.
    }
  }

  #limit(pages: number): void {
    this.#sql.all(`PRAGMA wal_autocheckpoint = ${String(pages)}`);
  }
}
