import { m } from '../i18n/paraglide/messages.js';

/** Whether this platform starts shortcuts with Command and draws keys as signs. */
export const isMac = navigator.userAgent.includes('Mac');

/** Whether the key that starts shortcuts is down: Command on macOS, Control elsewhere. */
export function isModifierDown(event: KeyboardEvent | MouseEvent): boolean {
  return isMac ? event.metaKey : event.ctrlKey;
}

/**
 * Keys as this platform's keyboards name them. Written once for all platforms: `Mod+K` becomes `⌘K`, `Strg+K`
 * or `Ctrl+K`; what holds no `Mod`, `Shift` or `Alt` stays as it is.
 */
export function shownKeys(keys: string): string {
  const named = keys
    .replace('Mod+', isMac ? '⌘' : `${m.ui_key_ctrl()}+`)
    .replace('Shift+', isMac ? '⇧' : `${m.ui_key_shift()}+`);
  return isMac ? named.replace('Alt+', '⌥') : named;
}
