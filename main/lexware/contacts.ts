import { fail } from '../../domain/result.ts';
import type { LexwareApi } from './api.ts';
import { invalidInput, isId, type Caller } from './call.ts';
import { pagingQuery } from './paging-query.ts';
import { contactSchema } from './wire/contact.ts';
import { pageSchema } from './wire/page.ts';

/** Customers and suppliers (API reference 4.9). */
export function contactCalls(caller: Caller): Pick<LexwareApi, 'listContacts' | 'getContact'> {
  const schema = pageSchema(contactSchema);
  return {
    async listContacts(page, size, options) {
      const query = pagingQuery(page, size);
      if (query === null) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/contacts?${query.toString()}` }, schema, options);
    },
    async getContact(id, options) {
      if (!isId(id)) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/contacts/${id}` }, contactSchema, options);
    },
  };
}
