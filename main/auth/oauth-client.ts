import * as openid from 'openid-client';
import { ok, type Result } from '../../domain/result.ts';
import type { Observation } from './bounded-fetch.ts';
import type { CallbackAnswer } from './callback-link.ts';
import { systemClock, type Clock } from './clock.ts';
import { configure, findServer, type OAuthTransport } from './oauth-configuration.ts';
import { judge, oauthFailure, type OAuthFailure, type OAuthPurpose } from './oauth-failure.ts';
import { challengeOf, isVerifier, type CodeVerifier } from './pkce.ts';
import type { AuthProvider } from './provider.ts';
import type { TokenSet } from './tokens.ts';

/** What belongs to one sign-in attempt and to no other. */
export interface AttemptSecrets {
  state: string;
  verifier: CodeVerifier;
  /** The exact text sent to the authorization endpoint; sent again to the token endpoint (RFC 6749 §4.1.3). */
  redirectUri: string;
}

export type CodeAnswer = Extract<CallbackAnswer, { kind: 'code' }>;

/** The conversations with one authorization server. Failures are values; nothing is repeated in here. */
export interface OAuthClient {
  /** The address to open in the browser. */
  authorizeUrl(attempt: AttemptSecrets): Promise<Result<string, OAuthFailure>>;
  /** Redeems the code with the attempt's own verifier and redirect URI; at most one token request. */
  exchange(answer: CodeAnswer, attempt: AttemptSecrets): Promise<Result<TokenSet, OAuthFailure>>;
  /** Trades the refresh token for new tokens (RFC 6749 §6). Keeps the old one where the server sends none. */
  refresh(refreshToken: string): Promise<Result<TokenSet, OAuthFailure>>;
  /** Revokes a token (RFC 7009); a server that cannot revoke counts as done. */
  revoke(token: string): Promise<Result<void, OAuthFailure>>;
}

export interface OAuthClientParts extends Partial<Omit<OAuthTransport, 'fetch'>> {
  provider: AuthProvider;
  fetch: OAuthTransport['fetch'];
  clock?: Clock;
}

const reservedParameters = new Set([
  'client_id',
  'client_secret',
  'response_type',
  'response_mode',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
]);

/** Makes the client of one provider. Metadata is discovered at the first use and kept once it was found. */
export function createOAuthClient(parts: OAuthClientParts): OAuthClient {
  return new LibraryClient(parts);
}

class LibraryClient implements OAuthClient {
  readonly #provider: AuthProvider;
  readonly #clock: Clock;
  readonly #transport: OAuthTransport;
  #server: openid.ServerMetadata | null = null;

  constructor({
    provider,
    fetch,
    clock = systemClock,
    allowLoopbackHttp = false,
    timeoutMs = 15_000,
  }: OAuthClientParts) {
    this.#provider = provider;
    this.#clock = clock;
    this.#transport = { fetch, allowLoopbackHttp, timeoutMs };
  }

  async authorizeUrl(attempt: AttemptSecrets): Promise<Result<string, OAuthFailure>> {
    demandVerifier(attempt.verifier);
    const parameters = authorizationParameters(this.#provider, attempt);
    return this.#talk('discovery', (configuration) =>
      Promise.resolve(openid.buildAuthorizationUrl(configuration, parameters).href),
    );
  }

  async exchange(answer: CodeAnswer, attempt: AttemptSecrets): Promise<Result<TokenSet, OAuthFailure>> {
    demandVerifier(attempt.verifier);
    const server = await this.#findServer();
    if (!server.ok) return server;
    if (!isRightIssuer(answer.issuer, server.value, this.#provider)) return oauthFailure('issuerMismatch', 'exchange');
    const receivedAtMs = this.#clock.wallMs();
    const checks = { pkceCodeVerifier: attempt.verifier, expectedState: attempt.state };
    const answered = await this.#talk('exchange', (configuration) =>
      openid.authorizationCodeGrant(configuration, cleanCallback(answer, attempt, server.value), checks),
    );
    return answered.ok ? readTokens(answered.value, receivedAtMs, null, 'exchange') : answered;
  }

  async refresh(refreshToken: string): Promise<Result<TokenSet, OAuthFailure>> {
    const receivedAtMs = this.#clock.wallMs();
    const answered = await this.#talk('refresh', (configuration) =>
      openid.refreshTokenGrant(configuration, refreshToken),
    );
    return answered.ok ? readTokens(answered.value, receivedAtMs, refreshToken, 'refresh') : answered;
  }

