import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { Browser } from './identity/browser.ts';
import { clientOf, parseWire } from './client.ts';

const running: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

async function start(): Promise<Sandbox> {
  const sandbox = await startSandbox({ vouchers: 5, rate: 0 });
  running.push(sandbox);
  return sandbox;
}

/** Signs in by Lexware's dialect and answers the access token. */
async function signIn(sandbox: Sandbox, user: { user: string; password: string }): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = 'app.kontor.desktop:/oauth/callback';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: sandbox.clientId ?? '',
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's',
  });
  const browser = new Browser(sandbox.issuer ?? '');
  const visited = await browser.signIn(`${sandbox.authorizeUrl ?? ''}?${query.toString()}`, user.user, user.password);
  const code = new URL(visited.url).searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: sandbox.clientId ?? '',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  const response = await fetch(sandbox.tokenUrl ?? '', { method: 'POST', body });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

describe('a running sandbox', () => {
  it('lets each user into the own company only, by access token', async () => {
    const sandbox = await start();
    for (const user of sandbox.users.slice(0, 2)) {
      const client = clientOf(sandbox.apiUrl, await signIn(sandbox, user));
      const { json } = await client.get('/v1/profile');
      expect(json).toMatchObject({ organizationId: user.organizationId, companyName: user.companyName });
      expect((await client.get('/v1/contacts')).status).toBe(200);
    }
  });

  it('refuses access tokens that the identity provider has ended', async () => {
    const sandbox = await start();
    const [user] = sandbox.users;
    if (!user) throw new Error('nobody can sign in');
    const client = clientOf(sandbox.apiUrl, await signIn(sandbox, user));
    expect((await client.get('/v1/profile')).status).toBe(200);
    const response = await fetch(`${sandbox.adminUrl}/sandbox/identity`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.adminToken}` },
      body: JSON.stringify({ action: 'expireAccessTokens' }),
    });
    expect(response.status).toBe(204);
    expect((await client.get('/v1/profile')).status).toBe(401);
  });

  it('listens on 127.0.0.1 only', async () => {
    const { apiUrl, adminUrl, issuer = '' } = await start();
    const others = Object.values(networkInterfaces())
      .flatMap((entries) => entries ?? [])
      .filter((entry) => entry.family === 'IPv4' && !entry.internal)
      .map((entry) => entry.address);
    for (const url of [apiUrl, adminUrl, issuer]) {
      const { hostname, port } = new URL(url);
      expect(hostname).toBe('127.0.0.1');
      expect(await canConnect('127.0.0.1', Number(port))).toBe(true);
      for (const host of ['127.0.0.2', ...others]) expect(await canConnect(host, Number(port))).toBe(false);
    }
  });

  it('is gone after close, also where a client keeps its connection', async () => {
    const sandbox = await startSandbox({ vouchers: 1, identity: false });
    const client = clientOf(sandbox.apiUrl, sandbox.apiKeys[0]?.key ?? '');
    await client.get('/v1/profile');
    await sandbox.close();
    expect(await canConnect('127.0.0.1', Number(new URL(sandbox.apiUrl).port))).toBe(false);
    expect(await canConnect('127.0.0.1', Number(new URL(sandbox.adminUrl).port))).toBe(false);
  });

  it('has an admin token of its own every time', async () => {
    const [a, b] = [await start(), await start()];
    expect(a.adminToken).not.toBe(b.adminToken);
    expect(a.apiKeys).toEqual(b.apiKeys);
  });
});

function run(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function firstOutput(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.endsWith('\n')) break;
  }
  return text;
}

describe('the command line', () => {
  it('prints its addresses as one line of JSON and ends on SIGTERM', { timeout: 120_000 }, async () => {
    const child = run('--json', '--companies', '1', '--vouchers', '4');
    const line = await firstOutput(child);
    expect(line.trimEnd()).not.toContain('\n');
    const addresses = parseWire(line);
    const { json } = await clientOf(addresses.apiUrl, addresses.apiKeys[0].key).get('/v1/profile');
    expect(json.companyName).toBe('Nordlicht Werkstatt GmbH');
    expect(addresses).toMatchObject({ users: [{ user: 'ida' }], adminToken: expect.any(String) as string });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([['--rate', 'fast'], ['--unknown', '1'], ['--port']])(
    'refuses %s %s',
    { timeout: 120_000 },
    async (...args) => {
      const child = run(...args.filter((arg) => typeof arg === 'string'));
      const [code] = (await once(child, 'exit')) as [number];
      expect(code).toBe(2);
    },
  );
});
