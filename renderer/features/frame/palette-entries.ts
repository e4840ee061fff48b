import Bell from '@lucide/svelte/icons/bell';
import Building2 from '@lucide/svelte/icons/building-2';
import FilePen from '@lucide/svelte/icons/file-pen';
import Inbox from '@lucide/svelte/icons/inbox';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Languages from '@lucide/svelte/icons/languages';
import Lock from '@lucide/svelte/icons/lock';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import Palette from '@lucide/svelte/icons/palette';
import Paperclip from '@lucide/svelte/icons/paperclip';
import Plus from '@lucide/svelte/icons/plus';
import ReceiptEuro from '@lucide/svelte/icons/receipt-euro';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import Search from '@lucide/svelte/icons/search';
import Send from '@lucide/svelte/icons/send';
import SettingsIcon from '@lucide/svelte/icons/settings';
import Users from '@lucide/svelte/icons/users';
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import ZoomOut from '@lucide/svelte/icons/zoom-out';
import type { Organisation } from '../../../domain/organisation.ts';
import type { Settings, SettingsPatch } from '../../../domain/settings.ts';
import type { Command } from '../../../preload/contract.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Icon } from '../../ui/icon.ts';
import { notify } from '../../ui/notify.ts';
import { app } from './app-state.svelte.ts';
import { commandNames } from './command-names.ts';
import { runCommand } from './commands.ts';
import { commandKeys } from './keyboard.ts';
import { nameOf } from './organisation-words.ts';
import { switchOrganisation } from './organisation-switch.ts';
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';

type Listed = Exclude<Command, 'palette'>;

const commands: Record<Listed, { group: PaletteGroup; icon: Icon }> = {
  newInvoice: { group: 'commands', icon: Plus },
  addReceipts: { group: 'commands', icon: Paperclip },
  search: { group: 'commands', icon: Search },
  sync: { group: 'commands', icon: RefreshCw },
  lock: { group: 'commands', icon: Lock },
  shortcuts: { group: 'commands', icon: Keyboard },
  overview: { group: 'places', icon: LayoutDashboard },
  invoices: { group: 'places', icon: ReceiptEuro },
  drafts: { group: 'places', icon: FilePen },
  receipts: { group: 'places', icon: Inbox },
  contacts: { group: 'places', icon: Users },
  outbox: { group: 'places', icon: Send },
  settings: { group: 'places', icon: SettingsIcon },
  zoomIn: { group: 'settings', icon: ZoomIn },
  zoomOut: { group: 'settings', icon: ZoomOut },
  zoomReset: { group: 'settings', icon: Search },
};

function commandEntry([command, { group, icon }]: [string, { group: PaletteGroup; icon: Icon }]): PaletteEntry {
  const known = command as Listed;
  return {
    id: known,
    group,
    icon,
    label: commandNames[known](),
    keys: commandKeys[known],
    run: () => void runCommand(known),
  };
}

function organisationEntry(organisation: Organisation, place: number): PaletteEntry {
  const keys = place < 9 ? `Mod+${String(place + 1)}` : undefined;
  const { id } = organisation;
  const run = (): void => void switchOrganisation(id);
  return { id, group: 'organisations', icon: Building2, label: nameOf(organisation), keys, run };
}

async function change(patch: SettingsPatch): Promise<void> {
  const error = await app.changeSettings(patch);
  if (error) notify({ tone: 'bad', ...errorText(error) });
}

function settingEntries(settings: Settings): PaletteEntry[] {
  const entry = (id: string, icon: Icon, label: string, patch: SettingsPatch): PaletteEntry[] => [
    { id, group: 'settings', icon, label, run: () => void change(patch) },
  ];
  const theme = (value: Settings['theme'], word: string): PaletteEntry[] =>
    settings.theme === value
      ? []
      : entry(`theme-${value}`, Palette, m.frame_palette_setting({ name: m.settings_theme(), value: word }), {
          theme: value,
        });
  const language = (value: Settings['locale'], word: string): PaletteEntry[] =>
    settings.locale === value
      ? []
      : entry(`locale-${value}`, Languages, m.frame_palette_setting({ name: m.settings_language(), value: word }), {
          locale: value,
        });
  const notifications = settings.notifications
    ? m.frame_palette_notifications_off()
    : m.frame_palette_notifications_on();
  return [
    ...theme('light', m.settings_theme_light()),
    ...theme('dark', m.settings_theme_dark()),
    ...theme('system', m.settings_theme_system()),
    ...language('de', 'Deutsch'),
    ...language('en', 'English'),
    ...entry('notifications', Bell, notifications, { notifications: !settings.notifications }),
  ];
}

/** Everything that the palette offers without a search, in the language in use. */
export function paletteEntries(onadd: () => void): PaletteEntry[] {
  const others = app.organisations.flatMap((one, place) => (one.active ? [] : organisationEntry(one, place)));
  const add: PaletteEntry = {
    id: 'addOrganisation',
    group: 'organisations',
    icon: Plus,
    label: m.frame_add_organisation(),
    run: onadd,
  };
  return [
    ...Object.entries(commands).map(commandEntry),
    ...others,
    add,
    ...(app.settings ? settingEntries(app.settings) : []),
  ];
}
