import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Handlers, Topic } from '../../preload/contract.ts';
import { createOAuthClient, type OAuthClient } from '../auth/oauth-client.ts';
import type { OAuthClientSource } from '../auth/sign-in-parts.ts';
import { openVault } from '../auth/vault.ts';
import { appHandlers } from './app-handlers.ts';
import { resolveConnection, type ConnectionConfig, type OAuthConfig } from './connection-config.ts';
import { draftHandlers } from './draft-handlers.ts';
import { invoiceHandlers } from './invoice-handlers.ts';
import { Organisations } from './organisations.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Ports } from './ports.ts';
import { providerOf } from './provider-config.ts';
import { SignInService } from './sign-in-service.ts';

/** Kontor without a window: answers the contract and works on its own in the background. */
export interface Service {
  readonly handlers: Handlers;
  /** The arguments of a start, which may hold the link of a sign-in. */
  receiveArguments(argv: readonly string[]): void;
  /** The machine woke up. */
  resume(): void;
  /** The network went or came back. */
  changeConnectivity(online: boolean): void;
  /** Ends all background work and closes the databases; durable work needs no call of this. */
  stop(): Promise<void>;
}

/** Opens the vault and every organisation known on this machine, and starts their background work. */
export async function startService(ports: Ports): Promise<Service> {
  const vault = await openVault({
    storage: ports.secureStorage,
    entries: ports.sealedEntries,
    clock: ports.clock,
    onNotice: (notice) => ports.log.info(`vault.${notice.kind}`),
  });
  ports.log.info('vault.opened', { state: vault.status().state, reason: vault.status().reason ?? '' });
  const config = (): ConnectionConfig =>
    resolveConnection({ connection: ports.settings.read().connection, env: ports.env, packaged: ports.packaged });
  const oauthClient = createOAuthClients(ports, async () => {
    const fromEnv = ports.packaged ? undefined : ports.env['KONTOR_CLIENT_SECRET'];
    if (fromEnv !== undefined && fromEnv !== '') return ok(fromEnv);
    const kept = await vault.readClientSecret();
    return kept.ok ? kept : fail(kept.error.error);
  });
  const organisations = new Organisations({
    ports,
    vault,
    oauthClient,
    onChanged: (id, topics) => tellChange(id, topics),
    onExpired: () => {
      ports.emit('signIn', { state: signIn.state, error: appError('session_expired') });
      ports.emit('changed', { topics: ['organisations'] });
    },
  });
  /** What changed in an organisation that is not shown changes nothing on the screen but the list of them. */
  const tellChange = (id: string, topics: readonly Topic[]): void => {
    const active = organisations.active();
    const isShown = active.ok && active.value.id === id;
    ports.emit('changed', { topics: isShown ? [...topics] : ['organisations'] });
  };
  const signIn = new SignInService({ ports, vault, organisations, config, oauthClient });
  await organisations.open();
  return {
    handlers: {
      ...appHandlers({ ports, vault, config }),
      organisations: organisationHandlers(organisations, signIn, ports),
      invoices: invoiceHandlers(organisations, ports),
      drafts: draftHandlers(organisations, ports),
      ...workHandlers(organisations),
    },
    receiveArguments: (argv) => signIn.receiveArguments(argv),
    resume: () => organisations.all().forEach((session) => session.resume()),
    changeConnectivity: (online) => {
      if (online) organisations.all().forEach((session) => session.wake());
      ports.emit('changed', { topics: ['organisations', 'sync'] });
    },
    stop: async () => {
      signIn.cancel();
      await organisations.close();
    },
  };
}

/**
 * One OAuth client per provider and secret, kept, so that a provider is discovered once. Token requests need the
 * connection of their own as much as invoices do: one that is sent twice looks like a stolen token (RFC 9700 §4.14).
 */
function createOAuthClients(
  ports: Ports,
  readSecret: () => Promise<Result<string | null, AppError>>,
): (oauth: OAuthConfig) => OAuthClientSource {
  const clients = new Map<string, OAuthClient>();
  return (oauth) => async () => {
    const secret = await readSecret();
    if (!secret.ok) return secret;
    const key = JSON.stringify([oauth, secret.value]);
    const known = clients.get(key);
    if (known !== undefined) return ok(known);
    const client = createOAuthClient({
      provider: providerOf(oauth, secret.value),
      fetch: ports.postFetch,
      clock: ports.clock,
      allowLoopbackHttp: !ports.packaged,
    });
    clients.set(key, client);
    return ok(client);
  };
}

function organisationHandlers(
  organisations: Organisations,
  signIn: SignInService,
  ports: Ports,
): Handlers['organisations'] {
  return {
    list: () => Promise.resolve(ok(organisations.list())),
    signIn: (how) => (how.method === 'oauth' ? signIn.byBrowser() : signIn.byApiKey(how.key)),
    cancelSignIn: () => {
      signIn.cancel();
      return Promise.resolve(ok(undefined));
    },
    switchTo: ({ id }) => Promise.resolve(organisations.switchTo(id)),
    signOut: ({ id, removeData }) => organisations.signOut(id, removeData),
    status: () => Promise.resolve(ok({ signIn: signIn.state, online: ports.isOnline() })),
  };
}

/** `outbox.*`, `contacts.*`, `articles.*` and `sync.*`: thin ways to the active organisation's parts. */
function workHandlers(organisations: Organisations): Pick<Handlers, 'outbox' | 'contacts' | 'articles' | 'sync'> {
  const withSession = async <T>(
    work: (session: OrganisationSession) => Result<T, AppError> | Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> => {
    const session = organisations.active();
    return session.ok ? work(session.value) : session;
  };
  return {
    outbox: {
      list: () => withSession((session) => session.store.operations.list()),
      retry: ({ id }) => withSession((session) => session.sync.retry(id)),
      decide: ({ id, decision }) => withSession((session) => session.sync.decide(id, decision)),
    },
    contacts: {
      search: ({ text, limit }) => withSession((session) => session.store.contacts.search(text, limit ?? 20)),
      get: ({ id }) => withSession((session) => session.store.contacts.get(id)),
    },
    articles: {
      search: ({ text, limit }) => withSession((session) => session.store.articles.search(text, limit ?? 20)),
    },
    sync: {
      now: () =>
        withSession((session) => {
          void session.sync.syncNow();
          return ok(undefined);
        }),
      status: () => withSession((session) => ok(session.sync.status())),
    },
  };
}
