import type { ApiKey, KeyDateSource } from '../../../domain/api-key.ts';
import { formatDate } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** Where the day comes from on which a key was made. */
export const keySourceWords: Record<KeyDateSource, () => string> = {
  user: () => m.organisations_key_source_user(),
  lexware: () => m.organisations_key_source_lexware(),
  entered: () => m.organisations_key_source_entered(),
};

/** When a key ends, for the facts of its company. */
export function keyEndWords({ expiresOn, daysLeft }: ApiKey): string {
  const date = formatDate(expiresOn);
  if (daysLeft < 0) return m.organisations_key_over({ date });
  return daysLeft === 0 ? m.organisations_key_today({ date }) : m.organisations_key_left({ date, count: daysLeft });
}
