import { afterEach } from 'vitest';
import { createOAuthClient, type OAuthClient } from '../../../../main/auth/oauth-client.ts';
import type { AuthProvider } from '../../../../main/auth/provider.ts';
import { startServer, type Answer, type TestServer } from './hostile-server.ts';
import { targets } from './provider.ts';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

export async function serve(answer: Answer): Promise<TestServer> {
  const server = await startServer(answer);
  servers.push(server);
  return server;
}

export const base = { clientId: 'kontor', clientSecret: null, scopes: [], extraParameters: {}, redirect: targets };

export function explicit(origin: string, more: { issuer?: string; revokeUrl?: string | null } = {}): AuthProvider {
  const { issuer = null, revokeUrl = `${origin}/revoke` } = more;
  const endpoints = { issuer, authorizeUrl: `${origin}/authorize`, tokenUrl: `${origin}/token`, revokeUrl };
  return { ...base, endpoints: { kind: 'explicit', ...endpoints } };
}

export function clientOf(
  provider: AuthProvider,
  more: { allowLoopbackHttp?: boolean; timeoutMs?: number } = {},
): OAuthClient {
  return createOAuthClient({ provider, fetch, allowLoopbackHttp: true, ...more });
}

export const goodToken = {
  access_token: 'access-1',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'refresh-1',
};
