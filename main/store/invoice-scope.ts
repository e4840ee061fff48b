import { createHash } from 'node:crypto';
import type { InvoiceFilter } from '../../domain/invoice-filter.ts';
import { noAmount } from './invoice-list.ts';
import { searchCondition } from './search.ts';
import type { SqlValue } from './sql.ts';
import { contactKey } from './voucher-columns.ts';

/** What narrows a list most surely: by it the rows are found where they are few. */
export type Narrowing = 'contact' | 'addressee' | 'search' | 'day' | 'amount';

/** A filter but for its status, as a condition on `voucher_rows`. */
export interface InvoiceScope {
  sql: string;
  values: SqlValue[];
  by: Narrowing;
}

/** The filter but for its status in SQL; `null` where it leaves every invoice in. */
export function scopeOf(filter: InvoiceFilter): InvoiceScope | null {
  const parts = [contactPart(filter), searchPart(filter), dayPart(filter), amountPart(filter)].filter(
    (part) => part !== null,
  );
  const [first] = parts;
  if (first === undefined) return null;
  return {
    sql: parts.map((part) => part.sql).join(' AND '),
    values: parts.flatMap((part) => part.values),
    by: first.by,
  };
}

/** A short mark of a filter, status included: a cursor carries it and is valid for this filter only. */
export function markOf(filter: InvoiceFilter): string {
  const { search = '', status = 'all', contactId, addressee, dateFrom, dateTo, minCents, maxCents } = filter;
  const all = [search, status, contactId, addressee, dateFrom, dateTo, minCents, maxCents];
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url').slice(0, 12);
}

function contactPart({ contactId, addressee }: InvoiceFilter): InvoiceScope | null {
  // An invoice cannot be to a contact and to none; the contact decides.
  if (contactId !== undefined) return { sql: 'contact_id = ?', values: [contactId], by: 'contact' };
  // The plus keeps the planner from the index of contacts, where those without one are very many.
  if (addressee === undefined) return null;
  return { sql: "+contact_id = '' AND contact_key = ?", values: [contactKey(addressee)], by: 'addressee' };
}

function searchPart({ search = '' }: InvoiceFilter): InvoiceScope | null {
  const condition = searchCondition(search, 'voucher');
  return condition && { ...condition, by: 'search' };
}

function dayPart({ dateFrom, dateTo }: InvoiceFilter): InvoiceScope | null {
  if (dateFrom === undefined && dateTo === undefined) return null;
  return { sql: 'voucher_date BETWEEN ? AND ?', values: [dateFrom ?? '', dateTo ?? '9999-12-31'], by: 'day' };
}

/** A row without an amount is in no range of amounts. */
function amountPart({ minCents, maxCents }: InvoiceFilter): InvoiceScope | null {
  if (minCents === undefined && maxCents === undefined) return null;
  const values = [minCents ?? noAmount + 1, maxCents ?? Number.MAX_SAFE_INTEGER];
  return { sql: `total_key BETWEEN ? AND ? AND total_key > ${String(noAmount)}`, values, by: 'amount' };
}
