import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Contact, ContactRow } from '../../domain/contact.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import { idSchema, type IsoDate } from '../../domain/primitives.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { decode, decodeText } from './codec.ts';
import { chipCondition, listedType, noAmount } from './invoice-list.ts';
import { toSafe } from './list-sums.ts';
import { searchCondition } from './search.ts';
import type { Sql, SqlRow } from './sql.ts';
import { guard } from './storage-error.ts';

/** A question to the contact list; everything has a default (all, 100 rows). */
export interface ContactListQuery {
  search?: string | undefined;
  role?: 'all' | 'customer' | 'vendor' | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface ContactList {
  rows: ContactRow[];
  nextCursor: string | null;
  count: number;
}

const defaultLimit = 100;
/** Names are compared up to here, so that a cursor, which carries one, stays short. Characters. */
const keyLength = 60;
const sortKey = `substr(name_key, 1, ${String(keyLength)})`;
const noSums = { invoiceCount: 0, openCents: 0, overdueCents: 0 };

/** The contact list: the mirror's contacts by name, with what is open on their invoices. */
export class ContactRows {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * One page by name.
   * @param today the German day, for what is overdue
   * @returns `invalid_input` for a cursor that is not of this search and role
   */
  list(query: ContactListQuery, today: IsoDate): Result<ContactList, AppError> {
    return guard(() => {
      const mark = markOf(query);
      const after = query.cursor === undefined ? null : decodeCursor(query.cursor, mark);
      if (query.cursor !== undefined && after === null) return fail(appError('invalid_input'));
      const { sql, values } = conditionOf(query);
      const limit = query.limit ?? defaultLimit;
      const page = this.#sql.all(
        `SELECT CAST(${sortKey} AS BLOB) AS key, payload FROM contacts
         WHERE ${sql} AND ${after ? `(${sortKey}, id) > (?, ?)` : 'TRUE'} ORDER BY ${sortKey}, id LIMIT ?`,
        ...values,
        ...(after ? [after.key, after.id] : []),
        limit + 1,
      );
      const contacts = page.slice(0, limit).map((row) => decode(row['payload']) as Contact);
      const last = contacts.at(-1);
      const key = decodeKey(page[contacts.length - 1]);
      return ok({
        rows: this.#withSums(contacts, today),
        nextCursor: page.length > limit && last ? encodeCursor({ mark, key, id: last.id }) : null,
        count: this.#sql.number(`SELECT count(*) FROM contacts WHERE ${sql}`, ...values),
      });
    });
  }

  /** One contact with its sums; `lexware_not_found` where the mirror has none. */
  summary(id: string, today: IsoDate): Result<ContactRow, AppError> {
    return guard(() => {
      const row = this.#sql.first('SELECT payload FROM contacts WHERE id = ?', id);
      const [found] = row ? this.#withSums([decode(row['payload']) as Contact], today) : [];
      return found ? ok(found) : fail(appError('lexware_not_found'));
    });
  }

  #withSums(contacts: readonly Contact[], today: IsoDate): ContactRow[] {
    return contacts.map((contact) => ({ contact, ...this.#sumsOf(contact.id, today) }));
  }

  /** Every invoice is counted, as the list of this contact's invoices counts them. */
  #sumsOf(contactId: string, today: IsoDate): Omit<ContactRow, 'contact'> {
    const open = chipCondition('open', today);
    const overdue = chipCondition('overdue', today);
    const amountIf = (condition: string) => `total(iif(${condition} AND open_key > ${String(noAmount)}, open_key, 0))`;
    const row = this.#sql.first(
      `SELECT count(*) AS count, ${amountIf(open.sql)} AS open, ${amountIf(overdue.sql)} AS late
       FROM voucher_rows INDEXED BY voucher_rows_by_contact_id WHERE voucher_type = '${listedType}' AND contact_id = ?`,
      ...open.values,
      ...overdue.values,
      contactId,
    );
    if (row === undefined) return noSums;
    return {
      invoiceCount: Number(row['count']),
      openCents: toSafe(Number(row['open'])),
      overdueCents: toSafe(Number(row['late'])),
    };
  }
}

function conditionOf({ search = '', role = 'all' }: ContactListQuery): { sql: string; values: (string | number)[] } {
  const condition = searchCondition(search, 'contacts');
  const has = (flag: string) => `json_extract(CAST(payload AS TEXT), '$.${flag}')`;
  const ofRole = { all: 'TRUE', customer: has('isCustomer'), vendor: has('isVendor') }[role];
  return { sql: `${condition?.sql ?? 'TRUE'} AND ${ofRole}`, values: (condition?.values ?? []) as string[] };
}

const cursorSchema = v.strictObject({ mark: v.string(), key: v.pipe(v.string(), v.maxLength(200)), id: idSchema });
type Cursor = v.InferOutput<typeof cursorSchema>;

function markOf({ search = '', role = 'all' }: ContactListQuery): string {
  return createHash('sha256')
    .update(JSON.stringify([search, role]))
    .digest('base64url')
    .slice(0, 12);
}

function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Reads a cursor of this list; `null` for anything else, whatever was sent. */
function decodeCursor(text: string, mark: string): Cursor | null {
  try {
    const parsed = v.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    const fits = parsed.success && parsed.output.mark === mark && !parsed.output.key.includes('\0');
    return fits ? parsed.output : null;
  } catch {
    return null;
  }
}

function decodeKey(row: SqlRow | undefined): string {
  return row === undefined ? '' : decodeText(row['key']);
}
