import type { Contact } from '../../domain/contact.ts';
import { MirrorTable } from './mirror-table.ts';
import type { Sql } from './sql.ts';

export type Contacts = MirrorTable<Contact>;

/** The mirror of Lexware's contacts, found by name, number, place and e-mail address. */
export function createContacts(sql: Sql): Contacts {
  return new MirrorTable<Contact>(sql, {
    table: 'contacts',
    name: (contact) => contact.name,
    searchable: (contact) => [
      contact.name,
      contact.customerNumber === null ? '' : String(contact.customerNumber),
      contact.address?.zip ?? '',
      contact.address?.city ?? '',
      contact.email ?? '',
    ],
  });
}
