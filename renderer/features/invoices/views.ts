import BookmarkPlus from '@lucide/svelte/icons/bookmark-plus';
import Table from '@lucide/svelte/icons/table-2';
import Trash from '@lucide/svelte/icons/trash-2';
import type { SavedView } from '../../../domain/invoice-filter.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { MenuItem } from '../../ui/menu-item.ts';
import { notify } from '../../ui/notify.ts';
import { app } from '../frame/app-state.svelte.ts';
import { exportCsv } from './bulk.ts';
import { viewText } from './filter-texts.ts';
import { isView } from './filters.ts';
import { invoiceList, showFiltered } from './invoice-list.svelte.ts';

/**
 * What can be done with views of the list: one that is saved is shown, what is shown now is saved or forgotten.
 * @param onsave the user wants to save what is shown, and has to name it
 */
export function viewItems(onsave: () => void): MenuItem[] {
  const views = savedViews();
  const current = views.find((view) => isView(view, invoiceList.filter, invoiceList.sort));
  const save: MenuItem = { kind: 'action', label: m.invoices_view_save(), icon: BookmarkPlus, onselect: onsave };
  return [
    ...(views.length > 0 ? [{ kind: 'heading' as const, label: m.invoices_views() }] : []),
    ...views.map((view) => toItem(view, view === current)),
    ...(views.length > 0 ? [{ kind: 'separator' as const }] : []),
    current ? removal(current) : save,
    {
      kind: 'action',
      label: m.invoices_export_list(),
      icon: Table,
      onselect: () => void exportCsv({ filter: invoiceList.filter }),
    },
  ];
}

/** Saves what is shown under a name. Contacts are one company's; a view is for all of them. */
export async function saveView(name: string): Promise<void> {
  const { contactId: _contact, addressee: _addressee, ...filter } = invoiceList.filter;
  const view: SavedView = { id: crypto.randomUUID(), name, filter, sort: { ...invoiceList.sort } };
  if (await keep([...savedViews(), view])) notify({ tone: 'ok', title: m.invoices_view_saved({ name }) });
}

function savedViews(): readonly SavedView[] {
  return app.settings?.savedViews ?? [];
}

function toItem(view: SavedView, checked: boolean): MenuItem {
  const hint = viewText(view);
  return {
    kind: 'choice',
    label: view.name,
    ...(hint === '' ? {} : { hint }),
    checked,
    onselect: () => void showFiltered(view.filter, view.sort),
  };
}

function removal(view: SavedView): MenuItem {
  const label = m.invoices_view_remove({ name: view.name });
  return { kind: 'action', label, icon: Trash, tone: 'bad', onselect: () => void remove(view) };
}

async function keep(next: readonly SavedView[]): Promise<boolean> {
  const error = await app.changeSettings({ savedViews: [...next] });
  if (error) notify({ tone: 'bad', ...errorText(error) });
  return error === null;
}

async function remove(view: SavedView): Promise<void> {
  const before = savedViews();
  if (!(await keep(before.filter(({ id }) => id !== view.id)))) return;
  const action = { label: m.invoices_view_undo(), run: () => void keep(before) };
  notify({ tone: 'mute', title: m.invoices_view_removed({ name: view.name }), action });
}
