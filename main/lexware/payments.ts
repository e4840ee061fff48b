import { fail } from '../../domain/result.ts';
import type { LexwareApi } from './api.ts';
import { invalidInput, isId, type Caller } from './call.ts';
import { paymentsSchema } from './wire/payments.ts';

/** What was paid; Lexware lets it be read only (API reference 4.14). */
export function paymentCalls(caller: Caller): Pick<LexwareApi, 'listPayments'> {
  return {
    async listPayments(voucherId, options) {
      if (!isId(voucherId)) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/payments/${voucherId}` }, paymentsSchema, options);
    },
  };
}
