import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createOAuthClient } from '../../../main/auth/oauth-client.ts';
import type { AuthProvider } from '../../../main/auth/provider.ts';

/** Refreshes once at a server that only writes down how the client proves who it is. */
async function authorizationOf(clientId: string, clientSecret: string | null): Promise<string | undefined> {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 60, refresh_token: 'r2' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const provider: AuthProvider = {
    endpoints: {
      kind: 'explicit',
      issuer: null,
      authorizeUrl: `${origin}/a`,
      tokenUrl: `${origin}/t`,
      revokeUrl: null,
    },
    clientId,
    clientSecret,
    scopes: [],
    extraParameters: {},
    redirect: { scheme: 'app.kontor.desktop', path: '/oauth/callback' },
  };
  const answer = await createOAuthClient({ provider, fetch, allowLoopbackHttp: true }).refresh('r1');
  expect(answer.ok).toBe(true);
  server.close();
  return seen[0];
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

describe('the client authentication', () => {
  it('leaves a UUID and common secrets as they are, so that a server that does not decode accepts them', async () => {
    const id = '3f1d2a52-7c0e-4b39-9a52-4f7a1f0c9e11';
    expect(await authorizationOf(id, 'a-b_c.d')).toBe(`Basic ${base64(`${id}:a-b_c.d`)}`);
  });

  it('form-encodes what would break the pair apart (RFC 6749 §2.3.1)', async () => {
    expect(await authorizationOf('client', 'a:b %ü')).toBe(`Basic ${base64('client:a%3Ab+%25%C3%BC')}`);
  });

  it('is left out by a public client', async () => {
    expect(await authorizationOf('client', null)).toBeUndefined();
  });
});
