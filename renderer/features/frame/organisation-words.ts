import type { Organisation } from '../../../domain/organisation.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** Its name; where it lies in what cannot be opened, words that tell one locked company from another. */
export function nameOf({ id, name }: Pick<Organisation, 'id' | 'name'>): string {
  return name || m.frame_organisation_unnamed({ short: id.slice(0, 8) });
}

/** How an organisation is signed in. */
export function methodOf({ method }: Organisation): string {
  return method === 'oauth' ? m.frame_method_oauth() : m.frame_method_api_key();
}

/** Why an organisation needs the user, in words; `null` where it does not. */
export function attentionOf({ session, waiting }: Organisation): string | null {
  switch (session) {
    case 'locked':
      return m.frame_organisation_locked();
    case 'signedOut':
      return m.frame_signed_out();
    case 'signedIn':
      return waiting > 0 ? m.frame_waiting({ count: waiting }) : null;
  }
}
