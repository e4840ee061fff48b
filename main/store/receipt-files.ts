import { createHash } from 'node:crypto';
import type { LexwareFile } from '../lexware/api.ts';
import { decodeText, toBytes } from './codec.ts';
import type { Sql } from './sql.ts';

/** SHA-256 of a file's bytes, hexadecimal: the name under which it is kept. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes of receipts, each kept once. */
export class ReceiptFiles {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Keeps a file under its hash and answers that; of equal bytes the first name stays. */
  keep(file: LexwareFile, nowMs: number): string {
    const hash = contentHash(file.bytes);
    this.#sql.run(
      `INSERT INTO receipt_files (hash, file_name, media_type, size, created_ms, bytes) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hash) DO NOTHING`,
      hash,
      file.fileName,
      file.mediaType,
      file.bytes.byteLength,
      nowMs,
      file.bytes,
    );
    return hash;
  }

  /** A kept file, or `null`; also where the bytes are no longer those that were kept. */
  find(hash: string): LexwareFile | null {
    const row = this.#sql.first(
      `SELECT CAST(file_name AS BLOB) AS file_name, CAST(media_type AS BLOB) AS media_type, bytes
       FROM receipt_files WHERE hash = ?`,
      hash,
    );
    if (!row) return null;
    const bytes = toBytes(row['bytes']);
    if (contentHash(bytes) !== hash) return null;
    return { fileName: decodeText(row['file_name']), mediaType: decodeText(row['media_type']), bytes };
  }
}
