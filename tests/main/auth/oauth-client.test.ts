import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../../sandbox/identity/identity.ts';
import { parseCallbackLink, parseCallbackTarget } from '../../../main/auth/callback-link.ts';
import {
  createOAuthClient,
  type AttemptSecrets,
  type CodeAnswer,
  type OAuthClient,
} from '../../../main/auth/oauth-client.ts';
import { newVerifier, type CodeVerifier } from '../../../main/auth/pkce.ts';
import type { AuthProvider } from '../../../main/auth/provider.ts';
import { goThroughBrowser } from './support/browser.ts';
import {
  ada,
  discoveredProvider,
  explicitProvider,
  newSecrets,
  schemeUri,
  startProvider,
  targets,
} from './support/provider.ts';

let identity: Identity;
beforeEach(async () => {
  identity = await startProvider();
});
afterEach(() => identity.close());

function clientOf(provider: AuthProvider, timeoutMs = 15_000): OAuthClient {
  return createOAuthClient({ provider, fetch, allowLoopbackHttp: true, timeoutMs });
}

async function authorize(client: OAuthClient, attempt: AttemptSecrets): Promise<CodeAnswer> {
  const url = await client.authorizeUrl(attempt);
  if (!url.ok) throw new Error(url.error.kind);
  const raw = await goThroughBrowser(url.value, ada);
  const answer = raw.startsWith(schemeUri)
    ? parseCallbackLink(raw, targets)
    : parseCallbackTarget(raw.slice(new URL(raw).origin.length), targets.path);
  if (answer.kind !== 'code') throw new Error(`no code: ${answer.kind}`);
  return answer;
}

async function signIn(client: OAuthClient, attempt = newSecrets()) {
  const tokens = await client.exchange(await authorize(client, attempt), attempt);
  if (!tokens.ok) throw new Error(tokens.error.kind);
  return tokens.value;
}

describe.each([
  ['a discovered provider', (of: Identity) => discoveredProvider(of)],
  ['agreed endpoints', (of: Identity) => explicitProvider(of)],
])('with %s', (_name, providerOf) => {
  it('a person signs in by the custom scheme', async () => {
    const tokens = await signIn(clientOf(providerOf(identity)));
    expect(tokens.lifetimeMs).toBe(14_399_000);
    expect(await identity.verifyBearer(tokens.accessToken)).toBeDefined();
    expect(identity.admin.counters().tokenRequests.authorization_code).toBe(1);
  });

  it('a person signs in by the loopback address', async () => {
    const tokens = await signIn(clientOf(providerOf(identity)), newSecrets('http://127.0.0.1:43210/oauth/callback'));
    expect(await identity.verifyBearer(tokens.accessToken)).toBeDefined();
  });

  it('the refresh token rotates and the new access token works', async () => {
    const client = clientOf(providerOf(identity));
    const first = await signIn(client);
    const second = await client.refresh(first.refreshToken ?? '');
    expect(second.ok && second.value.refreshToken).not.toBe(first.refreshToken);
    expect(second.ok && (await identity.verifyBearer(second.value.accessToken))).toBeTruthy();
  });

  it('a replayed refresh token is refused as a dead grant', async () => {
    const client = clientOf(providerOf(identity));
    const { refreshToken } = await signIn(client);
    await client.refresh(refreshToken ?? '');
    expect(await client.refresh(refreshToken ?? '')).toMatchObject({
      error: { kind: 'invalidGrant', error: { code: 'session_expired' } },
    });
  });

  it('a code works once', async () => {
    const client = clientOf(providerOf(identity));
    const attempt = newSecrets();
    const answer = await authorize(client, attempt);
    expect((await client.exchange(answer, attempt)).ok).toBe(true);
    expect(await client.exchange(answer, attempt)).toMatchObject({
      error: { kind: 'invalidGrant', error: { code: 'sign_in_exchange_failed' } },
    });
  });

  it('a code without its own verifier is worth nothing', async () => {
    const client = clientOf(providerOf(identity));
    const attempt = newSecrets();
    const answer = await authorize(client, attempt);
    const stolen = { ...attempt, verifier: newVerifier() };
    expect(await client.exchange(answer, stolen)).toMatchObject({ error: { kind: 'invalidGrant' } });
  });

  it('the redirect URI of the exchange is the attempt’s, so a code for another one is refused', async () => {
    const client = clientOf(providerOf(identity));
    const attempt = newSecrets('http://127.0.0.1:43210/oauth/callback');
    const answer = await authorize(client, attempt);
    expect(await client.exchange(answer, { ...attempt, redirectUri: schemeUri })).toMatchObject({
      error: { kind: 'invalidGrant' },
    });
  });

  it('a state that is not the attempt’s leads to no token request', async () => {
    const client = clientOf(providerOf(identity));
    const attempt = newSecrets();
    const answer = await authorize(client, attempt);
    expect((await client.exchange({ ...answer, state: 'other' }, attempt)).ok).toBe(false);
    expect(identity.admin.counters().tokenRequests.authorization_code).toBe(0);
  });

  it('an answer of another issuer leads to no token request', async () => {
    const client = clientOf(providerOf(identity));
    const attempt = newSecrets();
    const answer = { ...(await authorize(client, attempt)), issuer: 'https://attacker.example' };
    expect(await client.exchange(answer, attempt)).toMatchObject({
      error: { kind: 'issuerMismatch', error: { code: 'sign_in_issuer_mismatch' } },
    });
    expect(identity.admin.counters().tokenRequests.authorization_code).toBe(0);
  });

  it('revoking ends refresh and access token', async () => {
    const client = clientOf(providerOf(identity));
    const tokens = await signIn(client);
    expect((await client.revoke(tokens.refreshToken ?? '')).ok).toBe(true);
    expect(await identity.verifyBearer(tokens.accessToken)).toBeUndefined();
    expect(await client.refresh(tokens.refreshToken ?? '')).toMatchObject({ error: { kind: 'invalidGrant' } });
  });

  it.each([
    ['hugeToken', 'unusable'],
    ['malformedToken', 'unusable'],
    ['unauthorizedClient', 'clientRejected'],
    ['tokenServerError', 'transient'],
    ['lostTokenAnswer', 'transient'],
    ['slowToken', 'transient'],
  ] as const)('the server’s fault %s is told as %s', async (mode, kind) => {
    const client = clientOf(providerOf(identity), mode === 'slowToken' ? 300 : 15_000);
    const attempt = newSecrets();
    const answer = await authorize(client, attempt);
    identity.admin.setMode(mode);
    const failed = await client.exchange(answer, attempt);
    expect(failed).toMatchObject({ error: { kind } });
    expect(JSON.stringify(failed)).not.toContain(answer.code);
    expect(JSON.stringify(failed)).not.toContain(attempt.verifier);
  });

  it('an unreachable server is a passing failure', async () => {
    const client = clientOf(providerOf(identity));
    const { refreshToken } = await signIn(client);
    await identity.close();
    expect(await client.refresh(refreshToken ?? '')).toMatchObject({
      error: { kind: 'transient', error: { code: 'sign_in_provider_unreachable' } },
    });
  });
});

