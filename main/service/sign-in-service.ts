import { randomUUID } from 'node:crypto';
import { appError, type AppError } from '../../domain/errors.ts';
import type { Organisation, SignInState } from '../../domain/organisation.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { ApiKeySession, parseApiKey } from '../auth/api-key-session.ts';
import type { BearerSource } from '../auth/bearer-source.ts';
import { findCallbackLink } from '../auth/callback-link.ts';
import { openLoopbackReceiver } from '../auth/loopback-listener.ts';
import { createSchemeReceiver } from '../auth/scheme-receiver.ts';
import { SignIn } from '../auth/sign-in.ts';
import type { OAuthClientSource } from '../auth/sign-in-parts.ts';
import type { TokenSet } from '../auth/tokens.ts';
import type { Vault } from '../auth/vault.ts';
import type { Profile } from '../lexware/api.ts';
import { createLexwareApi } from '../lexware/lexware-api.ts';
import { createLimiter, type Limiter } from '../lexware/limiter.ts';
import type { ConnectionConfig, OAuthConfig } from './connection-config.ts';
import type { Connection } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';
import { redirectTargets } from './provider-config.ts';

export interface SignInServiceParts {
  ports: Ports;
  vault: Vault;
  organisations: Organisations;
  /** The connection for a new sign-in, from the settings as they are now. */
  config: () => ConnectionConfig;
  oauthClient: (oauth: OAuthConfig) => OAuthClientSource;
}

/** Signs organisations in, by the browser or with an API key, and learns from the profile whose credential it is. */
export class SignInService {
  readonly #parts: SignInServiceParts;
  readonly #signIn: SignIn;

