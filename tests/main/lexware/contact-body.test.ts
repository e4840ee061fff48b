import { fc, test as propertyTest } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { NewContact } from '../../../domain/contact.ts';
import { buildContactBody } from '../../../main/lexware/contact-body.ts';
import { contactNameFilter } from '../../../main/lexware/contacts.ts';
import { contactRecordSchema } from '../../../main/lexware/wire/contact.ts';
import { isSameContact } from '../../../main/sync/same-contact.ts';
import { sampleNewContact } from '../store/samples.ts';

describe('the body of a new contact', () => {
  test('of a company has everything that was given, each in its list', () => {
    expect(buildContactBody(sampleNewContact({ isVendor: true }))).toEqual({
      version: 0,
      roles: { customer: {}, vendor: {} },
      company: { name: 'Nordlicht Werkstatt GmbH', vatRegistrationId: 'DE123456789' },
      addresses: { billing: [{ street: 'Hafenweg 7', zip: '24103', city: 'Kiel', countryCode: 'DE' }] },
      emailAddresses: { business: ['rechnung@nordlicht.example'] },
      phoneNumbers: { business: ['0431 5550'] },
    });
  });

  test('of a person who gave nothing but a name has nothing else, and no empty texts', () => {
    const name = { kind: 'person', salutation: '', firstName: '', lastName: 'Kern' } as const;
    const bare = { name, address: null, email: null, phone: '', vatRegistrationId: null };
    expect(buildContactBody(sampleNewContact({ ...bare, isCustomer: false, isVendor: true }))).toEqual({
      version: 0,
      roles: { vendor: {} },
      person: { lastName: 'Kern' },
    });
  });

  const text = fc.stringMatching(/^[\p{L}\d&<>%_ .-]{0,20}$/u).map((value) => value.trim());
  const filled = text.filter((value) => value !== '');
  const someContact: fc.Arbitrary<NewContact> = fc
    .record({
      name: fc.oneof(
        fc.record({ kind: fc.constant('company' as const), name: filled }),
        fc.record({ kind: fc.constant('person' as const), salutation: text, firstName: text, lastName: filled }),
      ),
      isCustomer: fc.boolean(),
      isVendor: fc.boolean(),
      address: fc.option(
        fc.record({ supplement: text, street: text, zip: text, city: text, countryCode: fc.constantFrom('DE', 'FR') }),
      ),
      email: fc.option(fc.constantFrom('a@example.org', 'b@example.org')),
      phone: fc.option(text),
      vatRegistrationId: fc.option(text),
    })
    .map((made) => (made.name.kind === 'person' ? { ...made, vatRegistrationId: null } : made));
  const answerTo = (contact: NewContact) =>
    v.parse(contactRecordSchema, { ...buildContactBody(contact), id: crypto.randomUUID(), archived: false });

  propertyTest.prop([someContact])('is recognised when Lexware reads it back', (contact) => {
    expect(isSameContact(contact, answerTo(contact).details)).toBe(true);
  });

  propertyTest.prop([someContact, someContact])('is not taken for another contact', (one, other) => {
    fc.pre(JSON.stringify(buildContactBody(one)) !== JSON.stringify(buildContactBody(other)));
    const plain = (contact: NewContact) => JSON.stringify(buildContactBody(contact)).replace(/\s+/g, ' ');
    fc.pre(plain(one) !== plain(other));
    expect(isSameContact(one, answerTo(other).details)).toBe(false);
  });
});

describe('the filter on names', () => {
  test.each([
    ['Nordlicht', 'Nordlicht'],
    ['Petersen & Söhne', 'Petersen'],
    ['A&B Kaffee', 'B Kaffee'],
    ['100% Öko_Markt', 'Markt'],
    ['Fünf <br> Sterne', 'Sterne'],
    ['a'.repeat(200), 'a'.repeat(128)],
    [`${'a'.repeat(127)} b`, 'a'.repeat(127)],
  ])('%s is looked for by %s', (name, part) => {
    expect(contactNameFilter(name)).toBe(part);
  });

  test.each(['', 'AB', 'A&B', 'a_b_c', '%%%', '\\\\\\', '   ', 'ab\\cd'])('%s cannot be looked for', (name) => {
    expect(contactNameFilter(name)).toBe(null);
  });

  propertyTest.prop([fc.string({ unit: 'grapheme', maxLength: 300 })])(
    'is part of the name, and stays itself',
    (name) => {
      const part = contactNameFilter(name);
      if (part === null) return;
      expect(name).toContain(part);
      expect(part).not.toMatch(/[_%\\&<>]/);
      expect(contactNameFilter(part)).toBe(part);
    },
  );
});
