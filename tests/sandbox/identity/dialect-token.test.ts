import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  createClock,
  createPkce,
  exchangeForm,
  obtainCode,
  obtainTokens,
  post,
  refresh,
  start,
  tokensOf,
} from './setup.ts';

describe('a code', () => {
  test.each([
    ['a wrong verifier', { code_verifier: createPkce().verifier }, 'invalid_grant'],
    ['an empty verifier', { code_verifier: '' }, 'invalid_grant'],
    ['a verifier that is too short', { code_verifier: 'short' }, 'invalid_grant'],
    ['another redirect URI', { redirect_uri: 'http://127.0.0.1:5000/oauth/callback' }, 'invalid_grant'],
    ['no redirect URI', { redirect_uri: '' }, 'invalid_grant'],
    ['an unknown code', { code: 'x'.repeat(128) }, 'invalid_grant'],
    ['no code', { code: '' }, 'invalid_request'],
    ['a foreign grant type', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
  ])('is not exchanged with %s', async (_what, changed: Record<string, string>, error) => {
    const identity = await start();
    const { code, verifier } = await obtainCode(identity);
    const reply = await post(identity, identity.tokenUrl, exchangeForm(code, verifier, changed));
    expect(reply).toMatchObject({ status: 400, body: { error } });
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  test('is not exchanged with a verifier that RFC 7636 finds too short, even where the challenge is its own', async () => {
    const identity = await start();
    const challenge = createHash('sha256').update('short').digest('base64url');
    const { code } = await obtainCode(identity, { code_challenge: challenge });
    const reply = await post(identity, identity.tokenUrl, exchangeForm(code, 'short'));
    expect(reply).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('is burnt by an exchange that failed', async () => {
    const identity = await start();
    const { code, verifier } = await obtainCode(identity);
    await post(identity, identity.tokenUrl, exchangeForm(code, createPkce().verifier));
    const second = await post(identity, identity.tokenUrl, exchangeForm(code, verifier));
    expect(second).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('that is presented twice ends the tokens of its first exchange, also after a refresh', async () => {
    const identity = await start();
    const tokens = await obtainTokens(identity);
    const next = tokensOf(await refresh(identity, tokens.refresh));
    const replay = await post(identity, identity.tokenUrl, exchangeForm(tokens.code, tokens.verifier));
    expect(replay).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await identity.verifyBearer(next.access)).toBeUndefined();
    expect(await refresh(identity, next.refresh)).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  test('lives for its lifetime and no longer', async () => {
    const clock = createClock();
    const identity = await start({ now: clock.now, codeTtl: 60 });
    const early = await obtainCode(identity);
    clock.passSeconds(59);
    expect((await post(identity, identity.tokenUrl, exchangeForm(early.code, early.verifier))).status).toBe(200);
    const late = await obtainCode(identity);
    clock.passSeconds(60);
    const reply = await post(identity, identity.tokenUrl, exchangeForm(late.code, late.verifier));
    expect(reply).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

describe('a refresh token', () => {
  test('that is replayed ends the whole connection', async () => {
    const identity = await start();
    const first = await obtainTokens(identity);
    const second = tokensOf(await refresh(identity, first.refresh));
    expect(await refresh(identity, first.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await identity.verifyBearer(second.access)).toBeUndefined();
    expect(await refresh(identity, second.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('that is replayed leaves other connections of the same user alone', async () => {
    const identity = await start();
    const first = await obtainTokens(identity);
    const other = await obtainTokens(identity);
    await refresh(identity, first.refresh);
    await refresh(identity, first.refresh);
    expect(await identity.verifyBearer(other.access)).toBeDefined();
  });

  test('lives for its lifetime and no longer', async () => {
    const clock = createClock();
    const identity = await start({ now: clock.now, refreshTokenTtl: 1000 });
    const tokens = await obtainTokens(identity);
    clock.passSeconds(999);
    const next = tokensOf(await refresh(identity, tokens.refresh));
    clock.passSeconds(1000);
    expect(await refresh(identity, next.refresh)).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  test('may ask for fewer scopes and not for more', async () => {
    const identity = await start();
    const tokens = await obtainTokens(identity, { scope: 'profile.read invoices.read' });
    const ask = (token: string, scope: string) =>
      post(identity, identity.tokenUrl, { grant_type: 'refresh_token', refresh_token: token, scope });
    expect(await ask(tokens.refresh, 'invoices.write')).toMatchObject({ body: { error: 'invalid_scope' } });
    const fewer = tokensOf(await ask(tokens.refresh, 'profile.read'));
    expect((await identity.verifyBearer(fewer.access))?.scopes).toEqual(['profile.read']);
    const again = tokensOf(await refresh(identity, fewer.refresh));
    expect((await identity.verifyBearer(again.access))?.scopes).toEqual(['profile.read', 'invoices.read']);
  });

  test.each(['', 'unknown'])('%j is refused', async (token) => {
    expect((await refresh(await start(), token)).status).toBe(400);
  });
});

describe('an access token', () => {
  test('lives for its lifetime and no longer', async () => {
    const clock = createClock();
    const identity = await start({ now: clock.now, accessTokenTtl: 120 });
    const tokens = await obtainTokens(identity);
    clock.passSeconds(119);
    expect(await identity.verifyBearer(tokens.access)).toBeDefined();
    clock.passSeconds(1);
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    expect((await refresh(identity, tokens.refresh)).status).toBe(200);
  });

  test('can be ended early while its refresh token lives', async () => {
    const identity = await start();
    const tokens = await obtainTokens(identity);
    identity.admin.expireAccessTokens();
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    expect((await refresh(identity, tokens.refresh)).status).toBe(200);
  });

  test.each(['', 'x', 'a.b.c', 'Bearer x'])('%j opens nothing', async (token) => {
    expect(await (await start()).verifyBearer(token)).toBeUndefined();
  });
});

describe('revocation', () => {
  test('of a refresh token ends the access token too', async () => {
    const identity = await start();
    const tokens = await obtainTokens(identity);
    expect((await post(identity, identity.revokeUrl, { token: tokens.refresh })).status).toBe(200);
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    expect(await refresh(identity, tokens.refresh)).toMatchObject({ body: { error: 'invalid_grant' } });
  });

  test('of an access token leaves the refresh token', async () => {
    const identity = await start();
    const tokens = await obtainTokens(identity);
    await post(identity, identity.revokeUrl, { token: tokens.access });
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    expect((await refresh(identity, tokens.refresh)).status).toBe(200);
  });

  test('of an unknown token succeeds and of none fails', async () => {
    const identity = await start();
    expect((await post(identity, identity.revokeUrl, { token: 'unknown' })).status).toBe(200);
    expect(await post(identity, identity.revokeUrl, {})).toMatchObject({ body: { error: 'invalid_request' } });
  });

  test('by the administrator ends every connection', async () => {
    const identity = await start();
    const tokens = await obtainTokens(identity);
    identity.admin.revokeRefreshTokens();
    expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
    expect(await refresh(identity, tokens.refresh)).toMatchObject({ body: { error: 'invalid_grant' } });
  });
});

describe('a client', () => {
  const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

  test.each([
    ['a wrong secret', (id: string) => basic(`${id}:falsch`)],
    ['an empty secret', (id: string) => basic(`${id}:`)],
    ['another id', () => basic('other:geheim')],
    ['no authentication', () => ({})],
    ['a header that is no Basic', (id: string) => ({ authorization: `Bearer ${id}` })],
    ['a header that is no base64', () => ({ authorization: 'Basic !!!' })],
  ])('with %s is refused at the token and the revocation endpoint', async (_what, header) => {
    const identity = await start({ clientSecret: 'geheim' });
    const headers: Record<string, string> = header(identity.clientId);
    for (const [url, form] of [
      [identity.tokenUrl, { grant_type: 'refresh_token', refresh_token: 'x' }],
      [identity.revokeUrl, { token: 'x' }],
    ] as const) {
      const reply = await post(identity, url, { ...form }, headers);
      expect(reply).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
      expect(reply.headers.get('www-authenticate')).toMatch(/^Basic/);
    }
  });

  test('with its secret in the form instead of the header is refused', async () => {
    const identity = await start({ clientSecret: 'geheim' });
    const form = {
      grant_type: 'refresh_token',
      refresh_token: 'x',
      client_id: identity.clientId,
      client_secret: 'geheim',
    };
    expect((await post(identity, identity.tokenUrl, form, {})).status).toBe(401);
  });

  test('without a secret must name itself and nothing else', async () => {
    const identity = await start();
    const form = { grant_type: 'refresh_token', refresh_token: 'x' };
    expect((await post(identity, identity.tokenUrl, { ...form, client_id: 'other' })).status).toBe(401);
    expect((await post(identity, identity.tokenUrl, form, basic(`${identity.clientId}:x`))).status).toBe(401);
  });
});

describe('the token endpoint', () => {
  test('refuses GET, JSON, a repeated parameter and a body that is too large', async () => {
    const identity = await start();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const send = (init: RequestInit) => fetch(identity.tokenUrl, init).then((reply) => reply.status);
    expect(await send({})).toBe(405);
    expect(await send({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).toBe(400);
    const twice = `grant_type=refresh_token&client_id=${identity.clientId}&refresh_token=a&refresh_token=b`;
    expect(await send({ method: 'POST', body: twice, headers: type })).toBe(400);
    expect(await send({ method: 'POST', body: `a=${'x'.repeat(70_000)}`, headers: type })).toBe(413);
  });
});
