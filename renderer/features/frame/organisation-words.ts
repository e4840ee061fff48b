import type { Organisation } from '../../../domain/organisation.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** Its name; where it lies in what cannot be opened, words that tell one locked company from another. */
export function nameOf({ id, name }: Pick<Organisation, 'id' | 'name'>): string {
  return name || m.frame_organisation_unnamed({ short: id.slice(0, 8) });
}

/** How an organisation is signed in. */
export function methodOf({ method }: Organisation): string {
  switch (method) {
    case 'oauth':
      return m.frame_method_oauth();
    case 'apiKey':
      return m.frame_method_api_key();
    case 'demo':
      return m.frame_method_demo();
  }
}

/** Why an organisation needs the user, in words; `null` where it does not. */
export function attentionOf(organisation: Organisation): string | null {
  switch (organisation.session) {
    case 'locked':
      return m.frame_organisation_locked();
    case 'signedOut':
      return joined([m.frame_signed_out(), ...openOperations(organisation)]);
    case 'signedIn':
      return joined([keyWords(organisation), ...openOperations(organisation)]);
  }
}

/** What is to be known of an organisation that needs nobody. */
export function quietLineOf(organisation: Organisation): string {
  const { outgoing } = organisation;
  const parts = [methodOf(organisation), outgoing > 0 ? m.organisations_outgoing({ count: outgoing }) : ''];
  return joined(parts) ?? '';
}

/** What of the outbox goes no further without the user, or is not proved yet. */
function openOperations({ waiting, decisions, uncertain }: Organisation): string[] {
  return [
    waiting > 0 ? m.frame_waiting({ count: waiting }) : '',
    decisions > 0 ? m.organisations_decisions({ count: decisions }) : '',
    uncertain > 0 ? m.organisations_uncertain({ count: uncertain }) : '',
  ];
}

function joined(parts: readonly string[]): string | null {
  return parts.filter((part) => part !== '').join(' · ') || null;
}

/** That its API key comes to its end soon. Two months before, the bar alone says so: nothing burns yet. */
function keyWords({ apiKey }: Organisation): string {
  if (apiKey === null || apiKey.warning === null || apiKey.warning === 'in60') return '';
  if (apiKey.warning === 'expired') return m.organisations_key_ended();
  const { daysLeft } = apiKey;
  return daysLeft === 0 ? m.organisations_key_ends_today() : m.organisations_key_ends({ count: daysLeft });
}
