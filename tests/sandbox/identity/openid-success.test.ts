import * as oidc from 'openid-client';
import { describe, expect, test } from 'vitest';
import type { Identity, SandboxUser } from '../../../sandbox/identity/identity.ts';
import { lexwareScopes } from '../../../sandbox/identity/scopes.ts';
import { anna, bert, redirectUri, start } from './setup.ts';
import { Browser } from './browser.ts';

const secretIfAny = (identity: Identity) =>
  identity.clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(identity.clientSecret);

/** What an app does that knows the issuer only. */
async function discover(identity: Identity): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(identity.issuer), identity.clientId, undefined, secretIfAny(identity), {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the sandbox speaks plain HTTP on the loopback address
    execute: [oidc.allowInsecureRequests],
  });
}

async function signIn(
  identity: Identity,
  config: oidc.Configuration,
  changed: Record<string, string> = {},
  { browser = new Browser(identity.issuer), who = anna }: { browser?: Browser; who?: SandboxUser } = {},
) {
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid offline_access profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...changed,
  });
  const visited = await browser.signIn(url.href, who.user, who.password);
  return { callback: new URL(visited.url), checks: { pkceCodeVerifier: verifier, expectedState: state } };
}

describe('the OpenID provider', () => {
  test('announces PKCE with S256 only, the issuer parameter and revocation', async () => {
    const identity = await start();
    const metadata = (await discover(identity)).serverMetadata();
    expect(metadata.issuer).toBe(identity.issuer);
    expect(metadata.code_challenge_methods_supported).toEqual(['S256']);
    expect(metadata.authorization_response_iss_parameter_supported).toBe(true);
    expect(metadata.response_types_supported).toEqual(['code']);
    expect(metadata.revocation_endpoint).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });

  test.each([undefined, 'ein-geheimnis-mit-~-und-%'])(
    'signs in, refreshes and revokes with the secret %s',
    async (clientSecret) => {
      const identity = await start(clientSecret === undefined ? {} : { clientSecret });
      const config = await discover(identity);
      const { callback, checks } = await signIn(identity, config);
      const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
      expect(tokens.claims()).toMatchObject({ sub: 'anna' });
      expect(await identity.verifyBearer(tokens.access_token)).toMatchObject({ organizationId: anna.organizationId });
      const next = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
      expect(next.refresh_token).not.toBe(tokens.refresh_token);
      await oidc.tokenRevocation(config, next.refresh_token ?? '');
      expect(await identity.verifyBearer(next.access_token)).toBeUndefined();
      await expect(oidc.refreshTokenGrant(config, next.refresh_token ?? '')).rejects.toMatchObject({
        error: 'invalid_grant',
      });
    },
  );

  test('names itself in the authorization response', async () => {
    const identity = await start();
    const { callback } = await signIn(identity, await discover(identity));
    expect(callback.searchParams.get('iss')).toBe(identity.issuer);
  });

  test('gives Lexware’s scopes when none of them is named, and a refresh token without offline_access', async () => {
    const identity = await start();
    const config = await discover(identity);
    const { callback, checks } = await signIn(identity, config, { scope: 'openid' });
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
    expect(tokens.refresh_token).toBeDefined();
    const grant = await identity.verifyBearer(tokens.access_token);
    expect(grant?.scopes).toEqual(expect.arrayContaining([...lexwareScopes]));
  });

  test('is plain OAuth, without an ID token, where openid is not asked for', async () => {
    const identity = await start();
    const config = await discover(identity);
    const { callback, checks } = await signIn(identity, config, { scope: 'invoices.read' });
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
    expect(tokens.id_token).toBeUndefined();
    expect((await identity.verifyBearer(tokens.access_token))?.scopes).toEqual(['invoices.read']);
  });

  test('keeps to the scopes of Lexware’s that are named', async () => {
    const identity = await start();
    const config = await discover(identity);
    const { callback, checks } = await signIn(identity, config, { scope: 'openid invoices.read' });
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
    expect((await identity.verifyBearer(tokens.access_token))?.scopes).toEqual(['openid', 'invoices.read']);
  });

  test('lets a second user sign in from the same browser, and ending one connection leaves the other', async () => {
    const identity = await start();
    const config = await discover(identity);
    const browser = new Browser(identity.issuer);
    const first = await signIn(identity, config, {}, { browser, who: anna });
    const annas = await oidc.authorizationCodeGrant(config, first.callback, first.checks);
    const second = await signIn(identity, config, {}, { browser, who: bert });
    const berts = await oidc.authorizationCodeGrant(config, second.callback, second.checks);
    expect(await identity.verifyBearer(berts.access_token)).toMatchObject({ organizationId: bert.organizationId });
    await oidc.tokenRevocation(config, berts.refresh_token ?? '');
    expect(await identity.verifyBearer(annas.access_token)).toMatchObject({ organizationId: anna.organizationId });
  });

  test('redirects to a loopback address with any port', async () => {
    const identity = await start();
    const config = await discover(identity);
    const uri = 'http://127.0.0.1:49152/oauth/callback';
    const { callback, checks } = await signIn(identity, config, { redirect_uri: uri });
    expect(callback.href.startsWith(uri)).toBe(true);
    await expect(oidc.authorizationCodeGrant(config, callback, checks)).resolves.toHaveProperty('access_token');
  });

  test('counts what was asked of it', async () => {
    const identity = await start();
    const config = await discover(identity);
    const { callback, checks } = await signIn(identity, config);
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
    await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
    await oidc.tokenRevocation(config, tokens.access_token);
    expect(identity.admin.counters()).toEqual({
      authorizationRequests: 1,
      authorizations: 1,
      tokenRequests: { authorization_code: 1, refresh_token: 1, unknown: 0 },
      revocations: 1,
    });
  });
});
