import Download from '@lucide/svelte/icons/download';
import ExternalLink from '@lucide/svelte/icons/external-link';
import Files from '@lucide/svelte/icons/files';
import Trash from '@lucide/svelte/icons/trash-2';
import Undo from '@lucide/svelte/icons/undo-2';
import Upload from '@lucide/svelte/icons/upload';
import type { ReceiptRow } from '../../../domain/receipt-entry.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { MenuItem } from '../../ui/menu-item.ts';
import { joinReceipts, openReceiptInLexware, removeReceipts, restoreReceipts, saveReceipt } from './receipt-actions.ts';
import { canJoin, canRemove, canSend } from './receipt-standing.ts';

/**
 * What can be done with the rows that a context menu is about.
 *
 * @param onsend sends them, asking first where something speaks against it
 */
export function receiptMenu(rows: readonly ReceiptRow[], onsend: (rows: readonly ReceiptRow[]) => void): MenuItem[] {
  const [first] = rows;
  if (first === undefined) return [];
  const sendable = rows.filter(canSend);
  const removable = rows.filter(canRemove);
  const removed = rows.filter((row) => row.removed);
  const items: MenuItem[] = [];
  if (rows.length > 1) items.push({ kind: 'heading', label: m.receipts_selected({ count: rows.length }) });
  if (sendable.length > 0) {
    const label = m.receipts_send_count({ count: sendable.length });
    items.push({ kind: 'action', label, icon: Upload, kbd: 'Mod+⏎', onselect: () => onsend(sendable) });
  }
  if (canJoin(rows)) {
    items.push({ kind: 'action', label: m.receipts_join(), icon: Files, onselect: () => void joinReceipts(rows) });
  }
  if (rows.length === 1) items.push(...forOne(first));
  if (removed.length > 0) {
    const ids = removed.map(({ id }) => id);
    items.push({ kind: 'action', label: m.receipts_restore(), icon: Undo, onselect: () => void restoreReceipts(ids) });
  }
  if (removable.length > 0) {
    items.push(...(items.length > 0 ? [{ kind: 'separator' as const }] : []), {
      kind: 'action',
      label: m.receipts_remove(),
      icon: Trash,
      kbd: m.ui_key_delete(),
      onselect: () => void removeReceipts(removable),
    });
  }
  return items;
}

function forOne({ id, state, voucherId }: ReceiptRow): MenuItem[] {
  return [
    ...(voucherId === null
      ? []
      : [
          {
            kind: 'action' as const,
            label: m.receipts_open_in_lexware(),
            icon: ExternalLink,
            onselect: () => void openReceiptInLexware(id),
          },
        ]),
    ...(state === 'refused'
      ? []
      : [
          {
            kind: 'action' as const,
            label: m.receipts_save_original(),
            icon: Download,
            onselect: () => void saveReceipt(id),
          },
        ]),
  ];
}
