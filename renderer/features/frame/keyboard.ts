import type { Command } from '../../../preload/contract.ts';

/** The key of each command, as it is shown and as it is pressed. Menu accelerators come on top of these. */
export const commandKeys = {
  newInvoice: 'N',
  search: '/',
  sync: 'R',
  invoices: '1',
  drafts: '2',
  outbox: '3',
  settings: '4',
} as const satisfies Record<Command, string>;

const commandOf = new Map<string, Command>(
  Object.entries(commandKeys).map(([command, key]) => [key.toLowerCase(), command as Command]),
);

/** The command that a key press means, or `null`: while typing, with a modifier, or while a dialog is open. */
export function commandFor(event: KeyboardEvent): Command | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (isTyping(event.target) || isSomethingOpen()) return null;
  return commandOf.get(event.key.toLowerCase()) ?? null;
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
