import type { Contact } from '../../../domain/contact.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What a contact is to the company. */
export function rolesText({ isCustomer, isVendor }: Contact): string {
  const roles = [isCustomer ? m.contacts_customer() : '', isVendor ? m.contacts_vendor() : ''];
  return roles.filter((role) => role !== '').join(', ');
}

/** Where a contact is: `24103 Kiel`, and the country where it is not Germany. */
export function placeText({ address }: Contact): string {
  if (address === null) return '';
  const place = `${address.zip} ${address.city}`.trim();
  return address.countryCode === 'DE' ? place : [place, address.countryCode].filter((part) => part !== '').join(', ');
}

/** The address in the lines of a letter, without the name. */
export function addressText(contact: Contact): string {
  const { address } = contact;
  if (address === null) return '';
  return [address.supplement, address.street, placeText(contact)].filter((line) => line !== '').join('\n');
}
