import { m } from '../../i18n/paraglide/messages.js';

const isMac = navigator.userAgent.includes('Mac');

/** The key that starts shortcuts, as this platform's keyboards name it: `⌘`, `Strg `, `Ctrl `. */
export function modifierKey(): string {
  return isMac ? '⌘' : `${m.editor_key_ctrl()} `;
}

/** The key that moves things: `⌥` or `Alt`. */
export function moveKey(): string {
  return isMac ? '⌥' : 'Alt';
}

/** Whether the shortcut key is down. */
export function hasModifier(event: KeyboardEvent): boolean {
  return isMac ? event.metaKey : event.ctrlKey;
}