  async revoke(token: string): Promise<Result<void, OAuthFailure>> {
    const server = await this.#findServer();
    if (!server.ok) return server;
    if (server.value.revocation_endpoint === undefined) return ok(undefined);
    return this.#talk('revocation', (configuration) => openid.tokenRevocation(configuration, token));
  }

  async #findServer(): Promise<Result<openid.ServerMetadata, OAuthFailure>> {
    if (this.#server) return ok(this.#server);
    const found = await findServer(this.#provider, this.#transport);
    if (found.ok) this.#server = found.value;
    return found;
  }

  async #talk<T>(
    purpose: OAuthPurpose,
    work: (configuration: openid.Configuration) => Promise<T>,
  ): Promise<Result<T, OAuthFailure>> {
    const server = await this.#findServer();
    if (!server.ok) return server;
    const observation: Observation = { status: 0, retryAfterMs: null };
    try {
      return ok(await work(configure(server.value, this.#provider, this.#transport, observation)));
    } catch (thrown) {
      return oauthFailure(judge(thrown, observation.status), purpose, observation.retryAfterMs);
    }
  }
}

/** The library takes a missing verifier silently and posts the code without one; so it is checked here. */
function demandVerifier(verifier: unknown): asserts verifier is CodeVerifier {
  if (!isVerifier(verifier)) throw new TypeError('a sign-in attempt needs a PKCE verifier');
}

function authorizationParameters(provider: AuthProvider, attempt: AttemptSecrets): Record<string, string> {
  const extra = Object.entries(provider.extraParameters).filter(([name]) => !reservedParameters.has(name));
  return {
    ...Object.fromEntries(extra),
    ...(provider.scopes.length === 0 ? {} : { scope: provider.scopes.join(' ') }),
    redirect_uri: attempt.redirectUri,
    state: attempt.state,
    code_challenge: challengeOf(attempt.verifier),
    code_challenge_method: 'S256',
  };
}

/**
 * RFC 9207 §2.4. A server that promises `iss` has to send it, and an `iss` that is sent has to be right even without
 * the promise. Where no issuer is known, it has to share the origin of the authorization endpoint.
 */
function isRightIssuer(issuer: string | null, server: openid.ServerMetadata, provider: AuthProvider): boolean {
  if (issuer === null) return server.authorization_response_iss_parameter_supported !== true;
  if (provider.endpoints.kind === 'explicit' && provider.endpoints.issuer === null) {
    return URL.canParse(issuer) && new URL(issuer).origin === server.issuer;
  }
  return issuer === server.issuer;
}

/** The library derives the redirect URI from the URL it is given: so it gets our own, never the received one. */
function cleanCallback(answer: CodeAnswer, attempt: AttemptSecrets, server: openid.ServerMetadata): URL {
  const url = new URL(attempt.redirectUri);
  url.searchParams.set('code', answer.code);
  url.searchParams.set('state', answer.state);
  if (answer.issuer !== null) url.searchParams.set('iss', server.issuer);
  return url;
}

function readTokens(
  answer: openid.TokenEndpointResponse,
  receivedAtMs: number,
  usedRefreshToken: string | null,
  purpose: OAuthPurpose,
): Result<TokenSet, OAuthFailure> {
  const { access_token, refresh_token, expires_in, scope } = answer;
  const refreshToken = refresh_token ?? usedRefreshToken;
  // Both travel in headers or forms: only what RFC 6749 appendix A.12 and A.17 allows, without the space.
  const areClean = [access_token, refreshToken ?? 'none'].every((token) => /^[\x21-\x7e]+$/.test(token));
  if (!areClean || answer.token_type !== 'bearer') return oauthFailure('unusable', purpose);
  const isLifetime = expires_in !== undefined && Number.isFinite(expires_in) && expires_in > 0;
  const lifetimeMs = isLifetime ? Math.min(expires_in, 366 * 86_400) * 1000 : null;
  return ok({ accessToken: access_token, refreshToken, lifetimeMs, receivedAtMs, scope: scope ?? null });
}
