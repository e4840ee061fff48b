import type { AppError } from '../../domain/errors.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import { todayInBerlin } from '../../domain/dates.ts';
import { appError } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Topic } from '../../preload/contract.ts';
import type { StoredCredential } from '../auth/tokens.ts';
import type { OAuthClientSource } from '../auth/sign-in-parts.ts';
import type { Vault } from '../auth/vault.ts';
import type { LexwareApi, Profile } from '../lexware/api.ts';
import { createLexwareApi } from '../lexware/lexware-api.ts';
import { createLimiter, type Limiter } from '../lexware/limiter.ts';
import type { Store } from '../store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../sync/organisation-sync.ts';
import { createBearer, type Bearer } from './bearer.ts';
import type { OAuthConfig } from './connection-config.ts';
import { keyOf } from './key-facts.ts';
import { watchPermissions, type MissingPermissions } from './missing-permissions.ts';
import { noticeReasonOf } from './notice.ts';
import { lookOf } from './organisation-look.ts';
import { countOutbox } from './outbox-counts.ts';
import type { Ports } from './ports.ts';
import type { ReceiptDesk, ReceiptDesks } from './receipt-desk.ts';
import { watchServerClock } from './server-clock.ts';
import { fits, transportFor } from './transport.ts';

/** Where an organisation was signed in; its secrets are only ever sent there, whatever the settings say later. */
export interface Connection {
  apiUrl: string;
  webAppUrl: string;
  method: Organisation['method'];
  oauth: OAuthConfig | null;
}

/** One organisation at work: its data, its credential, its calls and its sync. Nothing is shared with another one. */
export interface OrganisationSession {
  readonly id: string;
  readonly store: Store;
  readonly api: LexwareApi;
  readonly sync: OrganisationSync;
  readonly receipts: ReceiptDesk;
  readonly connection: Connection;
  readonly missing: MissingPermissions;
  profile(): Profile;
  /** `null` where it is not signed in by a key. */
  apiKey(): ApiKey | null;
  /** How far this computer's clock is behind Lexware's, ms; `null` where it is right, or not known yet. */
  clockOffsetMs(): number | null;
  isSignedIn(): boolean;
  /** Revokes and forgets the credential; the data stay. */
  signOut(): Promise<void>;
  /** After sleep: the token may be dead, and so may every connection. */
  resume(): void;
  /** The network came back. */
  wake(): void;
  close(): Promise<void>;
}

export interface SessionParts {
  ports: Ports;
  vault: Vault;
  desks: ReceiptDesks;
  oauthClient: (oauth: OAuthConfig) => OAuthClientSource;
  onChanged: (id: string, topics: readonly Topic[]) => void;
  /** Lexware no longer accepts the credential: the user has to sign in again. */
  onExpired: (id: string) => void;
}

/** Puts an organisation to work on an open store whose profile and connection are known. */
export function startSession(
  id: string,
  store: Store,
  credential: StoredCredential | null,
  parts: SessionParts,
  limiter: Limiter = createLimiter(undefined, store.meta.get('limiter')),
): Result<OrganisationSession, AppError> {
  const profile = store.meta.get('profile');
  const connection = store.meta.read<Connection>('connection');
  if (profile === null || connection === null) return fail(appError('storage_unavailable'));
  if (!fits(connection, credential)) return fail(appError('signed_out'));
  const { clock } = parts.ports;
  const transport = transportFor(connection, credential, parts.ports);
  const serverClock = watchServerClock(transport.fetch, () => clock.wallMs());
  const { fetch } = serverClock;
  const { oauth } = connection;
  const bearer = createBearer({ id, credential, oauth, ...parts });
  if (!bearer.ok) return bearer;
  const missing = watchPermissions(store, () => parts.onChanged(id, ['organisations']));
  const { source } = bearer.value;
  const onPermission = missing.note;
  const api = createLexwareApi({ ...transport, fetch, credential: source, limiter, onPermission });
  const profileNow = (): Profile => store.meta.get('profile') ?? profile;
  const sync = createSync(id, store, api, parts);
  const receipts = parts.desks.of(id, store);
  return ok({
    id,
    store,
    api,
    sync,
    receipts,
    connection,
    missing,
    profile: profileNow,
    apiKey: () => apiKeyIn(store, connection, profileNow(), todayInBerlin(clock.wallMs())),
    clockOffsetMs: () => serverClock.offsetMs(),
    ...workOf(bearer.value, sync),
    close: () => closeSession({ store, sync, receipts }, limiter),
  });
}

/** Where its key stands; `null` where it was signed in by OAuth. */
function apiKeyIn(store: Store, { method }: Connection, { createdOn }: Profile, today: IsoDate): ApiKey | null {
  return method === 'apiKey' ? keyOf(store, createdOn ?? null, today) : null;
}

type Work = Pick<OrganisationSession, 'isSignedIn' | 'signOut' | 'resume' | 'wake'>;

function workOf(bearer: Bearer, sync: OrganisationSync): Work {
  return {
    isSignedIn: () => bearer.isUsable(),
    signOut: () => bearer.signOut(),
    resume: () => {
      bearer.markStale();
      sync.wake();
    },
    wake: () => sync.wake(),
  };
}

async function closeSession(
  { store, sync, receipts }: Pick<OrganisationSession, 'store' | 'sync' | 'receipts'>,
  limiter: Limiter,
): Promise<void> {
  await Promise.all([sync.stop(), receipts.close()]);
  keepPace(store, limiter);
  store.close();
}

function createSync(id: string, store: Store, api: LexwareApi, { ports, onChanged }: SessionParts): OrganisationSync {
  return createOrganisationSync({
    store,
    api,
    onChanged: (topics) => onChanged(id, topics),
    onOperation: ({ kind, state }) => {
      ports.log.info('operation', { kind, state });
      const reason = noticeReasonOf(state);
      if (reason !== null) ports.notify({ reason, organisationId: id });
    },
    onUnexpected: (error) => ports.log.error('sync.failed', error),
  });
}

/** What the limiter learned only saves time; a full disk must not keep the database from being closed. */
function keepPace(store: Store, limiter: Limiter): void {
  try {
    store.meta.set('limiter', limiter.exportState());
  } catch {
    // Learned anew at the next start.
  }
}

/** The organisation as the page lists it. */
export function describeSession(session: OrganisationSession, active: boolean): Organisation {
  const profile = session.profile();
  const look = lookOf(session.store);
  return {
    id: session.id,
    name: look.name || profile.companyName,
    companyName: profile.companyName,
    colour: look.colour,
    method: session.connection.method,
    active,
    session: session.isSignedIn() ? 'signedIn' : 'signedOut',
    lock: null,
    taxType: profile.taxType,
    smallBusiness: profile.smallBusiness,
    ...countOutbox(session.store),
    apiKey: session.apiKey(),
    missing: session.missing.list(),
  };
}
