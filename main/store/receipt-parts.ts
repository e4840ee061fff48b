import { createHash, type Hash } from 'node:crypto';
import type { LexwareFile } from '../lexware/api.ts';
import { toBytes } from './codec.ts';
import type { Sql } from './sql.ts';

/** Puts a file together, part by part, and proves in the end that it is the one that was kept. */
export class PartReading {
  readonly #sql: Sql;
  readonly #hash: string;
  readonly #named: Omit<LexwareFile, 'bytes'>;
  readonly #bytes: Uint8Array;
  readonly #digest: Hash = createHash('sha256');
  #length: number;
  #part = 0;

  constructor(sql: Sql, hash: string, named: Omit<LexwareFile, 'bytes'>, size: number, first: Uint8Array) {
    this.#sql = sql;
    this.#hash = hash;
    this.#named = named;
    this.#bytes = first.byteLength === size ? first : new Uint8Array(size);
    this.#length = first.byteLength === size ? size : 0;
    this.#digest.update(first);
  }

  /** Reads one more part; answers whether there was one. */
  next(): boolean {
    if (this.#length >= this.#bytes.byteLength) return false;
    const row = this.#sql.first('SELECT bytes FROM receipt_parts WHERE hash = ? AND part = ?', this.#hash, this.#part);
    const part = row ? toBytes(row['bytes']) : new Uint8Array();
    if (part.byteLength === 0 || this.#length + part.byteLength > this.#bytes.byteLength) return false;
    this.#bytes.set(part, this.#length);
    this.#digest.update(part);
    this.#length += part.byteLength;
    this.#part += 1;
    return true;
  }

  end(): LexwareFile | null {
    return this.#digest.digest('hex') === this.#hash ? { ...this.#named, bytes: this.#bytes } : null;
  }
}
