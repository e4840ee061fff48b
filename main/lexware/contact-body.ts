import type { NewContact } from '../../domain/contact.ts';
import { assertNever } from '../../domain/result.ts';
import type { ContactBody } from './api.ts';

type Fields = Record<string, unknown>;

/**
 * The body of `POST /v1/contacts` (API reference 4.9): nothing that is empty, one entry per list. A company's e-mail
 * address and phone are business ones; a person's are private. Persons have no VAT id at Lexware.
 */
export function buildContactBody(contact: NewContact): ContactBody {
  const { address, email, phone } = contact;
  const use = contact.name.kind === 'company' ? 'business' : 'private';
  return {
    version: 0,
    roles: { ...(contact.isCustomer && { customer: {} }), ...(contact.isVendor && { vendor: {} }) },
    ...nameOf(contact),
    ...(address !== null && { addresses: { billing: [filled(address)] } }),
    ...(isGiven(email) && { emailAddresses: { [use]: [email] } }),
    ...(isGiven(phone) && { phoneNumbers: { [use]: [phone] } }),
  };
}

function nameOf({ name, vatRegistrationId }: NewContact): Fields {
  switch (name.kind) {
    case 'company':
      return { company: { name: name.name, ...(isGiven(vatRegistrationId) && { vatRegistrationId }) } };
    case 'person': {
      const { salutation, firstName, lastName } = name;
      return { person: filled({ salutation, firstName, lastName }) };
    }
    default:
      return assertNever(name);
  }
}

function isGiven(text: string | null): text is string {
  return text !== null && text !== '';
}

function filled(texts: Record<string, string>): Fields {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}
