import { storeContact } from '../api/contacts.ts';
import type { JsonObject } from '../api/json.ts';
import type { Organisation } from '../api/store.ts';
import { firstNames, lastNames, legalForms, streets, towns, trades } from './names.ts';
import type { Random } from './random.ts';

function address(random: Random): JsonObject {
  const [zip, city] = random.pick(towns);
  return { street: `${random.pick(streets)} ${String(random.int(1, 140))}`, zip, city, countryCode: 'DE' };
}

function person(random: Random): JsonObject {
  const salutation = random.pick(['Frau', 'Herr']);
  return { salutation, firstName: random.pick(firstNames), lastName: random.pick(lastNames) };
}

function emailName(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function company(random: Random): JsonObject {
  const name = `${random.pick(trades)} ${random.pick(lastNames)} ${random.pick(legalForms)}`;
  const contactPerson = { ...person(random), primary: true };
  const email = `rechnung@${emailName(name).slice(0, 40)}.example`;
  return {
    roles: random.chance(0.12) ? { customer: {}, vendor: {} } : { customer: {} },
    company: {
      name,
      allowTaxFreeInvoices: false,
      ...(random.chance(0.4) ? { vatRegistrationId: `DE${String(random.int(100_000_000, 999_999_999))}` } : {}),
      ...(random.chance(0.6) ? { contactPersons: [contactPerson] } : {}),
    },
    addresses: { billing: [address(random)] },
    emailAddresses: { business: [email] },
    ...(random.chance(0.5)
      ? { phoneNumbers: { business: [`04${String(random.int(10, 99))} ${String(random.int(10_000, 999_999))}`] } }
      : {}),
    ...(random.chance(0.2) ? { note: 'Zahlt pünktlich, Rechnungen bitte per E-Mail.' } : {}),
  };
}

function privateCustomer(random: Random): JsonObject {
  const who = person(random);
  const email = `${emailName(`${String(who.firstName)} ${String(who.lastName)}`)}@post.example`;
  return {
    roles: { customer: {} },
    person: who,
    addresses: { billing: [address(random)] },
    emailAddresses: { private: [email] },
  };
}

const kiel = { zip: '24103', city: 'Kiel', countryCode: 'DE' };

/** Contacts that exercise what clients get wrong: characters, addresses, roles, and an XRechnung recipient. */
const special: readonly JsonObject[] = [
  {
    roles: { customer: {} },
    company: { name: 'Müller & Söhne <Metallbau> GmbH', allowTaxFreeInvoices: false },
    addresses: { billing: [{ street: 'Werftstraße 112', ...kiel }] },
    emailAddresses: { business: ['buchhaltung@mueller-soehne.example'] },
  },
  {
    roles: { customer: {} },
    company: { name: 'Zwei-Adressen Handels AG', allowTaxFreeInvoices: false },
    addresses: {
      billing: [
        { street: 'Kaistraße 1', ...kiel },
        { street: 'Postfach 4711', ...kiel },
      ],
    },
    note: 'Hat zwei Rechnungsadressen und kann deshalb über die API nicht berechnet werden.',
  },
  {
    roles: { customer: {} },
    company: { name: 'Ohne Adresse Veranstaltungs UG', allowTaxFreeInvoices: false },
    emailAddresses: { business: ['info@ohne-adresse.example'] },
  },
  {
    roles: { customer: {} },
    company: { name: 'Landeshauptstadt Kiel', allowTaxFreeInvoices: false },
    addresses: { billing: [{ supplement: 'Amt für Finanzwirtschaft', street: 'Fleethörn 9', ...kiel }] },
    emailAddresses: { business: ['rechnungen@kiel.example'] },
    xRechnung: { buyerReference: '01002000-10000-46', vendorNumberAtCustomer: 'K-20417' },
  },
  {
    roles: { customer: {} },
    person: { salutation: 'Frau', firstName: 'Jördis', lastName: 'Größlein-Ağaoğlu' },
    addresses: { billing: [{ street: 'Ölmühlenweg 3a', zip: '24340', city: 'Eckernförde', countryCode: 'DE' }] },
    emailAddresses: { private: ['joerdis@post.example'] },
  },
  {
    roles: { vendor: {} },
    company: { name: 'Holz & Beschlag Großhandel GmbH', allowTaxFreeInvoices: false },
    addresses: { billing: [{ street: 'Industriestraße 5', zip: '24537', city: 'Neumünster', countryCode: 'DE' }] },
  },
  {
    roles: { customer: {} },
    company: { name: 'Skagen Bådeværft A/S', vatRegistrationId: 'DK12345674', allowTaxFreeInvoices: true },
    addresses: { billing: [{ street: 'Havnevej 2', zip: '9990', city: 'Skagen', countryCode: 'DK' }] },
  },
];

/** Gives the company contacts: the special ones, then ordinary companies and people. */
export function seedContacts(organisation: Organisation, random: Random, count: number): void {
  for (const body of special) storeContact(organisation, structuredClone(body), random.uuid());
  for (let index = special.length; index < count; index += 1) {
    const body = random.chance(0.65) ? company(random) : privateCustomer(random);
    storeContact(organisation, body, random.uuid());
  }
}
