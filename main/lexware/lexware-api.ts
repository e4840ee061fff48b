import { articleCalls } from './articles.ts';
import type { Credential, LexwareApi } from './api.ts';
import { bookkeepingVoucherCalls } from './bookkeeping-vouchers.ts';
import { createCaller, defaultTimeouts, type OnPermission, type Timeouts } from './call.ts';
import { contactCalls } from './contacts.ts';
import { countryCalls } from './countries.ts';
import { fileCalls } from './files.ts';
import { createHttpClient, type HttpClientOptions } from './http-client.ts';
import { invoiceCalls } from './invoices.ts';
import type { Limiter } from './limiter.ts';
import { paymentConditionCalls } from './payment-conditions.ts';
import { paymentCalls } from './payments.ts';
import { profileCalls } from './profile.ts';
import { voucherListCalls } from './voucherlist.ts';

export interface LexwareApiOptions extends HttpClientOptions {
  credential: Credential;
  /** The organisation's one limiter; every `LexwareApi` of the same account has to share it. */
  limiter: Limiter;
  timeouts?: Partial<Timeouts>;
  onPermission?: OnPermission;
}

/** Lexware's API for one organisation (`LexwareApi` says what holds for every call). */
export function createLexwareApi(options: LexwareApiOptions): LexwareApi {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const { limiter, credential, onPermission } = options;
  const caller = createCaller(createHttpClient(options), limiter, credential, timeouts, onPermission);
  return {
    ...profileCalls(caller),
    ...voucherListCalls(caller),
    ...invoiceCalls(caller, timeouts),
    ...contactCalls(caller),
    ...articleCalls(caller),
    ...fileCalls(caller, timeouts),
    ...bookkeepingVoucherCalls(caller),
    ...paymentConditionCalls(caller),
    ...paymentCalls(caller),
    ...countryCalls(caller),
  };
}
