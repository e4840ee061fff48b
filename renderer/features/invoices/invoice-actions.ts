import type { InvoiceFilter } from '../../../domain/invoice-filter.ts';
import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { notify } from '../../ui/notify.ts';
import { navigate } from '../frame/route.svelte.ts';
import { showFiltered } from './invoice-list.svelte.ts';

/** Opens a voucher of any type in Lexware's web app. */
export async function openInLexware(id: string, voucherType?: string): Promise<void> {
  const answer = await kontor.invoices.openInLexware(voucherType === undefined ? { id } : { id, voucherType });
  if (!answer.ok) notify({ tone: 'bad', ...errorText(answer.error) });
}

/** Makes a new draft out of an invoice and opens it in the editor. */
export async function copyAsDraft(id: string): Promise<void> {
  const answer = await kontor.drafts.create({ fromInvoiceId: id });
  if (answer.ok) navigate({ name: 'draft', id: answer.value.draft.id });
  else notify({ tone: 'bad', ...errorText(answer.error) });
}

/** Saves the document of an invoice where the system asks for a place. */
export async function saveDocument(id: string, format: 'pdf' | 'xml'): Promise<void> {
  const answer = await kontor.invoices.saveDocument({ id, format });
  if (!answer.ok) notify({ tone: 'bad', ...errorText(answer.error) });
  else if (answer.value === 'saved') notify({ tone: 'ok', title: m.invoices_saved_document() });
}

/** Goes to the invoice list, narrowed to what a number elsewhere is about. */
export function showInvoices(filter: InvoiceFilter, contactName = ''): void {
  navigate({ name: 'invoices', selectedId: null });
  void showFiltered(filter, undefined, contactName);
}
