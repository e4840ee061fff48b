import { fail } from '../../domain/result.ts';
import type { LexwareApi } from './api.ts';
import { invalidInput, isId, type Caller } from './call.ts';
import { bookkeepingVoucherSchema } from './wire/bookkeeping-voucher.ts';

/** Vouchers that Lexware keeps of receipts (API reference 4.12). */
export function bookkeepingVoucherCalls(caller: Caller): Pick<LexwareApi, 'getBookkeepingVoucher'> {
  return {
    async getBookkeepingVoucher(id, options) {
      if (!isId(id)) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/vouchers/${id}` }, bookkeepingVoucherSchema, options);
    },
  };
}
