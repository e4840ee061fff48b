import { describe, expect, test } from 'vitest';
import { lexwareScopes } from '../../../sandbox/identity/scopes.ts';
import { Browser } from './browser.ts';
import {
  anna,
  authorizeUrl,
  bert,
  callbackParams,
  createPkce,
  exchangeForm,
  obtainCode,
  obtainTokens,
  post,
  redirectUri,
  refresh,
  start,
  tokensOf,
} from './setup.ts';

describe('Lexware’s authorization server', () => {
  test('answers a sign-in with exactly the five members of the reference', async () => {
    const identity = await start();
    const { code, verifier } = await obtainCode(identity);
    const reply = await post(identity, identity.tokenUrl, exchangeForm(code, verifier));
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.body).sort()).toEqual([
      'access_token',
      'expires_in',
      'refresh_token',
      'scope',
      'token_type',
    ]);
    expect(reply.body).toMatchObject({ token_type: 'Bearer', expires_in: 14_399 });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(code).toHaveLength(128);
    expect(reply.body['refresh_token']).toHaveLength(128);
  });

  test('grants every scope when none is named, and only the named ones otherwise', async () => {
    const identity = await start();
    const all = await identity.verifyBearer((await obtainTokens(identity)).access);
    expect(all?.scopes).toEqual([...lexwareScopes]);
    const some = await identity.verifyBearer(
      (await obtainTokens(identity, { scope: 'profile.read invoices.read' })).access,
    );
    expect(some?.scopes).toEqual(['profile.read', 'invoices.read']);
  });

  test('opens the company of whoever logged in', async () => {
    const identity = await start();
    const first = await obtainTokens(identity, {}, anna);
    const second = await obtainTokens(identity, {}, bert);
    expect((await identity.verifyBearer(first.access))?.organizationId).toBe(anna.organizationId);
    expect((await identity.verifyBearer(second.access))?.organizationId).toBe(bert.organizationId);
  });

  test('returns the state unchanged and no issuer', async () => {
    const identity = await start();
    const state = 'a b&c=d/ü+%41';
    const { challenge } = createPkce();
    const visited = await new Browser(identity.issuer).signIn(
      authorizeUrl(identity, challenge, { state }),
      anna.user,
      anna.password,
    );
    expect(visited.url.startsWith(`${redirectUri}?`)).toBe(true);
    expect(callbackParams(visited)).toMatchObject({ state });
    expect(callbackParams(visited)).not.toHaveProperty('iss');
  });

  test.each(['http://127.0.0.1:1/oauth/callback', 'http://127.0.0.1:65535/oauth/callback'])(
    'redirects to the loopback address %s',
    async (uri) => {
      const identity = await start();
      const { code, verifier } = await obtainCode(identity, { redirect_uri: uri });
      const reply = await post(identity, identity.tokenUrl, exchangeForm(code, verifier, { redirect_uri: uri }));
      expect(reply.status).toBe(200);
    },
  );

  test('rotates both tokens and ends the previous two at once', async () => {
    const identity = await start();
    const first = await obtainTokens(identity);
    const second = tokensOf(await refresh(identity, first.refresh));
    expect(second.access).not.toBe(first.access);
    expect(second.refresh).not.toBe(first.refresh);
    expect(await identity.verifyBearer(first.access)).toBeUndefined();
    expect(await identity.verifyBearer(second.access)).toMatchObject({ organizationId: anna.organizationId });
    const third = tokensOf(await refresh(identity, second.refresh));
    expect(await identity.verifyBearer(third.access)).toBeDefined();
  });

  test('authenticates the client by Basic in every spelling of its id and secret', async () => {
    const secret = 'geheim+mit:Zeichen/~';
    const identity = await start({ clientSecret: secret });
    const percent = (text: string): string =>
      encodeURIComponent(text).replace(/[-_.!~*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    const spellings = [
      `${identity.clientId}:${secret}`,
      `${identity.clientId}:${encodeURIComponent(secret).replace('~', '%7E')}`,
      `${percent(identity.clientId)}:${percent(secret)}`,
    ];
    for (const pair of spellings) {
      const { code, verifier } = await obtainCode(identity);
      const headers = { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
      expect((await post(identity, identity.tokenUrl, exchangeForm(code, verifier), headers)).status).toBe(200);
    }
  });

  test('accepts the verifier and challenge that the reference publishes', async () => {
    const identity = await start();
    const verifier =
      'oJdaNUDOIK3xpqlkZ79Sa3dLWst2rF5F8EXQVrqWfzckNOPBC67SzNffeTTb54jSpfuSAnawxLgddxbIqXh4APOrKYqhI8W5fXtIytVSgjLlrnMn0AUB5h2O6VD1sTDJ';
    const url = authorizeUrl(identity, '9s_XWOy5h9KO8CQCqzRKr3WEntoEJepUZS9d1IYh_uo');
    const { code = '' } = callbackParams(await new Browser(identity.issuer).signIn(url, anna.user, anna.password));
    expect((await post(identity, identity.tokenUrl, exchangeForm(code, verifier))).status).toBe(200);
  });

  test('counts what was asked of it', async () => {
    const identity = await start();
    const tokens = await obtainTokens(identity);
    const next = tokensOf(await refresh(identity, tokens.refresh));
    await post(identity, identity.revokeUrl, { token: next.refresh });
    await post(identity, identity.tokenUrl, { grant_type: 'password' });
    expect(identity.admin.counters()).toEqual({
      authorizationRequests: 1,
      authorizations: 1,
      tokenRequests: { authorization_code: 1, refresh_token: 1, unknown: 1 },
      revocations: 1,
    });
  });
});
