import type { Contact, NewContact } from '../../domain/contact.ts';

/** The name of a new contact as the mirror shows it; persons as "first last". */
export function nameOf({ name }: NewContact): string {
  if (name.kind === 'company') return name.name;
  return [name.firstName, name.lastName].filter((part) => part !== '').join(' ');
}

/**
 * A new contact as the mirror shows it, before Lexware's own record is read.
 * @param id Kontor's own while `pending`, afterwards Lexware's
 */
export function contactOf(contact: NewContact, id: string, pending: boolean): Contact {
  return {
    id,
    name: nameOf(contact),
    customerNumber: null,
    isCompany: contact.name.kind === 'company',
    isCustomer: contact.isCustomer,
    isVendor: contact.isVendor,
    invoiceable: contact.isCustomer && contact.address !== null,
    address: contact.address,
    email: contact.email,
    pending,
  };
}
