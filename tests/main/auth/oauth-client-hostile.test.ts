import { describe, expect, it } from 'vitest';
import { type CodeAnswer } from '../../../main/auth/oauth-client.ts';
import type { AuthProvider } from '../../../main/auth/provider.ts';
import { clientOf, explicit, goodToken, serve } from './support/hostile-provider.ts';
import { sendJson, type Answer } from './support/hostile-server.ts';
import { newSecrets } from './support/provider.ts';

describe('an answer of the token endpoint', () => {
  const exchangeWith = async (answer: Answer) => {
    const server = await serve(answer);
    const attempt = newSecrets();
    const code: CodeAnswer = { kind: 'code', code: 'secret-code', state: attempt.state, issuer: null };
    return clientOf(explicit(server.origin), { timeoutMs: 1_000 }).exchange(code, attempt);
  };

  it('that is complete gives the tokens', async () => {
    expect(await exchangeWith((response) => sendJson(response, 200, { ...goodToken, scope: 'a b' }))).toMatchObject({
      ok: true,
      value: { accessToken: 'access-1', refreshToken: 'refresh-1', lifetimeMs: 3_600_000, scope: 'a b' },
    });
  });

  it('may leave out refresh token, lifetime and scope', async () => {
    const { access_token, token_type } = goodToken;
    expect(await exchangeWith((response) => sendJson(response, 200, { access_token, token_type }))).toMatchObject({
      value: { refreshToken: null, lifetimeMs: null, scope: null },
    });
  });

  it.each<[string, string, Answer]>([
    ['unusable', 'has no access token', (r) => sendJson(r, 200, { token_type: 'Bearer' })],
    ['unusable', 'has a token that is no text', (r) => sendJson(r, 200, { ...goodToken, access_token: { a: 1 } })],
    ['unusable', 'has an empty token', (r) => sendJson(r, 200, { ...goodToken, access_token: '' })],
    ['unusable', 'has a token with a line break', (r) => sendJson(r, 200, { ...goodToken, access_token: 'a\r\nX: y' })],
    ['unusable', 'has a refresh token with an umlaut', (r) => sendJson(r, 200, { ...goodToken, refresh_token: 'ä' })],
    ['unusable', 'has another token type', (r) => sendJson(r, 200, { ...goodToken, token_type: 'mac' })],
    ['unusable', 'has a proof-of-possession token', (r) => sendJson(r, 200, { ...goodToken, token_type: 'DPoP' })],
    ['unusable', 'has a negative lifetime', (r) => sendJson(r, 200, { ...goodToken, expires_in: -1 })],
    ['unusable', 'is an array', (r) => sendJson(r, 200, [goodToken])],
    ['unusable', 'is null', (r) => sendJson(r, 200, null)],
    ['unusable', 'is a page', (r) => r.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hotel WLAN</h1>')],
    ['unusable', 'is empty', (r) => r.writeHead(204).end()],
    ['unusable', 'redirects', (r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['unusable', 'keeps the method and redirects', (r) => r.writeHead(307, { location: '/elsewhere' }).end()],
    ['unusable', 'names an unknown error', (r) => sendJson(r, 400, { error: 'because' })],
    ['unusable', 'is larger than it may be', (r) => sendJson(r, 200, { ...goodToken, x: 'x'.repeat(70_000) })],
    ['invalidGrant', 'says invalid_grant', (r) => sendJson(r, 400, { error: 'invalid_grant' })],
    [
      'invalidGrant',
      'says so with a challenge',
      (r) => sendJson(r, 400, { error: 'invalid_grant' }, { 'www-authenticate': 'Basic' }),
    ],
    [
      'clientRejected',
      'says invalid_client',
      (r) => sendJson(r, 401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="x"' }),
    ],
    ['clientRejected', 'is a bare 401', (r) => r.writeHead(401).end()],
    ['transient', 'says 503', (r) => r.writeHead(503).end()],
    ['transient', 'says 429', (r) => sendJson(r, 429, { message: 'Rate limit exceeded' })],
    ['transient', 'says temporarily_unavailable', (r) => sendJson(r, 400, { error: 'temporarily_unavailable' })],
    [
      'transient',
      'is cut off',
      (r) => r.writeHead(200, { 'content-length': '100' }).write('{"access', () => r.destroy()),
    ],
    ['transient', 'never comes', () => undefined],
    ['transient', 'never ends', (r) => r.writeHead(200, { 'content-type': 'application/json' }).write('{')],
  ])('is told as %s where it %s', async (kind, _what, answer) => {
    const failed = await exchangeWith(answer);
    expect(failed).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(failed)).not.toContain('secret-code');
  });

  it('that never ends and is huge is left as soon as it is too large', async () => {
    const started = performance.now();
    const failed = await exchangeWith((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): boolean => response.destroyed || (response.write('x'.repeat(20_000)), setImmediate(more), true);
      more();
    });
    expect(failed).toMatchObject({ error: { kind: 'unusable' } });
    expect(performance.now() - started).toBeLessThan(900);
  });

  it('that asks to wait is quoted with its time', async () => {
    const wait = (header: string) => exchangeWith((response) => sendJson(response, 429, {}, { 'retry-after': header }));
    expect(await wait('7')).toMatchObject({ error: { retryAfterMs: 7_000 } });
    expect(await wait('999999')).toMatchObject({ error: { retryAfterMs: 3_600_000 } });
    expect(await wait('Tue, 24 Nov 2026 08:00:00 GMT')).toMatchObject({ error: { retryAfterMs: null } });
  });
});

describe('what is sent', () => {
  it('is the code, the verifier and our own redirect URI, and no cookie', async () => {
    const server = await serve((response) => sendJson(response, 200, goodToken, { 'set-cookie': 'a=b' }));
    const attempt = newSecrets();
    const client = clientOf(explicit(server.origin));
    await client.exchange({ kind: 'code', code: 'c', state: attempt.state, issuer: null }, attempt);
    expect(Object.fromEntries(server.requests[0]?.form ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: 'c',
      code_verifier: attempt.verifier,
      redirect_uri: attempt.redirectUri,
      client_id: 'kontor',
    });
  });

  it('names a client with a secret by Basic, spelled so that servers that don’t decode understand it too', async () => {
    const server = await serve((response) => sendJson(response, 200, goodToken));
    const clientId = '3f1d2a52-7c0e-4b39-9a52-4f7a1f0c9e11';
    await clientOf({ ...explicit(server.origin), clientId, clientSecret: 'a-secret' }).refresh('r');
    const header = server.requests[0]?.authorization ?? '';
    expect(Buffer.from(header.replace('Basic ', ''), 'base64').toString()).toBe(`${clientId}:a-secret`);
    expect(server.requests[0]?.form.has('client_secret')).toBe(false);
  });

  it('keeps the old refresh token where the server sends none', async () => {
    const { refresh_token: _unused, ...rest } = goodToken;
    const server = await serve((response) => sendJson(response, 200, rest));
    expect(await clientOf(explicit(server.origin)).refresh('old')).toMatchObject({ value: { refreshToken: 'old' } });
  });

  it('is nothing where the server can’t revoke', async () => {
    const server = await serve((response) => sendJson(response, 200, {}));
    expect(await clientOf(explicit(server.origin, { revokeUrl: null })).revoke('t')).toEqual({
      ok: true,
      value: undefined,
    });
    expect(server.requests).toEqual([]);
  });
});

describe('the issuer in the answer', () => {
  const exchange = async (provider: (origin: string) => AuthProvider, issuer: (origin: string) => string | null) => {
    const server = await serve((response) => sendJson(response, 200, goodToken));
    const attempt = newSecrets();
    const answer: CodeAnswer = { kind: 'code', code: 'c', state: attempt.state, issuer: issuer(server.origin) };
    const result = await clientOf(provider(server.origin)).exchange(answer, attempt);
    return { kind: result.ok ? 'ok' : result.error.kind, requests: server.requests.length };
  };
  const known = (origin: string): AuthProvider => explicit(origin, { issuer: 'https://login.example.com' });

  it.each<[string, (origin: string) => AuthProvider, (origin: string) => string | null]>([
    ['may be missing where nothing promises it', known, () => null],
    ['may be there although nothing promises it', known, () => 'https://login.example.com'],
    ['may be any of the server’s where none is known', explicit, (origin) => `${origin}/tenant`],
  ])('%s', async (_name, provider, issuer) => {
    expect(await exchange(provider, issuer)).toEqual({ kind: 'ok', requests: 1 });
  });

  it.each<[string, (origin: string) => AuthProvider, (origin: string) => string | null]>([
    ['must be the known one', known, () => 'https://attacker.example'],
    ['must be the known one to the letter', known, () => 'https://login.example.com/'],
    ['must come from the server where none is known', explicit, () => 'https://attacker.example'],
    ['must be an address where none is known', explicit, () => 'login'],
  ])('%s, else nothing is sent', async (_name, provider, issuer) => {
    expect(await exchange(provider, issuer)).toEqual({ kind: 'issuerMismatch', requests: 0 });
  });
});
