import type { Invoice } from '../../domain/voucher.ts';
import type { LexwareFile } from '../lexware/api.ts';
import { decode, encode, toBytes } from './codec.ts';
import type { Sql } from './sql.ts';

export type DocumentFormat = 'pdf' | 'xml';

/** Files beyond this are dropped, least recently used first. Bytes. */
export const fileBudget = 256 * 1024 * 1024;
/** The last use is noted once a day: it stands in the row of the bytes, which is written wholly each time. ms */
const usePrecisionMs = 86_400_000;

/** Invoices in full and their files, as fetched; a cache that can be emptied at any time. */
export class Documents {
  readonly #sql: Sql;
  readonly #budget: number;

  /** @param budget how many bytes of files are kept */
  constructor(sql: Sql, budget: number = fileBudget) {
    this.#sql = sql;
    this.#budget = budget;
  }

  /** The invoice as last fetched and when (ms), or `null`. */
  invoice(id: string): { invoice: Invoice; fetchedMs: number } | null {
    const row = this.#sql.first('SELECT fetched_ms, payload FROM invoices WHERE id = ?', id);
    return row ? { invoice: decode(row['payload']) as Invoice, fetchedMs: Number(row['fetched_ms']) } : null;
  }

  /** Keeps an invoice. */
  keepInvoice(invoice: Invoice, nowMs: number): void {
    this.#sql.run(
      `INSERT INTO invoices (id, fetched_ms, payload) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET fetched_ms = excluded.fetched_ms, payload = excluded.payload`,
      invoice.id,
      nowMs,
      encode(invoice),
    );
  }

  /** A kept file, or `null`. */
  file(id: string, format: DocumentFormat, nowMs: number): LexwareFile | null {
    const row = this.#sql.first(
      'SELECT used_ms, description, bytes FROM files WHERE id = ? AND format = ?',
      id,
      format,
    );
    if (!row) return null;
    if (Math.abs(nowMs - Number(row['used_ms'])) >= usePrecisionMs) {
      this.#sql.run('UPDATE files SET used_ms = ? WHERE id = ? AND format = ?', nowMs, id, format);
    }
    const description = decode(row['description']) as { fileName: string; mediaType: string };
    return { ...description, bytes: toBytes(row['bytes']) };
  }

  /** Keeps a file and drops what was not used for longest where the budget is passed. */
  keepFile(id: string, format: DocumentFormat, file: LexwareFile, nowMs: number): void {
    this.#sql.transact(() => {
      this.#sql.run(
        'INSERT OR REPLACE INTO files (id, format, used_ms, size, description, bytes) VALUES (?, ?, ?, ?, ?, ?)',
        id,
        format,
        nowMs,
        file.bytes.byteLength,
        encode({ fileName: file.fileName, mediaType: file.mediaType }),
        file.bytes,
      );
      this.#sql.run(
        `DELETE FROM files WHERE (id, format) IN (SELECT id, format FROM (
           SELECT id, format, sum(size) OVER (ORDER BY used_ms DESC, id, format) AS running FROM files
         ) WHERE running > ?)`,
        this.#budget,
      );
    });
  }

  /** Drops the files of vouchers that changed; their details are fetched again when looked at. */
  forget(id: string): void {
    this.#sql.run('DELETE FROM invoices WHERE id = ?', id);
    this.#sql.run('DELETE FROM files WHERE id = ?', id);
  }
}
