import type { AppError } from '../../../domain/errors.ts';
import type { IntakeResult } from '../../../domain/receipt-entry.ts';
import type { Result } from '../../../domain/result.ts';
import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { notify } from '../../ui/notify.ts';
import { announce } from '../frame/topics.svelte.ts';
import { navigate, route } from '../frame/route.svelte.ts';
import { receiptList } from './receipt-list.svelte.ts';

/** Main names its work on receipts so; what is behind it tells which. */
const taskPrefix = 'receipts';
/** For fewer files a bar would be gone before it was read. */
const fewFiles = 5;

let running = $state.raw<{ done: number; total: number | null } | null>(null);
let works = 0;

/** How far the taking in of many files is; `null` while nothing, or only a few files, are taken in. */
export const intake = {
  get running(): { done: number; total: number | null } | null {
    return running;
  },
};

/** Takes in files that were dropped or pasted; the answer comes when each is safely kept or its refusal noted. */
export async function addReceipts(files: readonly File[], source: 'dropped' | 'pasted'): Promise<void> {
  if (files.length === 0) return;
  await takeIn(files.length, () => kontor.receipts.addFiles(files, source));
}

/** Asks the system for files or for a folder. */
export async function pickReceipts(what: 'files' | 'folder'): Promise<void> {
  await takeIn(null, () => kontor.receipts.pick({ what }));
}

/** Takes chosen files out of an e-mail or an archive. */
export async function unpackReceipts(id: string, indexes: number[]): Promise<void> {
  await takeIn(indexes.length, () => kontor.receipts.unpack({ id, indexes }));
}

async function takeIn(expected: number | null, work: () => Promise<Result<IntakeResult, AppError>>): Promise<void> {
  works += 1;
  if (expected !== null && expected > fewFiles) running = { done: 0, total: expected };
  const stop = kontor.on('progress', ({ task, done, total }) => {
    if (task.startsWith(taskPrefix) && (total ?? done) > fewFiles) running = { done, total };
  });
  const answer = await work();
  stop();
  works -= 1;
  if (works === 0) running = null;
  announce(['receipts']);
  if (!answer.ok) notify({ tone: 'bad', ...errorText(answer.error) });
  else tell(answer.value);
}

/** What became of the files, calmly; the list is shown at once unless an invoice is being written. */
function tell({ added, known, refused }: IntakeResult): void {
  const first = added[0] ?? known[0] ?? refused[0];
  if (first === undefined) return;
  const isWriting = isBusyElsewhere();
  const show = (): void => showReceipt(first);
  if (!isWriting) show();
  const isAllWell = refused.length === 0;
  notify({
    tone: isAllWell ? (added.length > 0 ? 'ok' : 'info') : 'warn',
    title: titleOf(added.length, known.length, refused.length),
    text: isAllWell ? undefined : m.receipts_refused_where(),
    action: isWriting ? { label: m.receipts_show(), run: show } : undefined,
  });
}

function titleOf(added: number, known: number, refused: number): string {
  if (added === 0 && refused === 0) return m.receipts_only_known({ count: known });
  if (added === 0 && known === 0) return m.receipts_only_refused({ count: refused });
  return [
    added > 0 ? m.receipts_added({ count: added }) : '',
    known > 0 ? m.receipts_known({ count: known }) : '',
    refused > 0 ? m.receipts_refused({ count: refused }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** Whether going to the inbox would take somebody away from what is being written. */
function isBusyElsewhere(): boolean {
  if (route().name === 'draft' || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return true;
  return document.activeElement?.matches('textarea, input[type="text"], input[type="password"]') ?? false;
}

/** Goes to a receipt in the inbox; a search or filter that would hide it is taken away. */
export function showReceipt(id: string): void {
  void receiptList.clear();
  navigate({ name: 'receipts', selectedId: id });
}
