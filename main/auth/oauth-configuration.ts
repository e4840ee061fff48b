import * as openid from 'openid-client';
import { ok, type Result } from '../../domain/result.ts';
import { boundFetch, type FetchFunction, type Observation } from './bounded-fetch.ts';
import { judge, oauthFailure, type OAuthFailure } from './oauth-failure.ts';
import { isSafeEndpoint, type AuthProvider, type DiscoveredEndpoints, type ExplicitEndpoints } from './provider.ts';

/** How the client speaks to the network. */
export interface OAuthTransport {
  fetch: FetchFunction;
  /** Plain http to this machine is allowed: development and the demo. */
  allowLoopbackHttp: boolean;
  /** Milliseconds for one whole exchange, the body included. */
  timeoutMs: number;
}

/** Lifts the library's https rule, only where loopback http is allowed; `boundFetch` still holds the hosts. */
// eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by the library to make it stand out
const permitHttp: (configuration: openid.Configuration) => void = openid.allowInsecureRequests;

/** Nothing rests on an ID token's times, so a machine with a wrong clock can still sign in. */
const idTokenToleranceSeconds = 366 * 24 * 60 * 60;

/**
 * Finds the server's metadata: by discovery, or as agreed. Refuses a server with an unsafe address, and a discovered
 * one that is not the issuer it was asked for or does not do S256 (RFC 9700 §2.1.1, §4.8).
 */
export async function findServer(
  provider: AuthProvider,
  transport: OAuthTransport,
): Promise<Result<openid.ServerMetadata, OAuthFailure>> {
  if (provider.clientId === '') return oauthFailure('misconfigured', 'discovery');
  const found =
    provider.endpoints.kind === 'discovery'
      ? await discover(provider.endpoints, provider.clientId, transport)
      : ok(describe(provider.endpoints));
  if (!found.ok) return found;
  const { authorization_endpoint, token_endpoint, revocation_endpoint } = found.value;
  if (authorization_endpoint === undefined || token_endpoint === undefined) {
    return oauthFailure('misconfigured', 'discovery');
  }
  const addresses = [authorization_endpoint, token_endpoint, revocation_endpoint ?? token_endpoint];
  const areSafe = addresses.every((address) => isSafeEndpoint(address, transport.allowLoopbackHttp));
  return areSafe ? found : oauthFailure('misconfigured', 'discovery');
}

/** Makes the library's configuration for one exchange; `observation` tells what came of it. */
export function configure(
  server: openid.ServerMetadata,
  provider: AuthProvider,
  transport: OAuthTransport,
  observation: Observation,
): openid.Configuration {
  const metadata = { [openid.clockTolerance]: idTokenToleranceSeconds };
  const configuration = new openid.Configuration(server, provider.clientId, metadata, authenticate(server, provider));
  configuration.timeout = transport.timeoutMs / 1000;
  configuration[openid.customFetch] = libraryFetch(transport, observation);
  if (transport.allowLoopbackHttp) permitHttp(configuration);
  return configuration;
}

async function discover(
  endpoints: DiscoveredEndpoints,
  clientId: string,
  transport: OAuthTransport,
): Promise<Result<openid.ServerMetadata, OAuthFailure>> {
  const { issuer } = endpoints;
  const isWholeAddress = !issuer.includes('/.well-known/') && !issuer.includes('?');
  if (!isWholeAddress || !isSafeEndpoint(issuer, transport.allowLoopbackHttp)) {
    return oauthFailure('misconfigured', 'discovery');
  }
  const observation: Observation = { status: 0, retryAfterMs: null };
  try {
    const configuration = await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), {
      timeout: transport.timeoutMs / 1000,
      [openid.customFetch]: libraryFetch(transport, observation),
      execute: transport.allowLoopbackHttp ? [permitHttp] : [],
    });
    return checkDiscovered(configuration.serverMetadata(), issuer);
  } catch (thrown) {
    const isOther = observation.status === 200 && readCode(thrown) === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
    if (isOther) return oauthFailure('issuerMismatch', 'discovery');
    return oauthFailure(judge(thrown, observation.status), 'discovery', observation.retryAfterMs);
  }
}

function checkDiscovered(metadata: openid.ServerMetadata, issuer: string): Result<openid.ServerMetadata, OAuthFailure> {
  // The library lets some vendors' issuers differ; ours has to be the one that was asked for.
  if (!URL.canParse(metadata.issuer) || new URL(metadata.issuer).href !== new URL(issuer).href) {
    return oauthFailure('issuerMismatch', 'discovery');
  }
  if (metadata.code_challenge_methods_supported?.includes('S256') !== true) {
    return oauthFailure('unusable', 'discovery');
  }
  return ok({ ...metadata });
}

function describe(endpoints: ExplicitEndpoints): openid.ServerMetadata {
  const { authorizeUrl, tokenUrl, revokeUrl } = endpoints;
  return {
    issuer: endpoints.issuer ?? (URL.canParse(authorizeUrl) ? new URL(authorizeUrl).origin : ''),
    authorization_endpoint: authorizeUrl,
    token_endpoint: tokenUrl,
    ...(revokeUrl === null ? {} : { revocation_endpoint: revokeUrl }),
  };
}

/** Basic is what RFC 6749 §2.3.1 prefers and what servers without metadata expect. */
function authenticate(server: openid.ServerMetadata, provider: AuthProvider): openid.ClientAuth {
  if (provider.clientSecret === null || provider.clientSecret === '') return openid.None();
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const isPostOnly = methods.includes('client_secret_post') && !methods.includes('client_secret_basic');
  return isPostOnly ? openid.ClientSecretPost(provider.clientSecret) : basicAuthentication(provider.clientSecret);
}

/**
 * Basic authentication with both parts form-encoded (RFC 6749 §2.3.1). The library also encodes hyphens, which a server
 * that does not decode then takes for a wrong client; this spelling leaves a UUID as it is and fits either reading.
 */
function basicAuthentication(clientSecret: string): openid.ClientAuth {
  const encode = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);
  return (_server, client, _body, headers) => {
    const pair = `${encode(client.client_id)}:${encode(clientSecret)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
  };
}

function libraryFetch(transport: OAuthTransport, observation: Observation): openid.CustomFetch {
  const bounded = boundFetch(transport.fetch, transport.allowLoopbackHttp, observation);
  return (url, options) =>
    bounded(url, {
      method: options.method,
      headers: options.headers,
      ...(options.body === undefined || options.body === null ? {} : { body: toText(options.body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
}

/** Everything that the library sends here is a form. */
function toText(body: NonNullable<openid.FetchBody>): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString();
  throw new TypeError('unexpected request body');
}

function readCode(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null;
}
