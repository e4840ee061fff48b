import { asArray, asObject, asText, isUuid, withoutAbsent, type JsonObject } from './json.ts';
import type { Check } from './check.ts';
import type { Organisation } from './store.ts';
import { isCountry } from './countries.ts';

/** Whom the document is for: the address as it will be printed, and the contact where one was named. */
export interface Recipient {
  contactId?: string;
  /** As the voucherlist shows it: persons as "Last, First". */
  contactName: string;
  address: JsonObject;
  contact?: JsonObject;
}

const overrides = ['name', 'supplement', 'street', 'zip', 'city', 'countryCode'] as const;

/** A contact's name on a document: the company's, or "first last". */
export function nameOf(contact: JsonObject): string {
  const company = asObject(contact.company);
  const person = asObject(contact.person);
  return asText(company.name) ?? [asText(person.firstName), asText(person.lastName)].filter(Boolean).join(' ');
}

/** A contact's name in the voucherlist: the company's, or "Last, First" (API reference 4.11). */
export function listNameOf(contact: JsonObject): string {
  const person = asObject(contact.person);
  if (!asText(person.lastName)) return nameOf(contact);
  return [asText(person.lastName), asText(person.firstName)].filter(Boolean).join(', ');
}

/** The address that a contact's document starts with: its billing address, its name and its primary contact person. */
export function addressOf(contact: JsonObject): JsonObject {
  const billing = asObject(asArray(asObject(contact.addresses).billing)[0]);
  const persons = asArray(asObject(contact.company).contactPersons).map(asObject);
  const primary = persons.find((person) => person.primary === true);
  const contactPerson = primary && [asText(primary.firstName), asText(primary.lastName)].filter(Boolean).join(' ');
  return withoutAbsent({
    contactId: contact.id,
    name: nameOf(contact),
    supplement: asText(billing.supplement),
    street: asText(billing.street),
    zip: asText(billing.zip),
    city: asText(billing.city),
    countryCode: asText(billing.countryCode),
    contactPerson: asText(contactPerson),
  });
}

function checkFields(check: Check, address: JsonObject, oneTime: boolean): JsonObject {
  const read = (key: string, max: number, required = false) =>
    asText(check.text(`address.${key}`, address[key], max, required));
  const fields = {
    name: read('name', 255, oneTime),
    supplement: read('supplement', 255),
    street: read('street', 255),
    zip: read('zip', 20),
    city: read('city', 255),
    countryCode: read('countryCode', 6, oneTime),
  };
  if (fields.countryCode && !isCountry(fields.countryCode)) {
    check.note('address.countryCode', 'INVALIDVALUE', 'ist kein bekannter Ländercode');
  }
  return withoutAbsent(fields);
}

/**
 * Looks at the address (API reference 4.1.1). Answers the recipient, or a text where the contact itself is the problem:
 * it must exist, be a customer, and have exactly one billing address.
 */
export function checkAddress(check: Check, value: unknown, organisation: Organisation): Recipient | string | undefined {
  const address = check.object('address', value, true);
  if (!address) return undefined;
  const contactId = address.contactId ?? undefined;
  const fields = checkFields(check, address, contactId === undefined);
  if (contactId === undefined) return { contactName: asText(fields.name) ?? '', address: fields };
  if (!isUuid(contactId)) return check.note('address.contactId', 'INVALIDVALUE', 'ist keine gültige Id');
  const contact = organisation.contacts.get(contactId);
  if (!contact) return 'Referenced contact could not be found.';
  if (!asObject(contact.roles).customer) return 'Referenced contact needs to have the role customer.';
  const count = asArray(asObject(contact.addresses).billing).length;
  if (count !== 1) {
    return `Referenced contact needs to have exactly one billing address, but ${String(count)} addresses were found.`;
  }
  const given = Object.fromEntries(overrides.filter((key) => key in fields).map((key) => [key, fields[key]]));
  return { contactId, contactName: listNameOf(contact), address: { ...addressOf(contact), ...given }, contact };
}
