import type { NewContact } from '../../domain/contact.ts';
import type { ContactDetails } from '../lexware/api.ts';

type Address = NonNullable<NewContact['address']>;

/**
 * Whether a contact that Lexware holds is what this new one asked for: everything that a new contact states, and nothing
 * beyond. A doubtful case is "no": then the user is asked, while a wrong "yes" would claim somebody else's contact.
 */
export function isSameContact(contact: NewContact, details: ContactDetails): boolean {
  return (
    !details.hasMore &&
    contact.isCustomer === details.isCustomer &&
    contact.isVendor === details.isVendor &&
    isSameName(contact.name, details.name) &&
    isSameAddress(contact.address, details.addresses) &&
    isOnly(contact.email, details.emails) &&
    isOnly(contact.phone, details.phones) &&
    plain(contact.vatRegistrationId ?? '') === plain(details.vatRegistrationId)
  );
}

function isSameName(ours: NewContact['name'], theirs: NewContact['name']): boolean {
  if (ours.kind === 'company') return theirs.kind === 'company' && plain(ours.name) === plain(theirs.name);
  if (theirs.kind === 'company') return false;
  const parts = ['salutation', 'firstName', 'lastName'] as const;
  return parts.every((part) => plain(ours[part]) === plain(theirs[part]));
}

function isSameAddress(ours: Address | null, theirs: readonly Address[]): boolean {
  const [first] = theirs;
  if (ours === null || first === undefined) return ours === null && first === undefined;
  const fields = ['supplement', 'street', 'zip', 'city', 'countryCode'] as const;
  return theirs.length === 1 && fields.every((field) => plain(ours[field]) === plain(first[field]));
}

/** Lexware holds this text and no other, or none where there is none. */
function isOnly(ours: string | null, theirs: readonly string[]): boolean {
  const wanted = plain(ours ?? '') === '' ? [] : [plain(ours ?? '')];
  return theirs.length === wanted.length && theirs.every((text, index) => plain(text) === wanted[index]);
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
