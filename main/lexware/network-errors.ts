/**
 * Whether a thrown network error proves that no byte of the request reached Lexware. `true` only where the name alone
 * proves it: a wrong `true` would let an invoice be made twice, a wrong `false` costs one look-up. What is in no table,
 * and what can also strike an open connection (a reset, a closed socket, a changed network), is not proved.
 * @param error what `fetch` threw: Node's (`cause.code`) or Chromium's through Electron's `net.fetch` (`net::ERR_…`)
 */
export function isProvedNotSent(error: unknown): boolean {
  const chromium = chromiumName(error);
  if (chromium !== null) return chromiumNotSent.test(chromium);
  const cause = causeOf(error);
  if (cause === null) return false;
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(isNodeNotSent);
  return isNodeNotSent(cause) || fetchRefusals.has(cause.message);
}

/** Nothing was looked up, connected or agreed, so nothing was sent. */
const nodeNotSent = new Set([
  // The name has no address: there was nobody to connect to.
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  // The answer to the first packet was "nobody listens here"; only a connection attempt gets it.
  'ECONNREFUSED',
  // undici's limit for connecting, TLS included; the request is written only afterwards.
  'UND_ERR_CONNECT_TIMEOUT',
  // The two sides found no common TLS: the handshake ended before any application data.
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  // The certificate was refused by us, before the request was written.
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** These strike open connections too; they prove something only where the failed step was connecting. */
const nodeNotSentWhileConnecting = new Set([
  'EACCES',
  'EADDRNOTAVAIL',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'EPERM',
  'ETIMEDOUT',
]);

/** undici refuses these itself before it opens anything. */
const fetchRefusals = new Set(['bad port', 'unknown scheme']);

/**
 * Chromium's names (net/base/net_error_list.h):
 * - NAME_…, DNS_…, ICANN_…: no address was found;
 * - INTERNET_DISCONNECTED, ADDRESS_UNREACHABLE: no way to connect (an open connection ends with NETWORK_CHANGED);
 * - CONNECTION_REFUSED, CONNECTION_FAILED, CONNECTION_TIMED_OUT: the attempt to connect failed (an open connection ends
 *   with CONNECTION_RESET, CONNECTION_CLOSED, CONNECTION_ABORTED or TIMED_OUT);
 * - PROXY_…, TUNNEL_…, SOCKS_…, NO_SUPPORTED_PROXIES, MANDATORY_PROXY_…: no way through the proxy;
 * - CERT_…, SSL_VERSION_OR_CIPHER_MISMATCH, SSL_OBSOLETE_CIPHER: refused in the handshake (SSL_PROTOCOL_ERROR is not
 *   here, since it also names a broken record later on);
 * - the rest is refused before anything is opened.
 */
const chromiumNotSent = new RegExp(
  '^ERR_(' +
    [
      'NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|DNS_[A-Z_]+|ICANN_NAME_COLLISION',
      'INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|ADDRESS_INVALID',
      'CONNECTION_REFUSED|CONNECTION_FAILED|CONNECTION_TIMED_OUT',
      'PROXY_CONNECTION_FAILED|PROXY_AUTH_[A-Z_]+|PROXY_CERTIFICATE_INVALID|TUNNEL_CONNECTION_FAILED',
      'SOCKS_CONNECTION_FAILED|SOCKS_CONNECTION_HOST_UNREACHABLE|NO_SUPPORTED_PROXIES',
      'MANDATORY_PROXY_CONFIGURATION_FAILED',
      'CERT_[A-Z_]+|SSL_VERSION_OR_CIPHER_MISMATCH|SSL_OBSOLETE_CIPHER|BAD_SSL_CLIENT_AUTH_CERT',
      'UNSAFE_PORT|UNKNOWN_URL_SCHEME|DISALLOWED_URL_SCHEME|INVALID_URL|BLOCKED_BY_CLIENT|BLOCKED_BY_ADMINISTRATOR',
    ].join('|') +
    ')$',
);

function isNodeNotSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as Error & { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return false;
  return nodeNotSent.has(code) || (syscall === 'connect' && nodeNotSentWhileConnecting.has(code));
}

function causeOf(error: unknown): Error | null {
  return error instanceof Error && error.cause instanceof Error ? error.cause : null;
}

function chromiumName(error: unknown): string | null {
  for (const layer of [error, causeOf(error)]) {
    const name = layer instanceof Error ? /\bnet::(ERR_[A-Z0-9_]+)/.exec(layer.message)?.[1] : undefined;
    if (name !== undefined) return name;
  }
  return null;
}