  constructor(parts: SignInServiceParts) {
    this.#parts = parts;
    const { ports } = parts;
    this.#signIn = new SignIn({
      client: async () => {
        const { oauth } = parts.config();
        return oauth === null ? fail(appError('sign_in_not_configured')) : parts.oauthClient(oauth)();
      },
      receiver: (deliver) =>
        ports.receivesLinks()
          ? createSchemeReceiver(redirectTargets)(deliver)
          : openLoopbackReceiver(redirectTargets.path, (answer) => {
              const outcome = deliver(answer);
              if (outcome === 'accepted') ports.presentWindow();
              return outcome;
            }),
      openBrowser: async (url) => {
        const { externalOrigins, oauth } = parts.config();
        // A discovered provider names its authorization endpoint itself, which may have another origin.
        const discovered = oauth?.kind === 'discovery' ? [new URL(url).origin] : [];
        return (await ports.openExternal(url, new Set([...externalOrigins, ...discovered]))).ok;
      },
      clock: ports.clock,
      timers: ports.timers,
      onChange: (change) => ports.emit('signIn', change),
    });
  }

  get state(): SignInState {
    return this.#signIn.state;
  }

  cancel(): void {
    this.#signIn.cancel();
  }

  /** Takes a link out of a list of arguments, if there is one; only an accepted answer moves the window. */
  receiveArguments(argv: readonly string[]): void {
    const link = findCallbackLink(argv, redirectTargets.scheme);
    if (link === null) return;
    const outcome = this.#signIn.handleCallback(link, redirectTargets);
    this.#parts.ports.log.info('signIn.callback', { outcome });
    if (outcome === 'accepted') this.#parts.ports.presentWindow();
  }

  /** Signs in by the system browser; answers when the organisation is there, or why it is not. */
  async byBrowser(): Promise<Result<Organisation, AppError>> {
    const config = this.#parts.config();
    const { oauth } = config;
    if (oauth === null) return fail(appError('sign_in_not_configured'));
    return this.#signIn.begin((tokens, signal) => this.#completeOAuth(config, oauth, tokens, signal));
  }

  /** Signs in with an API key, which Lexware has to accept first. */
  async byApiKey(pasted: string): Promise<Result<Organisation, AppError>> {
    const key = parseApiKey(pasted);
    if (!key.ok) return key;
    const config = this.#parts.config();
    const limiter = createLimiter();
    const profile = await this.#loadProfile(config, new ApiKeySession(key.value, () => undefined), limiter);
    if (!profile.ok) return profile;
    const connection: Connection = { ...connectionOf(config), method: 'apiKey', oauth: null };
    return this.#parts.organisations.admit(profile.value, connection, { kind: 'apiKey', key: key.value }, limiter);
  }

  /**
   * Puts another API key in the place of the one that an organisation has; its data, drafts and outbox go on as they are.
   * A key of another organisation is refused (`api_key_other_organisation`), and nothing is changed.
   */
  async replaceKey(id: string, pasted: string): Promise<Result<Organisation, AppError>> {
    const key = parseApiKey(pasted);
    if (!key.ok) return key;
    const session = this.#parts.organisations.find(id);
    if (!session.ok) return session;
    const { connection } = session.value;
    if (connection.method !== 'apiKey') return fail(appError('invalid_input'));
    const limiter = createLimiter();
    const profile = await this.#loadProfile(connection, new ApiKeySession(key.value, () => undefined), limiter);
    if (!profile.ok) return profile;
    if (profile.value.organizationId !== id) return fail(appError('api_key_other_organisation'));
    const credential = { kind: 'apiKey', key: key.value } as const;
    return this.#parts.organisations.admit(profile.value, connection, credential, limiter, false);
  }

  async #completeOAuth(
    config: ConnectionConfig,
    oauth: OAuthConfig,
    tokens: TokenSet,
    signal: AbortSignal,
  ): Promise<Result<Organisation, AppError>> {
    const { vault, organisations } = this.#parts;
    // Until the profile tells whose the tokens are, they are kept under an id of their own.
    const pendingId = randomUUID();
    const credential = { kind: 'oauth' as const, tokens };
    // Durable before their first use: a crash in between must not leave a connection that nobody can revoke.
    const kept = await vault.writeCredential(pendingId, credential);
    if (!kept.ok) return fail(kept.error.error);
    const bearer = { getBearer: () => Promise.resolve(ok(tokens.accessToken)), renewAfter401: refuseRenewal };
    const limiter = createLimiter();
    const profile = await this.#loadProfile(config, bearer, limiter);
    if (!profile.ok || signal.aborted) {
      await this.#giveUp(pendingId, oauth, tokens);
      return profile.ok ? fail(appError('sign_in_cancelled')) : profile;
    }
    const connection: Connection = { ...connectionOf(config), method: 'oauth', oauth };
    const admitted = await organisations.admit(profile.value, connection, credential, limiter);
    await vault.removeCredential(pendingId);
    return admitted;
  }

  async #giveUp(pendingId: string, oauth: OAuthConfig, tokens: TokenSet): Promise<void> {
    const client = await this.#parts.oauthClient(oauth)();
    if (client.ok) await client.value.revoke(tokens.refreshToken ?? tokens.accessToken);
    await this.#parts.vault.removeCredential(pendingId);
  }

  async #loadProfile(
    config: Pick<ConnectionConfig, 'apiUrl'>,
    credential: BearerSource,
    limiter: Limiter,
  ): Promise<Result<Profile, AppError>> {
    const { ports } = this.#parts;
    const api = createLexwareApi({
      baseUrl: config.apiUrl,
      fetch: ports.fetch,
      credential,
      limiter,
    });
    const profile = await api.getProfile({ priority: 'click' });
    return profile.ok ? profile : fail(profile.error.error);
  }
}

function refuseRenewal(): Promise<Result<string, AppError>> {
  return Promise.resolve(fail(appError('session_expired')));
}

function connectionOf(config: ConnectionConfig): Pick<Connection, 'apiUrl' | 'webAppUrl'> {
  return { apiUrl: config.apiUrl, webAppUrl: config.webAppUrl };
}
