/**
 * An OAuth 2.0 authorization server and our registration with it, as data. Adding a provider is adding such a value;
 * nothing in this folder knows any provider by name.
 */
export interface AuthProvider {
  endpoints: DiscoveredEndpoints | ExplicitEndpoints;
  clientId: string;
  /** Entered by the user where the provider demands one; never shipped (RFC 8252 §8.5). `null`: public client. */
  clientSecret: string | null;
  /** Empty: the parameter is left out, and the server grants what the client owns. */
  scopes: readonly string[];
  /** Further parameters of the authorization request, such as `prompt`. Reserved names are ignored. */
  extraParameters: Readonly<Record<string, string>>;
  redirect: RedirectTargets;
}

/** The server describes itself under its issuer (RFC 8414, OpenID Connect Discovery). */
export interface DiscoveredEndpoints {
  kind: 'discovery';
  issuer: string;
}

/** The server has no metadata document; its endpoints are known by agreement. */
export interface ExplicitEndpoints {
  kind: 'explicit';
  /** `null`: not known; then an `iss` in the answer has to share the origin of the authorization endpoint. */
  issuer: string | null;
  authorizeUrl: string;
  tokenUrl: string;
  /** `null`: the server cannot revoke. */
  revokeUrl: string | null;
}

/** Where the browser may bring the answer: a private-use scheme (RFC 8252 §7.1) and the loopback address (§7.3). */
export interface RedirectTargets {
  /** Without colon, reverse domain name, such as `app.kontor.desktop`. */
  scheme: string;
  /** With leading slash; the same below the scheme and on the loopback listener. */
  path: string;
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The redirect URI on the private-use scheme: one slash, no host (RFC 8252 §7.1). */
export function schemeRedirectUri(targets: RedirectTargets): string {
  return `${targets.scheme}:${targets.path}`;
}

/**
 * Whether an address may carry secrets: https, or plain http to this very machine where that is allowed
 * (development and the built-in demo). Addresses with user information or a fragment are never right.
 */
export function isSafeEndpoint(address: string, allowLoopbackHttp: boolean): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && allowLoopbackHttp && loopbackHosts.has(url.hostname);
}
