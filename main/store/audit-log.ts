import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as v from 'valibot';
import { auditFactsSchema, type AuditEntry, type AuditFacts, type AuditVerdict } from '../../domain/audit.ts';
import { decode, decodeText, encode, toBytes } from './codec.ts';
import type { Sql, SqlRow } from './sql.ts';
import { StorageError } from './storage-error.ts';

/** What the first entry follows. */
const beginning = '0'.repeat(64);
/** Rows that are checked between two turns of the event loop. */
const slice = 500;

interface ChainRow {
  sequence: number;
  atMs: number;
  facts: Uint8Array;
  hash: string;
}

/**
 * Who signed in, what was sent when, and what was answered: a chain of hashes that the database itself only lets grow.
 * Whoever changes or removes an entry in the middle breaks the chain there; that the newest were cut off shows only
 * against an exported log, which ends with the hash that has to be found again.
 */
export class AuditLog {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Appends an entry; belongs into the transaction of what it tells. */
  append(facts: AuditFacts, nowMs: number): void {
    const last = this.#rows('ORDER BY sequence DESC LIMIT 1')[0];
    const sequence = (last?.sequence ?? 0) + 1;
    const bytes = encode(facts);
    const hash = hashOf({ sequence, atMs: nowMs, facts: bytes, previous: last?.hash ?? beginning });
    this.#sql.run(
      'INSERT INTO audit_entries (sequence, at_ms, facts, hash) VALUES (?, ?, ?, ?)',
      sequence,
      nowMs,
      bytes,
      hash,
    );
  }

  /** Newest first, those before `before` only. */
  list(limit: number, before: number | null): AuditEntry[] {
    return this.#rows(
      'WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    ).map(toEntry);
  }

  /** Oldest first, those after `after` only. */
  listForward(limit: number, after: number): AuditEntry[] {
    return this.#rows('WHERE sequence > ? ORDER BY sequence LIMIT ?', after, limit).map(toEntry);
  }

  /** Computes the whole chain anew, in slices, and names the first entry that does not fit. */
  async verify(): Promise<AuditVerdict> {
    let count = 0;
    let previous = beginning;
    for (;;) {
      const rows = this.#rows('WHERE sequence > ? ORDER BY sequence LIMIT ?', count, slice);
      for (const row of rows) {
        const expected = hashOf({ ...row, sequence: count + 1, previous });
        if (row.sequence !== count + 1 || row.hash !== expected || readFacts(row) === null)
          return { count, brokenAt: count + 1 };
        count += 1;
        previous = row.hash;
      }
      if (rows.length < slice) return { count, brokenAt: null };
      await nextTurn();
    }
  }

  #rows(rest: string, ...values: number[]): ChainRow[] {
    const columns = 'sequence, at_ms, facts, CAST(hash AS BLOB) AS hash';
    return this.#sql.all(`SELECT ${columns} FROM audit_entries ${rest}`, ...values).map(toChainRow);
  }
}

/** SHA-256 over the hash before, the number, the time in ms, each followed by a line feed, and the text of the facts. */
function hashOf({ sequence, atMs, facts, previous }: Omit<ChainRow, 'hash'> & { previous: string }): string {
  return createHash('sha256')
    .update(`${previous}\n${String(sequence)}\n${String(atMs)}\n`)
    .update(facts)
    .digest('hex');
}

function toChainRow(row: SqlRow): ChainRow {
  return {
    sequence: Number(row['sequence']),
    atMs: Number(row['at_ms']),
    facts: toBytes(row['facts']),
    hash: decodeText(row['hash']),
  };
}

function toEntry(row: ChainRow): AuditEntry {
  const facts = readFacts(row);
  if (facts === null) throw new StorageError('storage_unavailable', new TypeError('an entry of the audit log'));
  return { sequence: row.sequence, at: new Date(row.atMs).toISOString(), facts, hash: row.hash };
}

/** What an entry tells; `null` where that is no entry's text. */
function readFacts({ facts }: ChainRow): AuditFacts | null {
  try {
    const read = v.safeParse(auditFactsSchema, decode(facts));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
