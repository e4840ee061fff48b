import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { AdapterFactory, ClientMetadata, Configuration, JWK } from 'oidc-provider';
import type { IdentityContext } from '../context.ts';
import { errorPage } from '../pages/error-page.ts';
import { pageHeaders, renderPage } from '../pages/layout.ts';
import { lexwareScopes, openIdScopes } from '../scopes.ts';

const day = 86_400;

/** The provider's configuration: code flow only, PKCE always, rotated refresh tokens, revocation. */
export function buildConfiguration(context: IdentityContext, adapter: AdapterFactory): Configuration {
  return {
    adapter,
    clients: [clientMetadata(context)],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    claims: { openid: ['sub'], profile: ['name', 'organization_id', 'organization_name'], email: ['email'] },
    scopes: [...openIdScopes, ...lexwareScopes],
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    // As Lexware does: every connection can be refreshed, whether or not `offline_access` was asked for.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    ttl: {
      AccessToken: context.ttl.accessToken,
      AuthorizationCode: context.ttl.code,
      IdToken: context.ttl.accessToken,
      RefreshToken: context.ttl.refreshToken,
      Grant: Math.max(context.ttl.refreshToken, context.ttl.accessToken, day),
      Session: day,
      Interaction: 600,
    },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      userinfo: { enabled: true },
      rpInitiatedLogout: { enabled: false },
    },
    findAccount: (_ctx, sub) => findAccount(context, sub),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    renderError: (ctx, out) => {
      ctx.set(pageHeaders([]));
      ctx.body = renderPage(errorPage(out.error, out.error_description ?? ''));
    },
  };
}

function clientMetadata(context: IdentityContext): ClientMetadata {
  const { id, secret, redirectUris } = context.client;
  return {
    client_id: id,
    client_name: 'Kontor',
    ...(secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
    application_type: 'native',
    redirect_uris: [...redirectUris],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
  };
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256', kid: 'sandbox' };
}

function findAccount(context: IdentityContext, sub: string) {
  const user = context.accounts.find(sub);
  if (!user) return undefined;
  return {
    accountId: sub,
    claims: () => ({
      sub,
      name: user.name,
      email: `${user.user}@sandbox.example`,
      organization_id: user.organizationId,
      organization_name: user.companyName,
    }),
  };
}
