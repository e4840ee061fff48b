import { todayInBerlin } from '../../domain/dates.ts';
import type { AppError } from '../../domain/errors.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { StoredCredential } from '../auth/tokens.ts';
import type { Vault } from '../auth/vault.ts';
import type { Profile } from '../lexware/api.ts';
import { guard } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { noteNewKey } from './key-facts.ts';
import { forgetMissingPermissions } from './missing-permissions.ts';
import { idsOnDisk } from './organisation-files.ts';
import { startSession, type Connection, type OrganisationSession, type SessionParts } from './organisation-session.ts';
import { openStore } from './organisation-store.ts';

/** Those with an entry in the vault, and those with files: either may be missing, and neither is proof of nothing. */
export function knownIds({ ports, vault }: SessionParts): string[] {
  const sealed = vault.listOrganisations();
  const stored = guard(() => ok(idsOnDisk(ports.dataDirectory)));
  return [...new Set([...(sealed.ok ? sealed.value : []), ...(stored.ok ? stored.value : [])])];
}

/**
 * Opens the data of an organisation and puts it to work, without starting it.
 * @param withoutLog as for `openStore`
 * @returns `null`: there is a database, but nobody has ever been signed in with it. Errors as `openStore`
 */
export async function openSession(
  id: string,
  credential: StoredCredential | null,
  parts: SessionParts,
  withoutLog = false,
): Promise<Result<OrganisationSession | null, AppError>> {
  const store = await openStore(id, parts.ports, parts.vault, withoutLog);
  if (!store.ok) return store;
  const started = guard((): Result<OrganisationSession | null, AppError> => {
    if (store.value.meta.get('profile') === null) return ok(null);
    const session = startSession(id, store.value, credential, parts);
    // A credential that does not fit its connection means signing in again; the data are there all the same.
    return session.ok ? session : startSession(id, store.value, null, parts);
  });
  if (!started.ok || started.value === null) store.value.close();
  return started;
}

/**
 * Keeps whose data these are and where they were signed in, and tells the audit log, in one step.
 * @param isNew whether the credential is another one than before
 */
export function noteSignIn(
  store: Store,
  profile: Profile,
  connection: Connection,
  nowMs: number,
  isNew: boolean,
): Result<undefined, AppError> {
  return guard(() => {
    store.transact(() => {
      store.meta.set('profile', profile);
      store.meta.write('connection', connection);
      // Permissions can be given to a key that is there; of another key nothing is known at all.
      forgetMissingPermissions(store);
      if (isNew && connection.method === 'apiKey') noteNewKey(store, todayInBerlin(nowMs));
      store.audit.append({ event: 'signedIn', method: connection.method }, nowMs);
    });
    return ok(undefined);
  });
}

/** A credential without data is left from a sign-in that was cut off before it had learned whose it is. */
export async function dropOrphan(id: string, { vault, ports }: SessionParts): Promise<void> {
  const { state } = vault.status();
  if (state === 'memory' || state === 'locked') return;
  await vault.removeCredential(id);
  ports.log.info('signIn.leftoverRemoved');
}

/** The one that was shown last, or `null` where there is none. */
export function mostRecent(sessions: readonly OrganisationSession[]): string | null {
  const lastActive = ({ store }: OrganisationSession): number => store.meta.read<number>('lastActiveMs') ?? 0;
  const [first] = [...sessions].sort((a, b) => lastActive(b) - lastActive(a));
  return first?.id ?? null;
}

/** Whether this is the API key that the organisation has already. */
export async function isSameCredential(vault: Vault, id: string, credential: StoredCredential): Promise<boolean> {
  const former = await vault.readCredential(id);
  return (
    former.ok && former.value?.kind === 'apiKey' && credential.kind === 'apiKey' && former.value.key === credential.key
  );
}
