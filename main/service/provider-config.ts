import type { AuthProvider } from '../auth/provider.ts';
import type { OAuthConfig } from './connection-config.ts';

/** Where the browser brings the answer (RFC 8252 §7.1); registered with the provider exactly like this. */
export const redirectTargets = { scheme: 'app.kontor.desktop', path: '/oauth/callback' } as const;

/** The scopes that an OpenID provider must be asked for by name; Lexware grants what the client owns (API reference 1.3). */
const discoveryScopes = [
  'openid',
  'offline_access',
  'profile.read',
  'contacts.read',
  'articles.read',
  'invoices.read',
  'invoices.write',
  'voucherlist.read',
  'vouchers.read',
  'files.read',
  'files.write',
  'payments.read',
] as const;

/** Turns the configuration into the provider that the OAuth part understands. */
export function providerOf(oauth: OAuthConfig, clientSecret: string | null): AuthProvider {
  const { clientId } = oauth;
  if (oauth.kind === 'discovery') {
    return {
      endpoints: { kind: 'discovery', issuer: oauth.issuer },
      clientId,
      clientSecret,
      scopes: discoveryScopes,
      // OpenID Connect Core §11: without consent in this very request there is no refresh token.
      extraParameters: { prompt: 'consent' },
      redirect: redirectTargets,
    };
  }
  const { authorizeUrl, tokenUrl, revokeUrl } = oauth;
  return {
    endpoints: { kind: 'explicit', issuer: null, authorizeUrl, tokenUrl, revokeUrl },
    clientId,
    clientSecret,
    scopes: [],
    extraParameters: { connection_name: 'Kontor' },
    redirect: redirectTargets,
  };
}
