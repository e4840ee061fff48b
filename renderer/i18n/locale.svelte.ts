import { baseLocale, isLocale, overwriteGetLocale, type Locale } from './paraglide/runtime.js';

export type { Locale };

let current = $state<Locale>(baseLocale);

// Every message function asks for the locale when it runs. Answering from reactive state makes each `m.x()` in a
// template depend on it: switching the language redraws the texts and nothing else.
overwriteGetLocale(() => current);

/** The language in use; reactive. */
export function locale(): Locale {
  return current;
}

/** Switches the language of the whole window at once. */
export function setLocale(next: Locale): void {
  current = next;
  document.documentElement.lang = next;
}

/** Reads a language from outside, such as the operating system's; German where it is neither. */
export function localeFrom(text: string): Locale {
  const language = text.slice(0, 2).toLowerCase();
  return isLocale(language) ? language : baseLocale;
}
