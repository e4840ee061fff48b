import { fc, test } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../domain/contact.ts';
import { foldGerman } from '../../../main/store/fold.ts';
import { contract } from '../../../preload/contract.ts';
import { sampleContact, sampleRow } from './samples.ts';
import { codeOf, memoryStore, valueOf } from './temporary-store.ts';

const today = '2026-09-20';
const someContact: fc.Arbitrary<Contact> = fc
  .record({
    id: fc.uuid(),
    name: fc.oneof(fc.constantFrom('Müller', 'Mueller', 'Ahlers', ''), fc.string({ unit: 'binary', maxLength: 200 })),
    isCustomer: fc.boolean(),
    isVendor: fc.boolean(),
  })
  .map((change) => sampleContact(change));

describe('the contact list', () => {
  test.prop(
    [
      fc.uniqueArray(someContact, { selector: (contact) => contact.id, maxLength: 25 }),
      fc.constantFrom('all' as const, 'customer' as const, 'vendor' as const),
      fc.integer({ min: 1, max: 6 }),
    ],
    { numRuns: 60 },
  )(
    'goes by name, page by page, each contact once',
    (contacts, role, limit) => {
      const store = memoryStore();
      store.contacts.upsert(contacts, 1);
      const isIn = { all: () => true, customer: (c: Contact) => c.isCustomer, vendor: (c: Contact) => c.isVendor }[
        role
      ];
      const ids: string[] = [];
      const keys: string[] = [];
      let cursor: string | undefined;
      do {
        const page = valueOf(store.contactRows.list({ role, limit, cursor }, today));
        expect(v.is(contract.contacts.list.output, page)).toBe(true);
        expect(page.count).toBe(contacts.filter(isIn).length);
        expect(page.nextCursor?.length ?? 0).toBeLessThanOrEqual(500);
        ids.push(...page.rows.map((row) => row.contact.id));
        keys.push(...page.rows.map((row) => Array.from(foldGerman(row.contact.name)).slice(0, 60).join('')));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect([...ids].sort()).toEqual(
        contacts
          .filter(isIn)
          .map(({ id }) => id)
          .sort(),
      );
      const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(keys).toEqual([...keys].sort(byBytes));
    },
    60_000,
  );

  it('sums what is open on the invoices of each, and nothing else', () => {
    const store = memoryStore();
    const contact = sampleContact();
    store.contacts.upsert([contact, sampleContact({ name: 'Andere' })], 1);
    const ofContact = { contactId: contact.id };
    store.vouchers.upsert(
      [
        sampleRow({ ...ofContact, openCents: 100, dueDate: '2026-09-19' }),
        sampleRow({ ...ofContact, openCents: 50, dueDate: '2026-09-20' }),
        sampleRow({ ...ofContact, openCents: null }),
        sampleRow({ ...ofContact, status: 'paid', openCents: 7 }),
        sampleRow({ ...ofContact, status: 'draft', openCents: 7, dueDate: null }),
        sampleRow({ ...ofContact, voucherType: 'quotation', openCents: 7 }),
        sampleRow({ openCents: 7 }),
      ],
      1,
    );
    const expected = { contact, invoiceCount: 5, openCents: 150, overdueCents: 100 };
    expect(valueOf(store.contactRows.summary(contact.id, today))).toEqual(expected);
    const { rows } = valueOf(store.contactRows.list({ search: 'werkstatt' }, today));
    expect(rows).toEqual([expected]);
    const list = valueOf(store.vouchers.list({ contactId: contact.id, status: 'open' }, today));
    expect(list.totals.openCents).toBe(expected.openCents);
  });

  it('does not know a contact that is not there', () => {
    expect(codeOf(memoryStore().contactRows.summary(sampleContact().id, today))).toBe('lexware_not_found');
  });

  it('takes a cursor for its own search and role only', () => {
    const store = memoryStore();
    store.contacts.upsert([sampleContact(), sampleContact(), sampleContact()], 1);
    const cursor = valueOf(store.contactRows.list({ limit: 1 }, today)).nextCursor ?? '';
    expect(valueOf(store.contactRows.list({ cursor }, today)).rows).toHaveLength(2);
    for (const query of [{ search: 'nordlicht' }, { role: 'customer' as const }]) {
      expect(codeOf(store.contactRows.list({ ...query, cursor }, today))).toBe('invalid_input');
    }
  });

  it.each(['', 'x', 'null', Buffer.from('{}').toString('base64url'), Buffer.from([0xff, 0]).toString('base64url')])(
    'refuses the cursor %j',
    (cursor) => {
      expect(codeOf(memoryStore().contactRows.list({ cursor }, today))).toBe('invalid_input');
    },
  );
});
