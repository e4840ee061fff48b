import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { notify } from '../../ui/notify.ts';
import { lookAtLocked } from '../safety/locked-choice.svelte.ts';
import { app } from './app-state.svelte.ts';
import { navigateTo, placeOf, route } from './route.svelte.ts';
import { announce } from './topics.svelte.ts';

/** Shows another organisation, in the same place; what was open in the former one is left. */
export async function switchOrganisation(id: string): Promise<void> {
  // What cannot be opened is not switched to: its page says why, and what helps.
  if (app.organisations.some((one) => one.id === id && one.session === 'locked')) return lookAtLocked(id);
  if (id === app.active?.id) return;
  const answer = await kontor.organisations.switchTo({ id });
  if (!answer.ok) {
    notify({ tone: 'bad', ...errorText(answer.error) });
    return;
  }
  navigateTo(placeOf(route()));
  announce(['organisations', 'invoices', 'drafts', 'receipts', 'contacts', 'outbox', 'sync']);
}

/** Shows the organisation at a place of the list, from 0; beyond its end nothing happens. */
export async function switchToPlace(place: number): Promise<void> {
  const organisation = app.organisations[place];
  if (organisation) await switchOrganisation(organisation.id);
}
