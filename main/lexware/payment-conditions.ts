import * as v from 'valibot';
import type { LexwareApi } from './api.ts';
import type { Caller } from './call.ts';
import { paymentConditionSchema } from './wire/payment-condition.ts';

/** The company's payment conditions (API reference 4.15). */
export function paymentConditionCalls(caller: Caller): Pick<LexwareApi, 'listPaymentConditions'> {
  return {
    listPaymentConditions: (options) =>
      caller.read({ method: 'GET', path: '/v1/payment-conditions' }, v.array(paymentConditionSchema), options),
  };
}
