import { wordsOf } from './fold.ts';
import type { Sql } from './sql.ts';

/** The two full-text indexes of a table: any part of a text from three characters on, and the beginnings of words. */
export class TextIndex {
  readonly #sql: Sql;
  readonly #table: 'voucher' | 'contacts' | 'articles' | 'receipts';

  constructor(sql: Sql, table: 'voucher' | 'contacts' | 'articles' | 'receipts') {
    this.#sql = sql;
    this.#table = table;
  }

  /** Indexes folded text for a row. */
  add(rowid: number, text: string): void {
    this.#sql.run(`INSERT INTO ${this.#table}_search (rowid, search_text) VALUES (?, ?)`, rowid, text);
    const words = [...new Set(wordsOf(text))].join(' ');
    this.#sql.run(`INSERT INTO ${this.#table}_words (rowid, search_text) VALUES (?, ?)`, rowid, words);
  }

  /** Takes the rows of a subquery out of the index. */
  remove(rows: string, ...values: (string | number)[]): void {
    for (const index of ['search', 'words']) {
      this.#sql.run(`DELETE FROM ${this.#table}_${index} WHERE rowid IN (${rows})`, ...values);
    }
  }
}
