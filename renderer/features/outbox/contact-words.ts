import type { NewContact } from '../../../domain/contact.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What a new contact is called: the company, or the person's names. */
export function contactName({ name }: NewContact): string {
  return name.kind === 'company' ? name.name : [name.firstName, name.lastName].filter(Boolean).join(' ');
}

/** An address in one line: `Kaistraße 4, 24103 Kiel`; the word for none where all of it is empty. */
export function addressLine(address: { street: string; zip: string; city: string } | null): string {
  if (address === null) return m.outbox_none();
  const place = [address.zip, address.city].filter(Boolean).join(' ');
  return [address.street, place].filter(Boolean).join(', ') || m.outbox_none();
}

/** What a contact is to the company. */
export function roleText({ isCustomer, isVendor }: Pick<NewContact, 'isCustomer' | 'isVendor'>): string {
  if (isCustomer && isVendor) return m.outbox_role_both();
  return isCustomer ? m.outbox_role_customer() : m.outbox_role_vendor();
}
