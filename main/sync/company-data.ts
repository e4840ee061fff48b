import { ok } from '../../domain/result.ts';
import type { LexwareResult, Priority } from '../lexware/api.ts';
import { callOptions, isDenied, type PullContext } from './pull-context.ts';
import { remember } from './sync-state.ts';

/** Reads what the editor offers: profile, payment conditions, countries. What is denied is left as it was. */
export async function pullCompanyData(context: PullContext, priority: Priority): Promise<LexwareResult<void>> {
  const { api, store, clock } = context;
  const options = callOptions(context, priority);
  const profile = await api.getProfile(options);
  if (profile.ok) store.meta.set('profile', profile.value);
  else if (!isDenied(profile.error)) return profile;
  const conditions = await api.listPaymentConditions(options);
  if (conditions.ok) store.meta.set('paymentConditions', conditions.value);
  else if (!isDenied(conditions.error)) return conditions;
  const countries = await api.listCountries(options);
  if (countries.ok) store.meta.set('countries', countries.value);
  else if (!isDenied(countries.error)) return countries;
  remember(store, 'companyDataMs', clock.now());
  return ok(undefined);
}
