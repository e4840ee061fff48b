import { randomUUID } from 'node:crypto';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { contactSchema } from '../../../domain/contact.ts';
import { operationSchema } from '../../../domain/operation.ts';
import { toCipherKey } from '../../../main/store/database-key.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { toOperation } from '../../../main/store/operation-rows.ts';
import { contentHash } from '../../../main/store/receipt-files.ts';
import { sampleContact, sampleDraft, sampleReceipt } from './samples.ts';
import { codeOf, memoryStore, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;

/** Opens a file of the first version with what it held then: an operation without a kind, a contact without a state. */
function firstVersion(change: (database: Database.Database) => void) {
  const place = temporaryPlace();
  openStore(place, migrations.slice(0, 1)).close();
  const options = { encryptionKey: toCipherKey(place.key) } as unknown as Database.Options;
  const database = new Database(place.path, options);
  change(database);
  database.close();
  return openStore(place);
}

function insertOperation(database: Database.Database, id: string): void {
  const draft = sampleDraft();
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  database.prepare('INSERT INTO drafts VALUES (?, ?, ?, ?, NULL, ?)').run([draft.id, 'queued', now, now, json(draft)]);
  const content = { title: 'Ida Petersen', totalCents: 11900, draft, body: { taxConditions: { taxType: 'net' } } };
  const candidate = { resourceId: randomUUID(), number: 'RE1', status: 'open', contactName: 'Ida Petersen' };
  const candidates = [{ ...candidate, voucherDate: '2026-09-01', totalCents: 11900 }];
  const progress = { error: null, candidates, watermarkMs: 0, knownIds: [], sentMs: now };
  database
    .prepare(
      `INSERT INTO operations (id, kind, state, draft_id, body_hash, created_ms, changed_ms, content, progress)
       VALUES (?, 'createInvoiceDraft', 'needsDecision', ?, 'x', ?, ?, ?, ?)`,
    )
    .run([id, draft.id, now, now, json(content), json(progress)]);
}

function insertContact(database: Database.Database, id: string, payload: string): void {
  database
    .prepare('INSERT INTO contacts (id, name_key, generation, payload) VALUES (?, ?, 1, ?)')
    .run([id, 'x', Buffer.from(payload)]);
}

describe('what the first version stored', () => {
  it('is read as an operation for an invoice, with candidates that are invoices', () => {
    const id = randomUUID();
    const store = firstVersion((database) => insertOperation(database, id));
    const stored = store.operations.find(id);
    expect(stored).toMatchObject({
      content: { kind: 'invoice', title: 'Ida Petersen' },
      dependsOn: null,
      waits: false,
    });
    const shown = v.parse(operationSchema, stored && toOperation(stored));
    expect(shown).toMatchObject({
      subject: { kind: 'invoice', voucherDate: '2026-09-01' },
      totalCents: 11900,
      waitsFor: null,
      candidates: [{ kind: 'invoice', number: 'RE1' }],
    });
    store.close();
  });

  it('is read as contacts that Lexware has, and what cannot be read harms no other', () => {
    const contact = sampleContact({ name: 'Größe & "Söhne"' });
    // `undefined` is left out of JSON.
    const old = { ...contact, pending: undefined };
    const brokenId = randomUUID();
    const store = firstVersion((database) => {
      insertContact(database, old.id, JSON.stringify(old));
      insertContact(database, brokenId, '{"name":');
    });
    expect(v.parse(contactSchema, valueOf(store.contacts.get(old.id)))).toEqual(contact);
    expect(codeOf(store.contacts.get(brokenId))).toBe('storage_unavailable');
    // The next sweep finds nothing changed.
    expect(store.contacts.upsert([contact], 2)).toBe(0);
    store.close();
  });
});

describe('receipts', () => {
  it('are kept once under their hash, with the first name', () => {
    const store = memoryStore();
    const receipt = sampleReceipt('eins', 'a.pdf');
    const hash = store.receipts.keep(receipt, now);
    expect(store.receipts.keep({ ...receipt, fileName: 'b.pdf' }, now)).toBe(hash);
    expect(hash).toBe(contentHash(receipt.bytes));
    expect(store.receipts.find(hash)).toEqual(receipt);
    expect(store.receipts.find(contentHash(new Uint8Array([1])))).toBe(null);
  });

  it('of the largest size come back byte for byte from a file on the disk', () => {
    const place = temporaryPlace();
    const bytes = new Uint8Array(5_242_880).map((_byte, index) => (index * 31) % 256);
    const store = openStore(place);
    const hash = store.receipts.keep({ fileName: 'a.pdf', mediaType: 'application/pdf', bytes }, now);
    store.close();
    const reopened = openStore(place);
    expect(contentHash(reopened.receipts.find(hash)?.bytes ?? new Uint8Array())).toBe(hash);
    reopened.close();
  });
});

describe('contacts on their way', () => {
  it('are found under both ids once they have Lexware’s, and only once', () => {
    const { contacts } = memoryStore();
    const pending = sampleContact({ pending: true, customerNumber: null });
    contacts.addPending(pending, randomUUID());
    expect(contacts.alias(pending.id)).toMatchObject({ contactId: null });
    expect(contacts.resolve(pending.id)).toBe(pending.id);
    const confirmed = sampleContact();
    contacts.confirmPending(pending.id, confirmed, 1);
    expect(valueOf(contacts.get(pending.id))).toEqual(confirmed);
    expect(valueOf(contacts.get(confirmed.id))).toEqual(confirmed);
    expect(valueOf(contacts.search('nordlicht', 10))).toEqual([confirmed]);
  });

  it('leave what a pull has brought meanwhile as it is', () => {
    const { contacts } = memoryStore();
    const pulled = sampleContact({ email: 'neu@nordlicht.example' });
    const pending = sampleContact({ pending: true });
    contacts.addPending(pending, randomUUID());
    contacts.upsert([pulled], 3);
    contacts.confirmPending(pending.id, { ...pulled, email: null }, 3);
    expect(valueOf(contacts.search('', 10))).toEqual([pulled]);
  });

  it('are nobody’s alias under an id that Kontor did not give', () => {
    const { contacts } = memoryStore();
    const id = randomUUID();
    expect([contacts.alias(id), contacts.resolve(id)]).toEqual([null, id]);
  });

  it('are found by their name for telling new ones from old, in any case and spelling', () => {
    const { contacts } = memoryStore();
    const [one, other] = [sampleContact({ name: 'Müller' }), sampleContact({ name: 'Müller GmbH' })];
    contacts.upsert([one, other], 1);
    expect(contacts.idsNamed('MUELLER')).toEqual([one.id]);
    contacts.remove(one.id);
    expect(contacts.idsNamed('Müller')).toEqual([]);
    expect(valueOf(contacts.search('muller', 10))).toEqual([other]);
  });
});
