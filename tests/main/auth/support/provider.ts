import { startIdentity, type Identity, type IdentityOptions } from '../../../../sandbox/identity/identity.ts';
import { newState, newVerifier } from '../../../../main/auth/pkce.ts';
import type { AttemptSecrets } from '../../../../main/auth/oauth-client.ts';
import type { AuthProvider } from '../../../../main/auth/provider.ts';

export const ada = { user: 'ada', password: 'correct horse battery staple' };

export const targets = { scheme: 'app.kontor.desktop', path: '/oauth/callback' };
export const schemeUri = 'app.kontor.desktop:/oauth/callback';

/** Starts the sandbox's identity provider with one user. */
export function startProvider(options: Partial<IdentityOptions> = {}): Promise<Identity> {
  const company = { organizationId: '4c8a2a52-1f5e-4b39-9a52-4f7a1f0c9e22', companyName: 'Muster GmbH' };
  return startIdentity({ users: [{ ...ada, name: 'Ada Muster', ...company }], ...options });
}

/** The identity provider by its OpenID metadata. */
export function discoveredProvider(identity: Pick<Identity, 'issuer' | 'clientId'>): AuthProvider {
  return {
    endpoints: { kind: 'discovery', issuer: identity.issuer },
    clientId: identity.clientId,
    clientSecret: null,
    scopes: ['openid', 'offline_access'],
    extraParameters: { prompt: 'consent' },
    redirect: targets,
  };
}

/** The identity provider by agreed endpoints, without metadata. */
export function explicitProvider(identity: Identity): AuthProvider {
  const { authorizeUrl, tokenUrl, revokeUrl, clientId, clientSecret } = identity;
  return {
    endpoints: { kind: 'explicit', issuer: null, authorizeUrl, tokenUrl, revokeUrl },
    clientId,
    clientSecret: clientSecret ?? null,
    scopes: [],
    extraParameters: { connection_name: 'Kontor' },
    redirect: targets,
  };
}

/** Fresh secrets of an attempt. */
export function newSecrets(redirectUri = schemeUri): AttemptSecrets {
  return { state: newState(), verifier: newVerifier(), redirectUri };
}
