import type { LexwareApi } from './api.ts';
import type { Caller } from './call.ts';
import { profileSchema } from './wire/profile.ts';

/** The company behind the credential (API reference 4.16). */
export function profileCalls(caller: Caller): Pick<LexwareApi, 'getProfile'> {
  return {
    getProfile: (options) => caller.read({ method: 'GET', path: '/v1/profile' }, profileSchema, options),
  };
}
