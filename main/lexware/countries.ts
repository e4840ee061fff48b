import type { LexwareApi } from './api.ts';
import type { Caller } from './call.ts';
import { countrySchema } from './wire/country.ts';
import * as v from 'valibot';

/** The countries that an address may name (API reference 4.17). */
export function countryCalls(caller: Caller): Pick<LexwareApi, 'listCountries'> {
  return {
    listCountries: (options) => caller.read({ method: 'GET', path: '/v1/countries' }, v.array(countrySchema), options),
  };
}
