/** The header of the passphrase. */
export const passphraseName = 'passphrase';
export const clientSecretName = 'clientSecret';
/** What the user searches for again and again: it names customers. */
export const savedViewsName = 'savedViews';
/** How the app lock is opened, and when it locks. */
export const appLockName = 'appLock';
/** In clear: how many tries of the app lock's passphrase were wrong in a row. */
export const appLockTriesName = 'appLockTries';
/** In clear: the organisations whose data are only shown after a new sign-in. */
export const withheldName = 'withheld';
export const credentialName = (id: string): string => `organisation:${id}:credential`;
export const databaseKeyName = (id: string): string => `organisation:${id}:databaseKey`;

const organisationPattern = /^organisation:([0-9a-f-]{36}):(?:credential|databaseKey)$/i;
const quarantinePattern = /^quarantine:[^:]*:/;

/** The ids of all organisations that have an entry; those set aside are none any more. */
export function organisationsIn(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => organisationPattern.exec(name)?.[1] ?? ''))].filter((id) => id !== '');
}

/** The name of an entry that was set aside; `stamp` says when, without a colon. */
export function quarantinedName(name: string, stamp: string): string {
  return `quarantine:${stamp}:${name}`;
}

export function isQuarantined(name: string): boolean {
  return quarantinePattern.test(name);
}

/** The name under which an entry was sealed, also where it was set aside since. */
export function realName(name: string): string {
  return name.replace(quarantinePattern, '');
}
