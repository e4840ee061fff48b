import type { Session } from 'electron';

/**
 * Whether text fields are checked for spelling. Only macOS brings a checker of its own. Elsewhere Chromium fetches its
 * dictionaries from a host of Google's, and Kontor contacts no host that is not configured (decision 0010).
 */
export function hasSystemSpelling(platform: NodeJS.Platform): boolean {
  return platform === 'darwin';
}

/** Switches the checker of a session off where it would have to fetch anything. */
export function limitSpelling(session: Pick<Session, 'setSpellCheckerEnabled'>, platform: NodeJS.Platform): void {
  session.setSpellCheckerEnabled(hasSystemSpelling(platform));
}
