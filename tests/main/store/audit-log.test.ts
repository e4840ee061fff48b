import { createHash, randomUUID } from 'node:crypto';
import Database from 'libsql';
import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { AuditFacts } from '../../../domain/audit.ts';
import { AuditLog } from '../../../main/store/audit-log.ts';
import { audit } from '../../../main/store/migrations/0006-audit.ts';
import { Sql } from '../../../main/store/sql.ts';
import { sampleDraft } from './samples.ts';
import { memoryStore, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;
const withoutGuards = 'DROP TRIGGER audit_entries_stay; DROP TRIGGER audit_entries_stay_so;';

/** A log alone in a database, as somebody would see it who holds the key. */
function openLog(entries: number): { sql: Sql; log: AuditLog } {
  const sql = new Sql(new Database(':memory:'), null);
  sql.exec(audit);
  const log = new AuditLog(sql);
  for (let index = 0; index < entries; index += 1) log.append(factsOf(index), now + index);
  return { sql, log };
}

function factsOf(index: number): AuditFacts {
  if (index % 3 === 0) return { event: 'signedIn', method: index % 2 === 0 ? 'oauth' : 'apiKey' };
  if (index % 3 === 1) return { event: 'restored', copy: `copy ${String(index)}` };
  return { event: 'exported' };
}

/** How each field of an entry is changed by somebody who does not compute the chain anew. */
const tampering: Readonly<Record<string, (sequence: number) => string>> = {
  time: (sequence) => `UPDATE audit_entries SET at_ms = at_ms + 1 WHERE sequence = ${String(sequence)}`,
  facts: (sequence) =>
    `UPDATE audit_entries SET facts = CAST('{"event":"signedOut"}' AS BLOB) WHERE sequence = ${String(sequence)}`,
  'facts, to what is no entry': (sequence) =>
    `UPDATE audit_entries SET facts = x'7b00ff' WHERE sequence = ${String(sequence)}`,
  hash: (sequence) => `UPDATE audit_entries SET hash = '${'a'.repeat(64)}' WHERE sequence = ${String(sequence)}`,
  row: (sequence) => `DELETE FROM audit_entries WHERE sequence = ${String(sequence)}`,
};

describe('the audit log', () => {
  it('is whole while nobody touches it, also over many slices', async () => {
    const { log } = openLog(1_203);
    expect(await log.verify()).toEqual({ count: 1_203, brokenAt: null });
    expect(await openLog(0).log.verify()).toEqual({ count: 0, brokenAt: null });
  });

  it('is listed from both ends, page by page', () => {
    const { log } = openLog(7);
    expect(log.list(3, null).map(({ sequence }) => sequence)).toEqual([7, 6, 5]);
    expect(log.list(3, 5).map(({ sequence }) => sequence)).toEqual([4, 3, 2]);
    expect(log.listForward(3, 0).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(log.listForward(9, 6)).toMatchObject([{ sequence: 7, at: new Date(now + 6).toISOString() }]);
  });

  it.each(['DELETE FROM audit_entries', 'UPDATE audit_entries SET at_ms = 0'])('refuses: %s', async (statement) => {
    const { sql, log } = openLog(3);
    expect(() => sql.exec(statement)).toThrow();
    expect(await log.verify()).toEqual({ count: 3, brokenAt: null });
  });

  property.prop([
    fc
      .integer({ min: 2, max: 12 })
      .chain((entries) => fc.tuple(fc.constant(entries), fc.integer({ min: 1, max: entries - 1 }))),
    fc.constantFrom(...Object.keys(tampering)),
  ])('names the first entry that somebody changed', async ([entries, sequence], what) => {
    const { sql, log } = openLog(entries);
    sql.exec(withoutGuards);
    sql.exec(tampering[what]?.(sequence) ?? '');
    expect(await log.verify()).toEqual({ count: sequence - 1, brokenAt: sequence });
  });

  it('notices an entry that was slipped in at the end without its hash', async () => {
    const { sql, log } = openLog(2);
    sql.exec(`INSERT INTO audit_entries VALUES (3, 1, CAST('{"event":"exported"}' AS BLOB), '${'b'.repeat(64)}')`);
    expect(await log.verify()).toEqual({ count: 2, brokenAt: 3 });
  });

  it('can be verified by anybody with the rule that is written down', () => {
    const { log } = openLog(4);
    let previous = '0'.repeat(64);
    for (const { sequence, at, facts, hash } of log.listForward(10, 0)) {
      const text = `${previous}\n${String(sequence)}\n${String(Date.parse(at))}\n${JSON.stringify(facts)}`;
      expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
      previous = hash;
    }
  });
});

describe('what the outbox does', () => {
  it('is told in the order in which it happened, with what was sent and what was answered', async () => {
    const store = memoryStore();
    const draft = sampleDraft();
    valueOf(store.drafts.create(draft, now));
    const body = { taxConditions: { taxType: 'net' as const } };
    const content = { kind: 'invoice' as const, title: 'Muster GmbH', totalCents: 1, draft, body };
    const bodyHash = 'c'.repeat(64);
    const id = randomUUID();
    const resourceId = randomUUID();
    store.operations.enqueue(
      { id, kind: 'createInvoiceFinalised', draftId: draft.id, bodyHash, content, dependsOn: null },
      now,
    );
    store.operations.advance(id, { to: 'sending', nowMs: now + 1 });
    store.operations.advance(id, { to: 'confirmed', nowMs: now + 2, resourceId });
    const told = store.audit.listForward(10, 0).map(({ at, facts }) => ({ at: Date.parse(at) - now, ...facts }));
    const same = {
      event: 'operation',
      operationId: id,
      kind: 'createInvoiceFinalised',
      title: 'Muster GmbH',
      bodyHash,
    };
    expect(told).toEqual([
      { ...same, at: 0, from: null, to: 'queued', resourceId: null, errorCode: null },
      { ...same, at: 1, from: 'queued', to: 'sending', resourceId: null, errorCode: null },
      { ...same, at: 2, from: 'sending', to: 'confirmed', resourceId, errorCode: null },
    ]);
    expect(await store.audit.verify()).toEqual({ count: 3, brokenAt: null });
  });

  it('leaves no trace of a step that was rolled back', async () => {
    const store = memoryStore();
    const broken = (): void =>
      store.transact(() => {
        store.audit.append({ event: 'exported' }, now);
        throw new Error('the disk is full');
      });
    expect(broken).toThrow('the disk is full');
    store.audit.append({ event: 'signedOut' }, now);
    expect(await store.audit.verify()).toEqual({ count: 1, brokenAt: null });
  });
});
