import { fail } from '../../domain/result.ts';
import type { ContactQuery, LexwareApi } from './api.ts';
import { invalidInput, isId, type Caller } from './call.ts';
import { pagingQuery } from './paging-query.ts';
import { contactRecordSchema, contactSchema } from './wire/contact.ts';
import { createdContactSchema } from './wire/created.ts';
import { pageSchema } from './wire/page.ts';

type ContactCalls = Pick<LexwareApi, 'listContacts' | 'searchContacts' | 'getContact' | 'createContact'>;

/** What a filter on the name may have (API reference 3.7). Characters. */
const filterLength = { least: 3, most: 128 };

/** Customers and suppliers (API reference 4.9). */
export function contactCalls(caller: Caller): ContactCalls {
  const schema = pageSchema(contactSchema);
  const recordSchema = pageSchema(contactRecordSchema);
  return {
    async listContacts(page, size, options) {
      const query = pagingQuery(page, size);
      if (query === null) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/contacts?${query.toString()}` }, schema, options);
    },
    async searchContacts(query, options) {
      const parameters = parametersOf(query);
      if (parameters === null) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/contacts?${parameters}` }, recordSchema, options);
    },
    async getContact(id, options) {
      if (!isId(id)) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/contacts/${id}` }, contactSchema, options);
    },
    createContact: (body, options) =>
      caller.read({ method: 'POST', path: '/v1/contacts', body }, createdContactSchema, options),
  };
}

/**
 * The longest part of a name that the filter of `GET /v1/contacts` can be asked for: `_`, `%` and the backslash mean
 * something there, and `& < >` are encoded twice (API reference 3.7), so the part holds none of them.
 * @returns `null` where no part has three characters; then all contacts have to be read
 */
export function contactNameFilter(name: string): string | null {
  const parts = name.split(/[_%\\&<>]/).map((part) => part.trim());
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), '');
  const part = longest
    .slice(0, filterLength.most)
    .replace(/\p{Cs}$/u, '')
    .trim();
  return part.length < filterLength.least ? null : part;
}

function parametersOf({ name, page, size }: ContactQuery): string | null {
  const query = pagingQuery(page, size);
  if (query === null) return null;
  if (name === null) return query.toString();
  if (contactNameFilter(name) !== name) return null;
  return `${query.toString()}&name=${encodeURIComponent(name)}`;
}
