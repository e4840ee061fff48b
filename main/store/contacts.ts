import type { Contact } from '../../domain/contact.ts';
import { decodeText } from './codec.ts';
import { MirrorTable, type MirrorKind } from './mirror-table.ts';
import type { Sql } from './sql.ts';

/** What is known of an id that Kontor gave a new contact. */
export interface ContactAlias {
  /** The operation that creates it. */
  operationId: string;
  /** Lexware's id; `null` until Lexware has the contact. */
  contactId: string | null;
}

/** No sweep reaches this generation, so what Lexware does not have yet is never taken for deleted there. */
const pendingGeneration = Number.MAX_SAFE_INTEGER;

const kind: MirrorKind<Contact> = {
  table: 'contacts',
  name: (contact) => contact.name,
  searchable: (contact) => [
    contact.name,
    contact.customerNumber === null ? '' : String(contact.customerNumber),
    contact.address?.zip ?? '',
    contact.address?.city ?? '',
    contact.email ?? '',
  ],
};

/**
 * The mirror of Lexware's contacts, found by name, number, place and e-mail address, together with those that are on
 * their way to Lexware under an id of Kontor's.
 */
export class Contacts extends MirrorTable<Contact> {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    super(sql, kind);
    this.#sql = sql;
  }

  /** One contact by Lexware's id or Kontor's own; `lexware_not_found`. */
  override get(id: string): ReturnType<MirrorTable<Contact>['get']> {
    return super.get(this.resolve(id));
  }

  /** Lexware's id for an id of Kontor's, once there is one; any other id is answered as it is. */
  resolve(id: string): string {
    return this.alias(id)?.contactId ?? id;
  }

  /** What an id of Kontor's stands for; `null` for every other id. */
  alias(localId: string): ContactAlias | null {
    const row = this.#sql.first(
      `SELECT CAST(operation_id AS BLOB) AS operation_id, CAST(contact_id AS BLOB) AS contact_id
       FROM contact_aliases WHERE local_id = ?`,
      localId,
    );
    if (!row) return null;
    const contactId = row['contact_id'] === null ? null : decodeText(row['contact_id']);
    return { operationId: decodeText(row['operation_id']), contactId };
  }

  /** Shows a contact that an operation is to create. Part of the transaction that queues the operation. */
  addPending(contact: Contact, operationId: string): void {
    this.#sql.run(
      'INSERT INTO contact_aliases (local_id, operation_id) VALUES (?, ?) ON CONFLICT (local_id) DO NOTHING',
      contact.id,
      operationId,
    );
    this.upsert([contact], pendingGeneration);
  }

  /** Shows it no longer: it was not created. Its id is remembered, since drafts may hold it. */
  withdrawPending(localId: string): void {
    this.remove(localId);
  }

  /**
   * Puts Lexware's contact in the place of the pending one. What a pull has already brought is newer and stays.
   * @param contact under Lexware's id
   */
  confirmPending(localId: string, contact: Contact, generation: number): void {
    this.remove(localId);
    this.#sql.run('UPDATE contact_aliases SET contact_id = ? WHERE local_id = ?', contact.id, localId);
    if (!super.get(contact.id).ok) this.upsert([contact], generation);
  }
}
