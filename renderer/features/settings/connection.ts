import type { Settings } from '../../../domain/settings.ts';

export type Connection = Settings['connection'];

/** Which of the three ways the sign-in service is named: Lexware's own, discovery, or single addresses. */
export type ServiceKind = 'lexware' | 'issuer' | 'endpoints';

/** Lexware's own addresses, shown where a field is empty. */
export const lexwareAddresses = {
  apiUrl: 'https://api.lexware.io',
  issuer: 'https://…',
  authorizeUrl: 'https://app.lexware.de/oauth2/authorize',
  tokenUrl: 'https://app.lexware.de/oauth2/token',
  revokeUrl: 'https://app.lexware.de/oauth2/revoke',
} as const;

/** What is wrong with an address. */
export type AddressProblem = 'invalid' | 'required';
export type Problems = Partial<Record<keyof Connection, AddressProblem>>;

/** The way that a stored connection names the sign-in service. */
export function serviceKindOf(connection: Connection): ServiceKind {
  if (connection.issuer !== '') return 'issuer';
  const addresses = [connection.authorizeUrl, connection.tokenUrl, connection.revokeUrl];
  return addresses.some((address) => address !== '') ? 'endpoints' : 'lexware';
}

/** The connection to store: trimmed, and without the addresses of the ways that were not chosen. */
export function normaliseConnection(connection: Connection, kind: ServiceKind): Connection {
  const endpoint = (address: string): string => (kind === 'endpoints' ? address.trim() : '');
  return {
    apiUrl: connection.apiUrl.trim(),
    issuer: kind === 'issuer' ? connection.issuer.trim() : '',
    authorizeUrl: endpoint(connection.authorizeUrl),
    tokenUrl: endpoint(connection.tokenUrl),
    revokeUrl: endpoint(connection.revokeUrl),
    clientId: connection.clientId.trim(),
  };
}

/**
 * What is wrong with a normalised connection; an empty object where nothing is.
 *
 * @param allowLoopbackHttp plain http to this machine is for development: packaged apps never use it.
 */
export function checkConnection(connection: Connection, kind: ServiceKind, allowLoopbackHttp: boolean): Problems {
  const problems: Problems = {};
  for (const field of ['apiUrl', 'issuer', 'authorizeUrl', 'tokenUrl', 'revokeUrl'] as const) {
    if (connection[field] !== '' && !isSafeAddress(connection[field], allowLoopbackHttp)) problems[field] = 'invalid';
  }
  const required = { lexware: [], issuer: ['issuer'], endpoints: ['authorizeUrl', 'tokenUrl'] } as const;
  for (const field of required[kind]) {
    if (connection[field] === '') problems[field] = 'required';
  }
  return problems;
}

/** Encrypted, or on this machine where that is allowed; without user info. */
function isSafeAddress(address: string, allowLoopbackHttp: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (allowLoopbackHttp && url.protocol === 'http:' && isLoopback);
}
