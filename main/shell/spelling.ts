import type { App, Session } from 'electron';

/**
 * Whether text fields are checked for spelling. Only macOS brings a checker of its own. Elsewhere Chromium fetches its
 * dictionaries from a host of Google's, and Kontor contacts no host that is not configured (decision 0010).
 */
export function hasSystemSpelling(platform: NodeJS.Platform): boolean {
  return platform === 'darwin';
}

type Speller = Pick<Session, 'setSpellCheckerEnabled' | 'setSpellCheckerLanguages'>;

/** Switches the checker of every session off where it would have to fetch anything; to be called before any is made. */
export function limitSpelling(app: App, platform: NodeJS.Platform): void {
  app.on('session-created', (session) => limitSpellingOf(session, platform));
}

/**
 * The same for one session. To be off is not enough: each session fetches the dictionary of its language as soon as it
 * is made, also one that no page ever uses. Without a language there is none to fetch.
 */
function limitSpellingOf(session: Speller, platform: NodeJS.Platform): void {
  session.setSpellCheckerEnabled(hasSystemSpelling(platform));
  if (!hasSystemSpelling(platform)) session.setSpellCheckerLanguages([]);
}
