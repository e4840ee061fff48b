import type { Settings } from '../../domain/settings.ts';
import { lexwareAppUrl } from '../lexware/permalinks.ts';

/** Where Lexware is reached, put together from Lexware's own values, the settings, and (unpackaged) the environment. */
export interface ConnectionConfig {
  apiUrl: string;
  /** Where permalinks lead; the user's own sign-in applies there. */
  webAppUrl: string;
  oauth: OAuthConfig | null;
  /** The only origins that may be opened in the system browser. */
  externalOrigins: ReadonlySet<string>;
  /** Plain http is accepted for addresses on this machine; never in a packaged app. */
  allowLoopbackHttp: boolean;
}

/** The sign-in provider: an OpenID issuer with discovery, or explicit endpoints. */
export type OAuthConfig = { clientId: string } & (
  | { kind: 'discovery'; issuer: string }
  | { kind: 'endpoints'; authorizeUrl: string; tokenUrl: string; revokeUrl: string }
);

/** Lexware's own addresses (API reference 1.1 and 1.3). */
const lexware = {
  apiUrl: 'https://api.lexware.io',
  webAppUrl: lexwareAppUrl,
  authorizeUrl: `${lexwareAppUrl}/oauth2/authorize`,
  tokenUrl: `${lexwareAppUrl}/oauth2/token`,
  revokeUrl: `${lexwareAppUrl}/oauth2/revoke`,
} as const;

const variables = {
  apiUrl: 'KONTOR_API_URL',
  issuer: 'KONTOR_ISSUER',
  authorizeUrl: 'KONTOR_AUTHORIZE_URL',
  tokenUrl: 'KONTOR_TOKEN_URL',
  revokeUrl: 'KONTOR_REVOKE_URL',
  clientId: 'KONTOR_CLIENT_ID',
} as const;

export interface ConfigSources {
  connection: Settings['connection'];
  env: Readonly<Record<string, string | undefined>>;
  packaged: boolean;
}

/** Puts the connection together: the environment (unpackaged only) before the settings before Lexware's values. */
export function resolveConnection(sources: ConfigSources): ConnectionConfig {
  const pick = (key: keyof typeof variables): string => {
    const fromEnv = sources.packaged ? undefined : sources.env[variables[key]];
    return (fromEnv ?? sources.connection[key]).trim();
  };
  const allowLoopbackHttp = !sources.packaged;
  const apiUrl = (usable(pick('apiUrl'), allowLoopbackHttp) ?? lexware.apiUrl).replace(/\/+$/, '');
  const oauth = resolveOAuth(pick, allowLoopbackHttp);
  const webAppUrl = apiUrl === lexware.apiUrl ? lexware.webAppUrl : (originOf(oauth) ?? lexware.webAppUrl);
  const externalOrigins = new Set([lexware.webAppUrl, new URL(webAppUrl).origin]);
  const signInOrigin = originOf(oauth);
  if (signInOrigin !== null) externalOrigins.add(signInOrigin);
  return { apiUrl, webAppUrl, oauth, externalOrigins, allowLoopbackHttp };
}

function resolveOAuth(pick: (key: keyof typeof variables) => string, loopback: boolean): OAuthConfig | null {
  const clientId = pick('clientId');
  if (clientId === '') return null;
  const issuer = usable(pick('issuer'), loopback);
  if (issuer !== undefined) return { kind: 'discovery', clientId, issuer };
  return {
    kind: 'endpoints',
    clientId,
    authorizeUrl: usable(pick('authorizeUrl'), loopback) ?? lexware.authorizeUrl,
    tokenUrl: usable(pick('tokenUrl'), loopback) ?? lexware.tokenUrl,
    revokeUrl: usable(pick('revokeUrl'), loopback) ?? lexware.revokeUrl,
  };
}

function originOf(oauth: OAuthConfig | null): string | null {
  if (oauth === null) return null;
  return new URL(oauth.kind === 'discovery' ? oauth.issuer : oauth.authorizeUrl).origin;
}

/** An address that may be used: https anywhere, http on this machine where allowed. Anything else counts as not set. */
function usable(address: string, loopback: boolean): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isLoopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  if (url.protocol === 'https:' || (loopback && isLoopback && url.protocol === 'http:')) return address;
  return undefined;
}
