import { isIsoDate } from '../../domain/dates.ts';
import { fail } from '../../domain/result.ts';
import type { LexwareApi, VoucherListQuery } from './api.ts';
import { invalidInput, isId, type Caller } from './call.ts';
import { pagingQuery } from './paging-query.ts';
import { pageSchema } from './wire/page.ts';
import { voucherRowSchema } from './wire/voucher-row.ts';

const dayFilters = [
  'voucherDateFrom',
  'voucherDateTo',
  'createdDateFrom',
  'createdDateTo',
  'updatedDateFrom',
  'updatedDateTo',
] as const;

/** The only way to list documents (API reference 4.11). */
export function voucherListCalls(caller: Caller): Pick<LexwareApi, 'listVouchers'> {
  const schema = pageSchema(voucherRowSchema);
  return {
    async listVouchers(query, options) {
      const parameters = parametersOf(query);
      if (parameters === null) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/voucherlist?${parameters.toString()}` }, schema, options);
    },
  };
}

/** Lexware ignores parameters that it does not know, so a wrong one would list everything; hence the checks. */
function parametersOf(query: VoucherListQuery): URLSearchParams | null {
  const parameters = pagingQuery(query.page, query.size);
  if (parameters === null || !isWordList(query.voucherType) || !isWordList(query.voucherStatus)) return null;
  parameters.set('voucherType', query.voucherType);
  parameters.set('voucherStatus', query.voucherStatus);
  parameters.set('sort', `${query.sort.property},${query.sort.direction}`);
  for (const name of dayFilters) {
    const day = query[name];
    if (day === undefined) continue;
    if (!isIsoDate(day)) return null;
    parameters.set(name, day);
  }
  if (query.contactId === undefined) return parameters;
  if (!isId(query.contactId)) return null;
  parameters.set('contactId', query.contactId);
  return parameters;
}

function isWordList(text: string): boolean {
  return /^[a-z]+(,[a-z]+)*$/.test(text);
}
