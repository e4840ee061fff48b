import type { Command } from '../../../preload/contract.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What each command is called, in the palette, the sheet of keys and the settings. */
export const commandNames: Record<Command, () => string> = {
  newInvoice: m.settings_key_new_invoice,
  addReceipts: m.receipts_add,
  search: m.settings_key_search,
  palette: m.frame_palette_open,
  shortcuts: m.frame_shortcuts_title,
  sync: m.settings_key_sync,
  lock: m.lock_now,
  overview: m.nav_overview,
  invoices: m.nav_invoices,
  drafts: m.nav_drafts,
  receipts: m.nav_receipts,
  contacts: m.nav_contacts,
  outbox: m.nav_outbox,
  settings: m.nav_settings,
  zoomIn: m.frame_zoom_in,
  zoomOut: m.frame_zoom_out,
  zoomReset: m.frame_zoom_reset,
};
