import { kontor, type AnswerOf } from '../../bridge.ts';
import type { InvoiceFilter } from '../../../domain/invoice-filter.ts';
import type { VoucherRow } from '../../../domain/voucher.ts';
import { errorText } from '../../i18n/errors.ts';
import { formatCount } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { notify } from '../../ui/notify.ts';
import { mostSelected } from '../../ui/selection.svelte.ts';
import { invoiceList, loadRows } from './invoice-list.svelte.ts';
import { saving } from './saving.svelte.ts';
import { selection } from './selection.svelte.ts';

const savingTask = 'invoices.saveDocuments';

/** Saves the PDF of each into a folder that the system asks for. */
export async function savePdfs(ids: string[]): Promise<void> {
  if (saving.progress !== null || ids.length === 0) return;
  const stop = kontor.on('progress', ({ task, done, total }) => {
    if (task === savingTask) saving.progress = { done, total: total ?? ids.length };
  });
  const answer = await kontor.invoices.saveDocuments({ ids });
  stop();
  saving.progress = null;
  if (!answer.ok) return notifyError(answer.error);
  tellSaved(answer.value, ids.length);
}

/** Ends the saving on the way; what is saved stays where it is. `savePdfs` tells the result. */
export async function cancelSaving(): Promise<void> {
  const answer = await kontor.invoices.cancelSaving();
  if (!answer.ok) notifyError(answer.error);
}

function tellSaved({ outcome, saved, failed }: AnswerOf<'invoices', 'saveDocuments'>, asked: number): void {
  if (outcome === 'cancelled') return;
  const title = m.invoices_saved_pdfs({ count: saved, shown: formatCount(saved) });
  const failures = failed.length === 0 ? '' : m.invoices_saved_pdfs_failed({ count: failed.length });
  if (outcome === 'stopped') {
    const left = m.invoices_saved_pdfs_stopped({ count: asked - saved - failed.length });
    notify({ tone: failures === '' ? 'info' : 'warn', title, text: `${left} ${failures}`.trim() });
  } else if (failures === '') notify({ tone: 'ok', title });
  else notify({ tone: 'warn', title, text: failures });
}

/** Copies the numbers, a line each; drafts have none. */
export async function copyNumbers(rows: readonly VoucherRow[]): Promise<void> {
  const numbers = rows.flatMap((row) => (row.number === null ? [] : [row.number]));
  try {
    await navigator.clipboard.writeText(numbers.join('\n'));
    notify({ tone: 'ok', title: m.invoices_copied_numbers({ count: numbers.length }) });
  } catch {
    notify({ tone: 'bad', title: m.invoices_copy_failed() });
  }
}

/** Writes a table for spreadsheets where the system asks for a place: of chosen rows, or of all that a filter shows. */
export async function exportCsv(rows: { ids: string[] } | { filter: InvoiceFilter }): Promise<void> {
  const answer = await kontor.invoices.exportCsv({ rows });
  if (!answer.ok) notifyError(answer.error);
  else if (answer.value === 'saved') notify({ tone: 'ok', title: m.invoices_exported() });
}

/** Marks every row of the list, also those not loaded yet, as many as can be taken at once. */
export async function selectAll(): Promise<void> {
  await loadRows(mostSelected);
  selection.replace(invoiceList.rows);
  if (invoiceList.totals.count > mostSelected) {
    notify({
      tone: 'info',
      title: m.invoices_select_limit({ shown: formatCount(mostSelected) }),
      text: m.invoices_select_limit_text(),
    });
  }
}

function notifyError(error: Parameters<typeof errorText>[0]): void {
  notify({ tone: 'bad', ...errorText(error) });
}
