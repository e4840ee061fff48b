import { loadErrorWords } from '../../i18n/late-words.svelte.ts';

/**
 * The screens that the first paint does without, by what loads them. The invoice list is where the app starts; everything
 * else is loaded when it is first needed, or when the window has nothing better to do.
 */
export const screens = {
  overview: () => import('../overview/OverviewScreen.svelte'),
  detail: () => import('../invoices/InvoiceDetailPane.svelte'),
  drafts: () => import('../drafts/DraftsScreen.svelte'),
  draft: () => import('../drafts/EditorScreen.svelte'),
  receipts: () => import('../receipts/ReceiptsScreen.svelte'),
  contacts: () => import('../contacts/ContactsScreen.svelte'),
  outbox: () => import('../outbox/OutboxScreen.svelte'),
  settings: () => import('../settings/SettingsScreen.svelte'),
  noInvoices: () => import('../invoices/NoInvoices.svelte'),
  activeFilters: () => import('../invoices/ActiveFilters.svelte'),
  bulkBar: () => import('../invoices/BulkBar.svelte'),
  news: () => import('./NewsBar.svelte'),
  contextMenu: () => import('../../ui/ContextPanel.svelte'),
  menu: () => import('../../ui/OpenMenu.svelte'),
  organisations: () => import('./OrganisationPanel.svelte'),
  palette: () => import('./Palette.svelte'),
  shortcuts: () => import('./ShortcutSheet.svelte'),
} satisfies Record<string, () => Promise<object>>;

/** Loads all of them one after the other, so that none of them lets the user wait; and what errors are told with. */
export async function loadAhead(): Promise<void> {
  await loadErrorWords();
  for (const load of Object.values(screens)) await load();
}
