import { describe, expect, test } from 'vitest';
import type { Identity } from '../../../sandbox/identity/identity.ts';
import { Browser } from './browser.ts';
import {
  anna,
  authorizeUrl,
  callbackParams,
  createClock,
  createPkce,
  exchangeForm,
  post,
  start,
  tokensOf,
} from './setup.ts';

const request = { scope: 'openid offline_access' };
const tokenUrl = (identity: Identity): string => `${identity.issuer}/token`;

function open(identity: Identity, changed: Record<string, string | undefined>) {
  const url = authorizeUrl(identity, createPkce().challenge, { ...request, ...changed }, `${identity.issuer}/auth`);
  return new Browser(identity.issuer).open(url);
}

async function obtain(identity: Identity): Promise<{ code: string; verifier: string }> {
  const { verifier, challenge } = createPkce();
  const url = authorizeUrl(identity, challenge, request, `${identity.issuer}/auth`);
  const visited = await new Browser(identity.issuer).signIn(url, anna.user, anna.password);
  return { code: callbackParams(visited)['code'] ?? '', verifier };
}

async function signIn(identity: Identity) {
  const { code, verifier } = await obtain(identity);
  return { ...tokensOf(await post(identity, tokenUrl(identity), exchangeForm(code, verifier))), code, verifier };
}

const refresh = (identity: Identity, token: string) =>
  post(identity, tokenUrl(identity), { grant_type: 'refresh_token', refresh_token: token });

describe('the OpenID provider refuses an authorization request', () => {
  test.each([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['with a challenge but no method', { code_challenge_method: undefined }],
  ])('%s', async (_what, changed) => {
    const params = callbackParams(await open(await start(), changed));
    expect(params).toMatchObject({ error: 'invalid_request', state: 'state-of-this-test' });
    expect(params).not.toHaveProperty('code');
  });

  test.each([
    ['another path', 'app.kontor.desktop:/oauth/other'],
    ['another scheme', 'app.kontor.other:/oauth/callback'],
    ['a trailing slash', 'app.kontor.desktop:/oauth/callback/'],
    ['a query', 'app.kontor.desktop:/oauth/callback?next=1'],
    ['the name instead of the address', 'http://localhost:5000/oauth/callback'],
    ['loopback with a query', 'http://127.0.0.1:5000/oauth/callback?x=1'],
    ['loopback with another path', 'http://127.0.0.1:5000/other'],
    ['loopback over TLS', 'https://127.0.0.1:5000/oauth/callback'],
  ])('with %s, on a page of its own', async (_what, uri) => {
    const visited = await open(await start(), { redirect_uri: uri });
    expect(visited).toMatchObject({ at: 'page', status: 400 });
    expect(visited.at === 'page' && visited.text).toContain('Anmeldung nicht möglich');
  });
});

describe('the OpenID provider’s pages', () => {
  test('ask again after a wrong password and answer access_denied on cancel, at login and at consent', async () => {
    const identity = await start();
    const url = authorizeUrl(identity, createPkce().challenge, request, `${identity.issuer}/auth`);
    const browser = new Browser(identity.issuer);
    const login = await browser.open(url);
    const again = await browser.submit(login, { user: 'anna', password: 'falsch', action: 'login' });
    expect(again).toMatchObject({ at: 'page', status: 422 });
    expect(callbackParams(await browser.submit(again, { action: 'cancel' }))).toMatchObject({ error: 'access_denied' });
    const second = await browser.open(url);
    const consent = await browser.submit(second, { user: 'anna', password: anna.password, action: 'login' });
    const denied = callbackParams(await browser.submit(consent, { action: 'cancel' }));
    expect(denied).toMatchObject({ error: 'access_denied', iss: identity.issuer, state: 'state-of-this-test' });
  });

  test('belong to the browser that made the request', async () => {
    const identity = await start();
    const login = await open(identity, {});
    expect(await new Browser(identity.issuer).open(login.url)).toMatchObject({ at: 'page', status: 400 });
  });
});

describe('the OpenID provider’s token endpoint', () => {
  test('refuses a wrong verifier, none, and another redirect URI', async () => {
    const identity = await start();
    const wrong: Record<string, string>[] = [
      { code_verifier: createPkce().verifier },
      { code_verifier: '' },
      { redirect_uri: 'http://127.0.0.1:5000/oauth/callback' },
    ];
    for (const changed of wrong) {
      const { code, verifier } = await obtain(identity);
      const reply = await post(identity, tokenUrl(identity), exchangeForm(code, verifier, changed));
      expect(reply).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    }
  });

  test('ends the tokens of a code that is presented twice', async () => {
    const identity = await start();
    const tokens = await signIn(identity);
    const replay = await post(identity, tokenUrl(identity), exchangeForm(tokens.code, tokens.verifier));
    expect(replay).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    expect(await refresh(identity, tokens.refresh)).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  test('ends the whole family when a refresh token is replayed', async () => {
    const identity = await start();
    const first = await signIn(identity);
    const second = tokensOf(await refresh(identity, first.refresh));
    expect(await refresh(identity, first.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await identity.verifyBearer(second.access)).toBeUndefined();
    expect(await refresh(identity, second.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('refuses a wrong client secret and none', async () => {
    const identity = await start({ clientSecret: 'geheim' });
    const { code, verifier } = await obtain(identity);
    const wrong = { authorization: `Basic ${Buffer.from(`${identity.clientId}:falsch`).toString('base64')}` };
    for (const headers of [wrong, {}]) {
      const form = { ...exchangeForm(code, verifier), client_id: identity.clientId };
      const reply = await post(identity, tokenUrl(identity), form, headers);
      expect(reply).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    }
  });

  test('honours the lifetimes of code, access and refresh token', async () => {
    const clock = createClock();
    const identity = await start({ now: clock.now, codeTtl: 60, accessTokenTtl: 120, refreshTokenTtl: 1000 });
    const late = await obtain(identity);
    clock.passSeconds(60);
    const expired = await post(identity, tokenUrl(identity), exchangeForm(late.code, late.verifier));
    expect(expired).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const tokens = await signIn(identity);
    clock.passSeconds(119);
    expect(await identity.verifyBearer(tokens.access)).toBeDefined();
    clock.passSeconds(1);
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    const next = tokensOf(await refresh(identity, tokens.refresh));
    clock.passSeconds(1001);
    expect(await refresh(identity, next.refresh)).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  test('obeys the administrator', async () => {
    const identity = await start();
    const tokens = await signIn(identity);
    identity.admin.expireAccessTokens();
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    const next = tokensOf(await refresh(identity, tokens.refresh));
    identity.admin.revokeRefreshTokens();
    expect(await identity.verifyBearer(next.access)).toBeUndefined();
    expect(await refresh(identity, next.refresh)).toMatchObject({ body: { error: 'invalid_grant' } });
  });
});
