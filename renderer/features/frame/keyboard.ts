import type { Command } from '../../../preload/contract.ts';
import { isModifierDown } from '../../ui/keys.ts';

/**
 * The key of each command, as it is shown and as it is pressed; `Mod` is Command or Control. The application menu has
 * accelerators on top of these.
 */
export const commandKeys = {
  newInvoice: 'N',
  addReceipts: 'Mod+O',
  search: '/',
  palette: 'Mod+K',
  shortcuts: '?',
  sync: 'R',
  lock: 'Mod+Shift+L',
  overview: '1',
  invoices: '2',
  drafts: '3',
  receipts: '4',
  contacts: '5',
  outbox: '6',
  settings: ',',
  zoomIn: 'Mod++',
  zoomOut: 'Mod+-',
  zoomReset: 'Mod+0',
} as const satisfies Record<Command, string>;

const commandOf = new Map<string, Command>(
  Object.entries(commandKeys).map(([command, keys]) => [keys.toLowerCase(), command as Command]),
);

/** These do no harm to what is open, and whoever needs them needs them there too. */
const always: readonly Command[] = ['lock', 'zoomIn', 'zoomOut', 'zoomReset'];

/**
 * The command that a key press means, or `null`. Plain keys mean nothing while typing; nothing but the size of the page
 * changes while a dialog or menu is open.
 */
export function commandFor(event: KeyboardEvent): Command | null {
  if (event.defaultPrevented || event.altKey || event.isComposing) return null;
  const isModified = event.ctrlKey || event.metaKey;
  if (isModified && !isModifierDown(event)) return null;
  if (!isModified && isTyping(event.target)) return null;
  // The plus of many keyboards shares a key with the equals sign, and is meant without Shift too.
  const key = isModified ? `mod+${event.key.toLowerCase().replace('=', '+')}` : event.key.toLowerCase();
  const shifted = isModified && event.shiftKey ? commandOf.get(key.replace('mod+', 'mod+shift+')) : undefined;
  const command = shifted ?? commandOf.get(key) ?? null;
  return command !== null && isSomethingOpen() && !always.includes(command) ? null : command;
}

/** The place in the list of organisations, from 0, that Mod with a digit leads to; `null` for every other press. */
export function organisationPlaceFor(event: KeyboardEvent): number | null {
  if (event.defaultPrevented || event.altKey || event.shiftKey || !isModifierDown(event)) return null;
  return /^[1-9]$/u.test(event.key) && !isSomethingOpen() ? Number(event.key) - 1 : null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) {
    return true;
  }
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

function isSomethingOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}
