import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { decode, decodeText, encode } from './codec.ts';
import { foldGerman, searchDocument } from './fold.ts';
import { searchCondition } from './search.ts';
import type { Sql } from './sql.ts';
import { guard, guardValue } from './storage-error.ts';
import { TextIndex } from './text-index.ts';

/** How rows of one kind are named and found. */
export interface MirrorKind<T extends { id: string }> {
  table: 'contacts' | 'articles';
  name: (row: T) => string;
  /** Everything that a search should find it by. */
  searchable: (row: T) => string[];
}

/** A locally searched copy of a small collection of Lexware's. */
export class MirrorTable<T extends { id: string }> {
  readonly #sql: Sql;
  readonly #kind: MirrorKind<T>;
  readonly #texts: TextIndex;

  constructor(sql: Sql, kind: MirrorKind<T>) {
    this.#sql = sql;
    this.#kind = kind;
    this.#texts = new TextIndex(sql, kind.table);
  }

  /**
   * Rows that contain every typed word, those whose name begins with the text first, then by name; all for empty text.
   * @param limit at most so many rows
   */
  search(text: string, limit: number): Result<T[], AppError> {
    return guardValue(() => {
      const { table } = this.#kind;
      const condition = searchCondition(text, table);
      const where = condition ? `WHERE ${condition.sql}` : '';
      return this.#sql
        .all(
          `SELECT payload FROM ${table} ${where} ORDER BY instr(name_key, ?) = 1 DESC, name_key, id LIMIT ?`,
          ...(condition?.values ?? []),
          foldGerman(text),
          limit,
        )
        .map((row) => decode(row['payload']) as T);
    });
  }

  /** One row by id; `lexware_not_found` where the mirror has none. */
  get(id: string): Result<T, AppError> {
    return guard(() => {
      const row = this.#sql.first(`SELECT payload FROM ${this.#kind.table} WHERE id = ?`, id);
      return row ? ok(decode(row['payload']) as T) : fail(appError('lexware_not_found'));
    });
  }

  /** How many rows there are. */
  count(): number {
    return this.#sql.number(`SELECT count(*) FROM ${this.#kind.table}`);
  }

  /** The ids of the rows of that name, however it is written. */
  idsNamed(name: string): string[] {
    const { table } = this.#kind;
    return this.#sql
      .all(`SELECT CAST(id AS BLOB) AS id FROM ${table} WHERE name_key = ?`, foldGerman(name))
      .map((row) => decodeText(row['id']));
  }

  /** Takes a row out at once. */
  remove(id: string): void {
    const { table } = this.#kind;
    this.#texts.remove(`SELECT rowid FROM ${table} WHERE id = ?`, id);
    this.#sql.run(`DELETE FROM ${table} WHERE id = ?`, id);
  }

  /** Stores rows as seen in a sweep; answers how many are new or changed. */
  upsert(rows: readonly T[], generation: number): number {
    return rows.reduce((changed, row) => changed + (this.#upsertOne(row, generation) ? 1 : 0), 0);
  }

  /**
   * Ends a complete sweep: a row that two sweeps in a row did not see is gone at Lexware. One is not enough, since
   * rows move between pages while they are read.
   * @returns how many rows were removed, and how many were missed once
   */
  endSweep(generation: number): { removed: number; missed: number } {
    const { table } = this.#kind;
    this.#sql.run(`UPDATE ${table} SET missed = missed + 1 WHERE generation < ?`, generation);
    this.#texts.remove(`SELECT rowid FROM ${table} WHERE missed >= 2`);
    const removed = this.#sql.run(`DELETE FROM ${table} WHERE missed >= 2`);
    return { removed, missed: this.#sql.number(`SELECT count(*) FROM ${table} WHERE missed > 0`) };
  }

  #upsertOne(row: T, generation: number): boolean {
    const { table, name, searchable } = this.#kind;
    const payload = encode(row);
    const known = this.#sql.first(
      `SELECT rowid AS row, payload = ? AS same FROM ${table} WHERE id = ?`,
      payload,
      row.id,
    );
    if (known?.['same'] === 1) {
      this.#sql.run(`UPDATE ${table} SET generation = ?, missed = 0 WHERE rowid = ?`, generation, Number(known['row']));
      return false;
    }
    this.#sql.run(
      `INSERT INTO ${table} (id, name_key, generation, payload) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name_key = excluded.name_key, generation = excluded.generation, missed = 0,
         payload = excluded.payload`,
      row.id,
      foldGerman(name(row)),
      generation,
      payload,
    );
    const rowid = this.#sql.number(`SELECT rowid AS row FROM ${table} WHERE id = ?`, row.id);
    if (known) this.#texts.remove('?', rowid);
    this.#texts.add(rowid, searchDocument(searchable(row)));
    return true;
  }
}
