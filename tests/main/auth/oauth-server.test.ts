import { describe, expect, it } from 'vitest';
import { createOAuthClient, type CodeAnswer } from '../../../main/auth/oauth-client.ts';
import type { AuthProvider } from '../../../main/auth/provider.ts';
import { base, clientOf, explicit, goodToken, serve } from './support/hostile-provider.ts';
import { sendJson, type Answer, type TestServer } from './support/hostile-server.ts';
import { newSecrets } from './support/provider.ts';

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
