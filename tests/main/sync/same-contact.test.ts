import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { newContactSchema, type NewContact } from '../../../domain/contact.ts';
import type { ContactDetails } from '../../../main/lexware/api.ts';
import { isSameContact } from '../../../main/sync/same-contact.ts';
import { sampleNewContact } from '../store/samples.ts';

const person: NewContact['name'] = { kind: 'person', salutation: 'Frau', firstName: 'Ida', lastName: 'Petersen' };
const address = { supplement: '', street: 'Hafenweg 7', zip: '24103', city: 'Kiel', countryCode: 'DE' };

/** What Lexware holds of the sample. */
function details(change: Partial<ContactDetails> = {}): ContactDetails {
  return {
    name: { kind: 'company', name: 'Nordlicht Werkstatt GmbH' },
    isCustomer: true,
    isVendor: false,
    addresses: [address],
    emails: ['rechnung@nordlicht.example'],
    phones: ['0431 5550'],
    vatRegistrationId: 'DE123456789',
    hasMore: false,
    ...change,
  };
}

describe('a contact is the one that was asked for', () => {
  it.each<[string, Partial<NewContact>, Partial<ContactDetails>]>([
    ['as it is', {}, {}],
    ['where white space differs', {}, { phones: ['0431  5550 '], addresses: [{ ...address, street: 'Hafenweg\n7' }] }],
    [
      'where letters are composed otherwise',
      { name: { kind: 'company', name: 'Nähstube' } },
      { name: { kind: 'company', name: 'Na\u0308hstube' } },
    ],
    ['a person', { name: person }, { name: person }],
    ['both customer and vendor', { isVendor: true }, { isVendor: true }],
    ['with next to nothing', { address: null, email: null, phone: null }, { addresses: [], emails: [], phones: [] }],
    ['where empty is none', { phone: '', vatRegistrationId: null }, { phones: [], vatRegistrationId: '' }],
  ])('%s', (_name, contact, held) => {
    expect(isSameContact(sampleNewContact(contact), details(held))).toBe(true);
  });

  it.each<[string, Partial<NewContact>, Partial<ContactDetails>]>([
    ['another name', {}, { name: { kind: 'company', name: 'Nordlicht GmbH' } }],
    ['a name in other letters', {}, { name: { kind: 'company', name: 'NORDLICHT WERKSTATT GMBH' } }],
    ['a person instead', {}, { name: { ...person, lastName: 'Nordlicht Werkstatt GmbH' } }],
    ['a company instead', { name: person }, {}],
    ['another first name', { name: person }, { name: { ...person, firstName: 'Isa' } }],
    ['another last name', { name: person }, { name: { ...person, lastName: 'Petersen-Kern' } }],
    ['another salutation', { name: person }, { name: { ...person, salutation: 'Herr' } }],
    ['another role', {}, { isCustomer: false, isVendor: true }],
    ['a role more', {}, { isVendor: true }],
    ['another street', {}, { addresses: [{ ...address, street: 'Hafenweg 8' }] }],
    ['another supplement', {}, { addresses: [{ ...address, supplement: 'Hinterhaus' }] }],
    ['another zip', {}, { addresses: [{ ...address, zip: '24104' }] }],
    ['another city', {}, { addresses: [{ ...address, city: 'Kiel-Gaarden' }] }],
    ['another country', {}, { addresses: [{ ...address, countryCode: 'AT' }] }],
    ['no address', {}, { addresses: [] }],
    ['an address where none was given', { address: null }, {}],
    ['an address more', {}, { addresses: [address, address] }],
    ['another e-mail address', {}, { emails: ['buero@nordlicht.example'] }],
    ['an e-mail address more', {}, { emails: ['rechnung@nordlicht.example', 'buero@nordlicht.example'] }],
    ['no e-mail address', {}, { emails: [] }],
    ['another phone', {}, { phones: ['0431 5551'] }],
    ['a phone where none was given', { phone: null }, {}],
    ['another VAT id', {}, { vatRegistrationId: 'DE123456788' }],
    ['a VAT id where none was given', { vatRegistrationId: null }, {}],
    ['a note, a person or the archive', {}, { hasMore: true }],
  ])('not with %s', (_name, contact, held) => {
    expect(isSameContact(sampleNewContact(contact), details(held))).toBe(false);
  });

  it('in every field that a new contact has', () => {
    // A field that is added to the schema has to be compared, and to stand here.
    const compared = ['name', 'isCustomer', 'isVendor', 'address', 'email', 'phone', 'vatRegistrationId'];
    const parsed = v.parse(newContactSchema, sampleNewContact());
    expect(Object.keys(parsed).sort()).toEqual(compared.sort());
  });
});
