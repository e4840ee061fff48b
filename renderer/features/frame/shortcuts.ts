import type { Command } from '../../../preload/contract.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { commandNames } from './command-names.ts';
import { commandKeys } from './keyboard.ts';

/** One line of the sheet: what happens, and the keys for it, each in the writing of `Kbd`. */
export interface Shortcut {
  name: string;
  keys: readonly string[];
}

export interface ShortcutGroup {
  title: string;
  shortcuts: Shortcut[];
}

const general: readonly Command[] = ['newInvoice', 'addReceipts', 'search', 'palette', 'sync', 'lock', 'shortcuts'];
const places: readonly Command[] = ['overview', 'invoices', 'drafts', 'receipts', 'contacts', 'outbox', 'settings'];
const sizes: readonly Command[] = ['zoomIn', 'zoomOut', 'zoomReset'];

function ofCommands(commands: readonly Command[]): Shortcut[] {
  return commands.map((command) => ({ name: commandNames[command](), keys: [commandKeys[command]] }));
}

/** Every key of Kontor, by where it works; in the language in use. */
export function shortcutGroups(): ShortcutGroup[] {
  return [
    { title: m.frame_keys_everywhere(), shortcuts: ofCommands(general) },
    {
      title: m.frame_keys_places(),
      shortcuts: [...ofCommands(places), { name: m.frame_keys_organisation(), keys: ['Mod+1', 'Mod+9'] }],
    },
    {
      title: m.frame_keys_lists(),
      shortcuts: [
        { name: m.frame_keys_select(), keys: ['↑', '↓'] },
        { name: m.frame_keys_open(), keys: ['⏎'] },
        { name: m.receipts_key_mark(), keys: [m.ui_key_space()] },
        { name: m.receipts_key_all(), keys: ['Mod+A'] },
        { name: m.frame_keys_menu(), keys: ['Shift+F10'] },
      ],
    },
    {
      title: m.nav_receipts(),
      shortcuts: [
        { name: m.receipts_key_send(), keys: ['Mod+⏎'] },
        { name: m.receipts_key_remove(), keys: [m.ui_key_delete()] },
        { name: m.receipts_key_paste(), keys: ['Mod+V'] },
      ],
    },
    { title: m.frame_keys_editor(), shortcuts: editorShortcuts() },
    { title: m.frame_keys_view(), shortcuts: ofCommands(sizes) },
  ];
}

function editorShortcuts(): Shortcut[] {
  return [
    { name: m.frame_keys_finalise(), keys: ['Mod+⏎'] },
    { name: m.frame_keys_next_line(), keys: ['⏎'] },
    { name: m.editor_line_add_details(), keys: ['Shift+⏎'] },
    { name: m.frame_keys_duplicate_line(), keys: ['Mod+D'] },
    { name: m.frame_keys_move_line(), keys: ['Alt+↑', 'Alt+↓'] },
    { name: m.frame_keys_remove_line(), keys: ['Mod+Shift+⌫'] },
    { name: m.frame_keys_undo(), keys: ['Mod+Z'] },
    { name: m.frame_keys_redo(), keys: ['Mod+Y'] },
  ];
}
