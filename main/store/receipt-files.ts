import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LexwareFile } from '../lexware/api.ts';
import { decodeText, toBytes } from './codec.ts';
import { PartReading } from './receipt-parts.ts';
import type { Sql } from './sql.ts';

/**
 * Bytes that are written or read at once. Measured on two shared cores: encrypting and writing costs 40 ms per MB, and
 * nothing may hold the app up for 50 ms.
 */
export const partBytes = 256 * 1024;

/** So many parts are a log that is folded in at once without holding anything up. */
const partsBetweenFolds = 4;

/** SHA-256 of a file's bytes, hexadecimal: the name under which it is kept. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** `contentHash` piece by piece, with turns for others in between. */
export async function contentHashInTurns(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < bytes.byteLength; start += 16 * partBytes) {
    if (start > 0) await nextTurn();
    hash.update(bytes.subarray(start, start + 16 * partBytes));
  }
  return hash.digest('hex');
}

/** What is known of a kept file without its bytes. */
export interface KeptFile {
  hash: string;
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Its first kilobyte. */
  head: Uint8Array;
}

/** The bytes of receipts, each kept once. */
export class ReceiptFiles {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Keeps a file under its hash and answers that; of equal bytes the first name stays. Holds everything up meanwhile. */
  keep(file: LexwareFile, nowMs: number): string {
    const hash = contentHash(file.bytes);
    this.#insert(hash, file, file.bytes, nowMs);
    return hash;
  }

  /**
   * Writes the parts of a large file ahead, with turns for others; `finish` makes it one. Not kept yet when this returns:
   * a crash before `finish` leaves parts that `dropUnfinished` removes.
   */
  async prepare(hash: string, bytes: Uint8Array): Promise<void> {
    if (bytes.byteLength <= partBytes || this.has(hash)) return;
    for (let part = 0; part * partBytes < bytes.byteLength; part += 1) {
      await nextTurn();
      this.#sql.run(
        'INSERT OR REPLACE INTO receipt_parts (hash, part, bytes) VALUES (?, ?, ?)',
        hash,
        part,
        bytes.subarray(part * partBytes, (part + 1) * partBytes),
      );
      if (part % partsBetweenFolds === partsBetweenFolds - 1) {
        await nextTurn();
        this.#sql.foldLog();
      }
    }
    await nextTurn();
  }

  /** Keeps a file whose parts `prepare` wrote, or a small one as it is; belongs into the transaction that needs it. */
  finish(hash: string, file: LexwareFile, nowMs: number): void {
    this.#insert(hash, file, file.bytes.byteLength > partBytes ? new Uint8Array() : file.bytes, nowMs);
  }

  /** Whether a file is kept under this hash. */
  has(hash: string): boolean {
    return this.#sql.number('SELECT count(*) FROM receipt_files WHERE hash = ?', hash) > 0;
  }

  /** A kept file without its bytes, or `null`. */
  describe(hash: string): KeptFile | null {
    const row = this.#sql.first(
      `SELECT CAST(file_name AS BLOB) AS file_name, CAST(media_type AS BLOB) AS media_type, size, substr(coalesce(
         (SELECT bytes FROM receipt_parts WHERE receipt_parts.hash = receipt_files.hash AND part = 0), bytes), 1, 1024) AS head
       FROM receipt_files WHERE hash = ?`,
      hash,
    );
    if (!row) return null;
    return {
      hash,
      fileName: decodeText(row['file_name']),
      mediaType: decodeText(row['media_type']),
      size: Number(row['size']),
      head: toBytes(row['head']),
    };
  }

  /** A kept file, or `null`; also where the bytes are no longer those that were kept. Holds everything up meanwhile. */
  find(hash: string): LexwareFile | null {
    const reading = this.#begin(hash);
    if (!reading) return null;
    while (reading.next());
    return reading.end();
  }

  /** `find` with turns for others in between. */
  async load(hash: string): Promise<LexwareFile | null> {
    const reading = this.#begin(hash);
    if (!reading) return null;
    while (reading.next()) await nextTurn();
    return reading.end();
  }

  /** Removes parts of files that were never finished; only while nothing is being prepared. */
  dropUnfinished(): void {
    this.#sql.run('DELETE FROM receipt_parts WHERE hash NOT IN (SELECT hash FROM receipt_files)');
  }

  #insert(hash: string, file: LexwareFile, stored: Uint8Array, nowMs: number): void {
    this.#sql.run(
      `INSERT INTO receipt_files (hash, file_name, media_type, size, created_ms, bytes) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hash) DO NOTHING`,
      hash,
      file.fileName,
      file.mediaType,
      file.bytes.byteLength,
      nowMs,
      stored,
    );
  }

  #begin(hash: string): PartReading | null {
    const row = this.#sql.first(
      `SELECT CAST(file_name AS BLOB) AS file_name, CAST(media_type AS BLOB) AS media_type, size, bytes
       FROM receipt_files WHERE hash = ?`,
      hash,
    );
    if (!row) return null;
    const named = { fileName: decodeText(row['file_name']), mediaType: decodeText(row['media_type']) };
    return new PartReading(this.#sql, hash, named, Number(row['size']), toBytes(row['bytes']));
  }
}
