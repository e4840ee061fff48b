import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { hostileModes, type Identity } from '../../../sandbox/identity/identity.ts';
import { Browser } from './browser.ts';
import {
  anna,
  authorizeUrl,
  callbackParams,
  createPkce,
  exchangeForm,
  obtainTokens,
  post,
  refresh,
  start,
  tokensOf,
} from './setup.ts';

/** Both servers of the listener: the endpoints that differ. */
const servers = [
  ['Lexware’s server', { auth: '/oauth2/authorize', token: '/oauth2/token' }],
  ['the OpenID provider', { auth: '/auth', token: '/token' }],
] as const;

async function obtain(identity: Identity, path: string) {
  const { verifier, challenge } = createPkce();
  const changed = path === '/auth' ? { scope: 'openid' } : {};
  const url = authorizeUrl(identity, challenge, changed, identity.issuer + path);
  const params = callbackParams(await new Browser(identity.issuer).signIn(url, anna.user, anna.password));
  return { params, code: params['code'] ?? '', verifier };
}

describe.each(servers)('%s', (_name, { auth, token }) => {
  const exchange = async (identity: Identity, changed: Record<string, string> = {}) => {
    const { code, verifier } = await obtain(identity, auth);
    return post(identity, identity.issuer + token, exchangeForm(code, verifier, changed));
  };

  test('accepts any verifier in the mode ignorePkce, and only then', async () => {
    const identity = await start();
    const wrong = { code_verifier: createPkce().verifier };
    expect((await exchange(identity, wrong)).status).toBe(400);
    identity.admin.setMode('ignorePkce');
    expect((await exchange(identity, wrong)).status).toBe(200);
    expect((await exchange(identity, { code_verifier: '' })).status).toBe(200);
    identity.admin.setMode('none');
    expect((await exchange(identity, wrong)).status).toBe(400);
  });

  test('names another issuer in the mode wrongIss', async () => {
    const identity = await start();
    identity.admin.setMode('wrongIss');
    expect((await obtain(identity, auth)).params['iss']).toBe('https://other-issuer.example');
  });

  test('answers more than any client should read in the mode hugeToken', async () => {
    const identity = await start();
    identity.admin.setMode('hugeToken');
    const reply = await exchange(identity);
    expect(reply.status).toBe(200);
    expect(JSON.stringify(reply.body).length).toBeGreaterThan(1_000_000);
    expect(identity.admin.counters().tokenRequests.authorization_code).toBe(1);
  });

  test('answers half a document in the mode malformedToken', async () => {
    const identity = await start();
    identity.admin.setMode('malformedToken');
    await expect(exchange(identity)).rejects.toThrow(SyntaxError);
  });

  test('answers the errors of the modes unauthorizedClient and tokenServerError', async () => {
    const identity = await start();
    identity.admin.setMode('unauthorizedClient');
    expect(await exchange(identity)).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
    identity.admin.setMode('tokenServerError');
    const reply = await fetch(identity.issuer + token, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'x' }),
    });
    expect(reply.status).toBe(500);
    await reply.text();
  });

  test('does the work and holds the answer back in the mode slowToken', async () => {
    const identity = await start({ slowTokenMs: 3_600_000 });
    const { code, verifier } = await obtain(identity, auth);
    identity.admin.setMode('slowToken');
    const hangUp = new AbortController();
    const body = new URLSearchParams({ ...exchangeForm(code, verifier), client_id: identity.clientId });
    const answer = fetch(identity.issuer + token, { method: 'POST', body, signal: hangUp.signal });
    const given = vi.fn();
    const outcome = answer.then(given, () => 'hung up');
    await expect.poll(() => identity.admin.counters().tokenRequests.authorization_code).toBe(1);
    expect(given).not.toHaveBeenCalled();
    hangUp.abort();
    expect(await outcome).toBe('hung up');
    identity.admin.setMode('none');
    const second = await post(identity, identity.issuer + token, exchangeForm(code, verifier));
    expect(second).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('answers in the mode slowToken once its time has come', async () => {
    const identity = await start({ slowTokenMs: 1 });
    identity.admin.setMode('slowToken');
    expect((await exchange(identity)).status).toBe(200);
  });

  test('does the work and cuts the connection in the mode lostTokenAnswer', async () => {
    const identity = await start();
    identity.admin.setMode('lostTokenAnswer');
    await expect(exchange(identity)).rejects.toThrow(TypeError);
    expect(identity.admin.counters().tokenRequests.authorization_code).toBe(1);
  });
});

test('a refresh whose answer was lost costs the connection when it is repeated', async () => {
  const identity = await start();
  const tokens = await obtainTokens(identity);
  identity.admin.setMode('lostTokenAnswer');
  await expect(refresh(identity, tokens.refresh)).rejects.toThrow(TypeError);
  identity.admin.setMode('none');
  expect(await identity.verifyBearer(tokens.access)).toBeUndefined();
  expect(await refresh(identity, tokens.refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test.each(hostileModes)('the OpenID provider answers its discovery in the mode %s', async (mode) => {
  const identity = await start();
  identity.admin.setMode(mode);
  const reply = await fetch(`${identity.issuer}/.well-known/openid-configuration`);
  expect(await reply.json()).toMatchObject({ issuer: identity.issuer });
});

describe('the identity provider', () => {
  test('says nothing on the console, neither at its start nor about a sign-in, its errors or its tokens', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
    const streams = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    onTestFinished(() => void vi.restoreAllMocks());
    const identity = await start();
    const { code, verifier } = await obtain(identity, '/auth');
    const tokens = tokensOf(await post(identity, `${identity.issuer}/token`, exchangeForm(code, verifier)));
    await post(identity, `${identity.issuer}/token`, { grant_type: 'nonsense' });
    await obtainTokens(identity);
    const said = JSON.stringify([...spies, ...streams].flatMap((spy) => spy.mock.calls));
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
    for (const secret of [code, verifier, tokens.access, tokens.refresh]) expect(said).not.toContain(secret);
  });

  test('listens on the loopback address only, refuses a taken port, and ends with close', async () => {
    const identity = await start();
    expect(identity.issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(start({ port: Number(new URL(identity.issuer).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await identity.close();
    await expect(fetch(identity.issuer)).rejects.toThrow(TypeError);
  });

  test.each(['//', '/%', '/oauth2/', '/oauth2/interaction/../x', '/nowhere'])(
    'survives a request for %s',
    async (path) => {
      const identity = await start();
      const { port } = new URL(identity.issuer);
      const { request } = await import('node:http');
      const status = await new Promise((resolve, reject) => {
        request({ host: '127.0.0.1', port, path }, (reply) => resolve(reply.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBeGreaterThanOrEqual(400);
      expect((await obtainTokens(identity)).access).not.toBe('');
    },
  );
});
