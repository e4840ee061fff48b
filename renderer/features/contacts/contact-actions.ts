import type { Contact } from '../../../domain/contact.ts';
import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { notify } from '../../ui/notify.ts';
import { recipientFromContact } from '../drafts/draft-edits.ts';
import { navigate } from '../frame/route.svelte.ts';

/** Writes a new invoice for a contact: a draft with it as recipient, opened in the editor. */
export async function createInvoiceFor(contact: Contact): Promise<void> {
  const made = await kontor.drafts.create({});
  if (!made.ok) return complain(made.error);
  const draft = { ...made.value.draft, recipient: recipientFromContact(contact) };
  const saved = await kontor.drafts.save({ draft });
  if (!saved.ok) return complain(saved.error);
  navigate({ name: 'draft', id: draft.id });
}

/** Opens a contact in Lexware's web app, where it can be changed. */
export async function openContactInLexware(id: string): Promise<void> {
  const answer = await kontor.contacts.openInLexware({ id });
  if (!answer.ok) complain(answer.error);
}

function complain(error: Parameters<typeof errorText>[0]): void {
  notify({ tone: 'bad', ...errorText(error) });
}
