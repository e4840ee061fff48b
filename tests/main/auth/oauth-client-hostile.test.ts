import { afterEach, describe, expect, it } from 'vitest';
import { createOAuthClient, type CodeAnswer, type OAuthClient } from '../../../main/auth/oauth-client.ts';
import type { AuthProvider } from '../../../main/auth/provider.ts';
import { sendJson, startServer, type Answer, type TestServer } from './support/hostile-server.ts';
import { newSecrets, targets } from './support/provider.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: Answer): Promise<TestServer> {
  const server = await startServer(answer);
  servers.push(server);
  return server;
}

const base = { clientId: 'kontor', clientSecret: null, scopes: [], extraParameters: {}, redirect: targets };

function explicit(origin: string, more: { issuer?: string; revokeUrl?: string | null } = {}): AuthProvider {
  const { issuer = null, revokeUrl = `${origin}/revoke` } = more;
  const endpoints = { issuer, authorizeUrl: `${origin}/authorize`, tokenUrl: `${origin}/token`, revokeUrl };
  return { ...base, endpoints: { kind: 'explicit', ...endpoints } };
}

function clientOf(provider: AuthProvider, more: { allowLoopbackHttp?: boolean; timeoutMs?: number } = {}): OAuthClient {
  return createOAuthClient({ provider, fetch, allowLoopbackHttp: true, ...more });
}

const goodToken = { access_token: 'access-1', token_type: 'Bearer', expires_in: 3600, refresh_token: 'refresh-1' };

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

describe('discovered metadata', () => {
  const discover = async (metadata: (origin: string) => object, answer?: Answer) => {
    const server: TestServer = await serve(
      answer ??
        ((response, request) => {
          if (request.url?.startsWith('/.well-known/')) sendJson(response, 200, metadata(server.origin));
          else sendJson(response, 200, goodToken);
        }),
    );
    const provider: AuthProvider = { ...base, endpoints: { kind: 'discovery', issuer: server.origin } };
    return { server, client: clientOf(provider, { timeoutMs: 1_000 }) };
  };
  const good = (origin: string): object => ({
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    code_challenge_methods_supported: ['S256'],
  });

  it('are asked for once', async () => {
    const { server, client } = await discover(good);
    expect((await client.authorizeUrl(newSecrets())).ok).toBe(true);
    expect((await client.refresh('r')).ok).toBe(true);
    expect(server.requests.map((request) => request.path)).toEqual(['/.well-known/openid-configuration', '/token']);
  });

  it('that promise iss make an answer without one worthless', async () => {
    const { server, client } = await discover((origin) => ({
      ...good(origin),
      authorization_response_iss_parameter_supported: true,
    }));
    const attempt = newSecrets();
    const answer: CodeAnswer = { kind: 'code', code: 'c', state: attempt.state, issuer: null };
    expect(await client.exchange(answer, attempt)).toMatchObject({ error: { kind: 'issuerMismatch' } });
    expect(await client.exchange({ ...answer, issuer: server.origin }, attempt)).toMatchObject({ ok: true });
  });

  it.each<[string, string, (origin: string) => object]>([
    ['unusable', 'without PKCE', (origin) => ({ ...good(origin), code_challenge_methods_supported: undefined })],
    [
      'unusable',
      'with plain PKCE only',
      (origin) => ({ ...good(origin), code_challenge_methods_supported: ['plain'] }),
    ],
    ['issuerMismatch', 'of another issuer', (origin) => ({ ...good(origin), issuer: 'https://attacker.example' })],
    [
      'misconfigured',
      'with an http token endpoint elsewhere',
      (origin) => ({ ...good(origin), token_endpoint: 'http://attacker.example/token' }),
    ],
    [
      'misconfigured',
      'with an odd authorization endpoint',
      (origin) => ({ ...good(origin), authorization_endpoint: 'file:///etc/passwd' }),
    ],
    [
      'misconfigured',
      'with an http revocation endpoint elsewhere',
      (origin) => ({ ...good(origin), revocation_endpoint: 'http://attacker.example/' }),
    ],
    ['misconfigured', 'without a token endpoint', (origin) => ({ ...good(origin), token_endpoint: undefined })],
    ['unusable', 'that are too large', (origin) => ({ ...good(origin), x: 'x'.repeat(70_000) })],
  ])('are told as %s where they are %s', async (kind, _what, metadata) => {
    const { client } = await discover(metadata);
    expect(await client.authorizeUrl(newSecrets())).toMatchObject({ ok: false, error: { kind } });
  });

  it.each<[string, string, Answer]>([
    ['unusable', 'not there', (response) => response.writeHead(404).end()],
    ['unusable', 'a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')],
    ['unusable', 'elsewhere', (response) => response.writeHead(301, { location: 'https://attacker.example/' }).end()],
    ['transient', 'behind a failing server', (response) => response.writeHead(502).end()],
    ['transient', 'too slow', () => undefined],
  ])('are told as %s where they are %s', async (kind, _what, answer) => {
    const { client } = await discover(good, answer);
    expect(await client.authorizeUrl(newSecrets())).toMatchObject({ ok: false, error: { kind } });
  });

  it('are asked for again after a failure', async () => {
    let isDown = true;
    const server: TestServer = await serve((response) => {
      if (isDown) response.writeHead(503).end();
      else sendJson(response, 200, good(server.origin));
    });
    const client = clientOf({ ...base, endpoints: { kind: 'discovery', issuer: server.origin } });
    expect((await client.authorizeUrl(newSecrets())).ok).toBe(false);
    isDown = false;
    expect((await client.authorizeUrl(newSecrets())).ok).toBe(true);
  });
});

describe('plain http', () => {
  it('is refused to this machine too, unless allowed', async () => {
    const server = await serve((response) => sendJson(response, 200, goodToken));
    const client = clientOf(explicit(server.origin), { allowLoopbackHttp: false });
    expect(await client.refresh('r')).toMatchObject({ error: { kind: 'misconfigured' } });
    expect(server.requests).toEqual([]);
  });

  it.each([
    'http://login.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'http://127.0.0.2:80',
    'ftp://127.0.0.1',
    'https://user:pw@login.example.com',
    'https://login.example.com/#x',
    'login.example.com',
    '',
  ])('and other wrong addresses are refused before anything is sent: %j', async (origin) => {
    const sent: string[] = [];
    const spy = (url: string): Promise<Response> => {
      sent.push(url);
      return Promise.reject(new TypeError('no network'));
    };
    const endpoints = {
      kind: 'explicit',
      issuer: null,
      authorizeUrl: origin,
      tokenUrl: origin,
      revokeUrl: null,
    } as const;
    const agreed = createOAuthClient({ provider: { ...base, endpoints }, fetch: spy, allowLoopbackHttp: true });
    const discovery = { kind: 'discovery', issuer: origin } as const;
    const discovered = createOAuthClient({
      provider: { ...base, endpoints: discovery },
      fetch: spy,
      allowLoopbackHttp: true,
    });
    for (const client of [agreed, discovered]) {
      expect(await client.authorizeUrl(newSecrets())).toMatchObject({ error: { kind: 'misconfigured' } });
      expect(await client.refresh('r')).toMatchObject({ error: { kind: 'misconfigured' } });
    }
    expect(sent).toEqual([]);
  });

  it('is no way without a client id either', async () => {
    const client = clientOf({ ...explicit('https://login.example.com'), clientId: '' });
    expect(await client.refresh('r')).toMatchObject({ error: { error: { code: 'sign_in_not_configured' } } });
  });
});
