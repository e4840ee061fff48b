import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Command } from '../../preload/contract.ts';
import { menuTexts, type MenuTexts } from './menu-texts.ts';
import { organisationItems, type ListedOrganisation } from './organisation-menu.ts';

export interface MenuOptions {
  locale: 'de' | 'en';
  devTools: boolean;
  /** A locked app offers nothing that needs its data, and names no company. */
  isLocked: boolean;
  organisations: readonly ListedOrganisation[];
  onCommand: (command: Command) => void;
  onOrganisation: (id: string) => void;
}

/** Builds the application menu in the user's language; call again when the language or the organisations change. */
export function setApplicationMenu(options: MenuOptions): void {
  const texts = menuTexts(options.locale);
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: texts.file, submenu: fileItems(texts, options, isMac) },
    { label: texts.edit, submenu: editItems(texts, options) },
    { label: texts.view, submenu: viewItems(texts, options, isMac) },
    ...organisationMenu(texts, options, isMac),
    ...helpMenu(texts, options),
  ];
  // On macOS nothing is left in the first one of a locked app.
  const isSomethingIn = ({ submenu }: MenuItemConstructorOptions): boolean =>
    !Array.isArray(submenu) || submenu.length > 0;
  Menu.setApplicationMenu(Menu.buildFromTemplate(template.filter(isSomethingIn)));
}

function helpMenu(texts: MenuTexts, options: MenuOptions): MenuItemConstructorOptions[] {
  if (options.isLocked) return [];
  const submenu = [commandItem(texts.shortcuts, 'shortcuts', options, 'CommandOrControl+/')];
  return [{ label: texts.help, role: 'help', submenu }];
}

/** Nothing stands there before anybody is signed in. */
function organisationMenu(texts: MenuTexts, options: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const { organisations, onOrganisation: onChoose } = options;
  if (organisations.length === 0) return [];
  return [{ label: texts.organisations, submenu: organisationItems({ organisations, texts, onChoose, isMac }) }];
}

function commandItem(label: string, command: Command, options: MenuOptions, key?: string): MenuItemConstructorOptions {
  const click = (): void => options.onCommand(command);
  return key === undefined ? { label, click } : { label, click, accelerator: key };
}

/** A place, with the plain key that the page takes by itself; macOS cannot show a key without claiming it. */
function placeItem(
  label: string,
  command: Command,
  options: MenuOptions,
  key: string | null,
): MenuItemConstructorOptions {
  const item = commandItem(label, command, options);
  return key === null ? item : { ...item, accelerator: key, registerAccelerator: false };
}

function fileItems(texts: MenuTexts, options: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  return [...workItems(texts, options), ...(isMac ? [] : quitItems(texts, options))];
}

function workItems(texts: MenuTexts, options: MenuOptions): MenuItemConstructorOptions[] {
  if (options.isLocked) return [];
  return [
    commandItem(texts.newInvoice, 'newInvoice', options, 'CommandOrControl+N'),
    commandItem(texts.addReceipts, 'addReceipts', options, 'CommandOrControl+O'),
    commandItem(texts.sync, 'sync', options, 'CommandOrControl+R'),
    { type: 'separator' },
    commandItem(texts.settings, 'settings', options, 'CommandOrControl+,'),
    commandItem(texts.lock, 'lock', options, 'CommandOrControl+Shift+L'),
  ];
}

function quitItems(texts: MenuTexts, { isLocked }: MenuOptions): MenuItemConstructorOptions[] {
  const quit = { label: texts.quit, accelerator: 'CommandOrControl+Q', click: () => app.quit() };
  return isLocked ? [quit] : [{ type: 'separator' }, quit];
}

function editItems(texts: MenuTexts, options: MenuOptions): MenuItemConstructorOptions[] {
  return [
    { label: texts.undo, role: 'undo' },
    { label: texts.redo, role: 'redo' },
    { type: 'separator' },
    { label: texts.cut, role: 'cut' },
    { label: texts.copy, role: 'copy' },
    { label: texts.paste, role: 'paste' },
    { label: texts.selectAll, role: 'selectAll' },
    ...(options.isLocked
      ? []
      : [
          { type: 'separator' as const },
          commandItem(texts.search, 'search', options, 'CommandOrControl+F'),
          commandItem(texts.palette, 'palette', options, 'CommandOrControl+K'),
        ]),
  ];
}

function viewItems(texts: MenuTexts, options: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    ...(options.isLocked ? [] : sightItems(texts, options, isMac)),
    { label: texts.fullScreen, role: 'togglefullscreen' },
    ...(options.devTools ? [{ label: texts.devTools, role: 'toggleDevTools' as const }] : []),
  ];
}

function sightItems(texts: MenuTexts, options: MenuOptions, isMac: boolean): MenuItemConstructorOptions[] {
  const places = ['overview', 'invoices', 'drafts', 'receipts', 'contacts', 'outbox'] as const;
  return [
    ...places.map((place, index) => placeItem(texts[place], place, options, isMac ? null : String(index + 1))),
    { type: 'separator' },
    // Commands of the page and no roles of Electron's, so that the size is a setting and comes back at the next start.
    commandItem(texts.zoomIn, 'zoomIn', options, 'CommandOrControl+Plus'),
    commandItem(texts.zoomOut, 'zoomOut', options, 'CommandOrControl+-'),
    commandItem(texts.zoomReset, 'zoomReset', options, 'CommandOrControl+0'),
    { type: 'separator' },
  ];
}
