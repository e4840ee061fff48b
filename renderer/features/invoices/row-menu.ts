import Copy from '@lucide/svelte/icons/copy';
import ExternalLink from '@lucide/svelte/icons/external-link';
import FileDown from '@lucide/svelte/icons/file-down';
import FilePlus from '@lucide/svelte/icons/file-plus';
import Hash from '@lucide/svelte/icons/hash';
import Table from '@lucide/svelte/icons/table-2';
import type { VoucherRow } from '../../../domain/voucher.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { MenuItem } from '../../ui/menu-item.ts';
import { copyNumbers, exportCsv, savePdfs } from './bulk.ts';
import { copyAsDraft, openInLexware } from './invoice-actions.ts';

/** What can be done with the rows that a context menu is about. */
export function rowMenu(rows: readonly VoucherRow[]): MenuItem[] {
  const [first] = rows;
  if (first === undefined) return [];
  const ids = rows.map((row) => row.id);
  const many: MenuItem[] = [
    {
      kind: 'action',
      label: m.invoices_save_pdfs({ count: rows.length }),
      icon: FileDown,
      onselect: () => void savePdfs(ids),
    },
    {
      kind: 'action',
      label: m.invoices_copy_numbers({ count: rows.length }),
      icon: Hash,
      onselect: () => void copyNumbers(rows),
    },
    { kind: 'action', label: m.invoices_export_csv(), icon: Table, onselect: () => void exportCsv({ ids }) },
  ];
  if (rows.length > 1) return [{ kind: 'heading', label: m.invoices_selected({ count: rows.length }) }, ...many];
  return [
    {
      kind: 'action',
      label: m.detail_copy(),
      icon: first.number === null ? FilePlus : Copy,
      onselect: () => void copyAsDraft(first.id),
    },
    {
      kind: 'action',
      label: m.detail_open_in_lexware(),
      icon: ExternalLink,
      onselect: () => void openInLexware(first.id),
    },
    { kind: 'separator' },
    ...many,
  ];
}