describe('the wrapper', () => {
  it.each([undefined, null, '', 'short', 'a'.repeat(129), `${'a'.repeat(42)} `])(
    'refuses %j as a verifier before anything is sent',
    async (verifier) => {
      const client = clientOf(explicitProvider(identity));
      const attempt = { ...newSecrets(), verifier: verifier as CodeVerifier };
      const answer: CodeAnswer = { kind: 'code', code: 'abc', state: attempt.state, issuer: null };
      await expect(async () => client.exchange(answer, attempt)).rejects.toThrow(TypeError);
      await expect(async () => client.authorizeUrl(attempt)).rejects.toThrow(TypeError);
      expect(identity.admin.counters().tokenRequests.authorization_code).toBe(0);
    },
  );

  it('sends every parameter of PKCE and state, and no scope where none is set', async () => {
    const attempt = newSecrets();
    const url = await clientOf(explicitProvider(identity)).authorizeUrl(attempt);
    const query = new URL(url.ok ? url.value : '').searchParams;
    expect(Object.fromEntries(query)).toEqual({
      response_type: 'code',
      client_id: identity.clientId,
      redirect_uri: schemeUri,
      state: attempt.state,
      code_challenge: expect.stringMatching(/^[A-Za-z0-9\-_]{43}$/) as string,
      code_challenge_method: 'S256',
      connection_name: 'Kontor',
    });
  });

  it('lets no extra parameter replace its own', async () => {
    const attempt = newSecrets();
    const extraParameters = {
      state: 'x',
      code_challenge_method: 'plain',
      redirect_uri: 'x',
      request: 'x',
      prompt: 'login',
    };
    const url = await clientOf({ ...explicitProvider(identity), extraParameters }).authorizeUrl(attempt);
    const query = new URL(url.ok ? url.value : '').searchParams;
    expect(query.getAll('state')).toEqual([attempt.state]);
    expect(query.getAll('code_challenge_method')).toEqual(['S256']);
    expect(query.getAll('redirect_uri')).toEqual([schemeUri]);
    expect(query.has('request')).toBe(false);
    expect(query.get('prompt')).toBe('login');
  });

  it('authenticates by Basic where a secret is set, and is refused with a wrong one', async () => {
    await identity.close();
    identity = await startProvider({ clientSecret: 'a secret / with: signs' });
    const right = explicitProvider(identity);
    expect((await signIn(clientOf(right))).accessToken).not.toBe('');
    const attempt = newSecrets();
    const wrong = clientOf({ ...right, clientSecret: 'wrong' });
    expect(await wrong.exchange(await authorize(wrong, attempt), attempt)).toMatchObject({
      error: { kind: 'clientRejected', error: { code: 'sign_in_not_configured' } },
    });
  });
});
