import type { AppError } from '../../../domain/errors.ts';
import type { ReceiptRow } from '../../../domain/receipt-entry.ts';
import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { notify } from '../../ui/notify.ts';
import { announce } from '../frame/topics.svelte.ts';
import { navigate, route } from '../frame/route.svelte.ts';
import { receiptList } from './receipt-list.svelte.ts';
import { canRemove, canSend } from './receipt-standing.ts';

/** Puts receipts into the outbox. What cannot be sent is named; the rest goes its way. */
export async function sendReceipts(rows: readonly ReceiptRow[]): Promise<void> {
  const ids = rows.filter(canSend).map(({ id }) => id);
  if (ids.length === 0) return;
  const answer = await kontor.receipts.send({ ids });
  announce(['receipts', 'outbox']);
  if (!answer.ok) return complain(answer.error);
  receiptList.selection.clear();
  const { queued, failed } = answer.value;
  const [first] = failed;
  if (first === undefined) return void notify({ tone: 'ok', title: m.receipts_sent({ count: queued.length }) });
  const { title, text } = errorText(first.error);
  const name = rows.find(({ id }) => id === first.id)?.fileName ?? '';
  notify({
    tone: 'warn',
    title: m.receipts_send_failed({ count: failed.length }),
    text: `${name}: ${title}. ${text}`,
    action: { label: m.receipts_show(), run: () => navigate({ name: 'receipts', selectedId: first.id }) },
  });
}

/** Takes receipts out of the inbox; they can be brought back. */
export async function removeReceipts(rows: readonly ReceiptRow[]): Promise<void> {
  const ids = rows.filter(canRemove).map(({ id }) => id);
  if (ids.length === 0) return;
  const next = receiptList.neighbourOf(new Set(ids));
  const answer = await kontor.receipts.remove({ ids });
  if (!answer.ok) return complain(answer.error);
  moveOn(ids, next);
  announce(['receipts']);
  notify({
    tone: 'mute',
    title: m.receipts_removed({ count: ids.length }),
    text: m.receipts_removed_text(),
    action: { label: m.receipts_undo(), run: () => void restoreReceipts(ids) },
  });
}

/** Brings removed receipts back into the inbox. */
export async function restoreReceipts(ids: string[]): Promise<void> {
  const answer = await kontor.receipts.restore({ ids });
  announce(['receipts']);
  if (!answer.ok) complain(answer.error);
  else notify({ tone: 'ok', title: m.receipts_restored({ count: ids.length }) });
}

/** Makes one PDF of several pictures, in the order in which they were marked. */
export async function joinReceipts(rows: readonly ReceiptRow[]): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const answer = await kontor.receipts.join({ ids });
  announce(['receipts']);
  if (!answer.ok) return complain(answer.error);
  receiptList.selection.clear();
  navigate({ name: 'receipts', selectedId: answer.value.id });
  notify({ tone: 'ok', title: m.receipts_joined({ count: ids.length }), text: m.receipts_joined_text() });
}

/** Opens what Lexware made of a receipt in Lexware's web app. */
export async function openReceiptInLexware(id: string): Promise<void> {
  const answer = await kontor.receipts.openInLexware({ id });
  if (!answer.ok) complain(answer.error);
}

/** Saves the original, or a file inside it, where the system asks for a place. Nothing is opened. */
export async function saveReceipt(id: string, attachment: number | null = null): Promise<void> {
  const answer = await kontor.receipts.save({ id, attachment });
  if (!answer.ok) complain(answer.error);
  else if (answer.value === 'saved') notify({ tone: 'ok', title: m.receipts_saved() });
}

/** Tries the upload of a receipt again. */
export async function retryReceipt(operationId: string): Promise<void> {
  const answer = await kontor.outbox.retry({ id: operationId });
  announce(['receipts', 'outbox']);
  if (!answer.ok) complain(answer.error);
}

/** The cursor does not stay on something that is gone. */
function moveOn(ids: readonly string[], next: string | null): void {
  const place = route();
  if (place.name === 'receipts' && place.selectedId !== null && ids.includes(place.selectedId)) {
    navigate({ name: 'receipts', selectedId: next });
  }
}

function complain(error: AppError): void {
  notify({ tone: 'bad', ...errorText(error) });
}
