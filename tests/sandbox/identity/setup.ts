import { createHash, randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import {
  startIdentity,
  type Identity,
  type IdentityOptions,
  type SandboxUser,
} from '../../../sandbox/identity/identity.ts';
import { Browser, type Visited } from './browser.ts';

export const redirectUri = 'app.kontor.desktop:/oauth/callback';

export const anna: SandboxUser = {
  user: 'anna',
  password: 'Rechnung-2026',
  name: 'Anna Ahrens',
  organizationId: '4a1d0b7e-5f3c-4d52-9d0e-0d8c1f2b3a41',
  companyName: 'Ahrens & Söhne <GmbH>',
};
export const bert: SandboxUser = {
  user: 'bert',
  password: 'Beleg-2026',
  name: 'Bert Brandt',
  organizationId: '9c2e4f60-1a7b-4c83-8f15-6e0d2a9b7c52',
  companyName: 'Brandt Tischlerei',
};

/** An identity provider that ends with the test. */
export async function start(options: Partial<IdentityOptions> = {}): Promise<Identity> {
  const identity = await startIdentity({ users: [anna, bert], ...options });
  onTestFinished(() => identity.close());
  return identity;
}

/** A clock that only moves when told to. */
export function createClock(): { now: () => number; passSeconds: (seconds: number) => void } {
  let time = Date.now();
  return {
    now: () => time,
    passSeconds: (seconds) => {
      time += seconds * 1000;
    },
  };
}

/** A fresh verifier with its challenge, RFC 7636 §4. */
export function createPkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(48).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The address of an authorization request; `undefined` leaves a parameter out. */
export function authorizeUrl(
  identity: Identity,
  challenge: string,
  changed: Record<string, string | undefined> = {},
  endpoint: string = identity.authorizeUrl,
): string {
  const params: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: identity.clientId,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'state-of-this-test',
    ...changed,
  };
  const url = new URL(endpoint);
  for (const [name, value] of Object.entries(params)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** The parameters that a redirect brought to the application. */
export function callbackParams(visited: Visited): Record<string, string> {
  if (visited.at !== 'callback') throw new Error(`no callback but a page with status ${visited.status}`);
  return Object.fromEntries(new URL(visited.url).searchParams);
}

/** An answer of the token endpoint. */
export interface TokenReply {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** Posts a form to an endpoint as the client; with a secret in the identity by HTTP Basic, else with the client id. */
export async function post(
  identity: Identity,
  endpoint: string,
  form: Record<string, string>,
  headers: Record<string, string> = basicHeader(identity),
): Promise<TokenReply> {
  const publicId: Record<string, string> = identity.clientSecret === undefined ? { client_id: identity.clientId } : {};
  const response = await fetch(endpoint, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ ...publicId, ...form }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    headers: response.headers,
  };
}

function basicHeader(identity: Identity): Record<string, string> {
  if (identity.clientSecret === undefined) return {};
  const pair = `${identity.clientId}:${identity.clientSecret}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Logs in, consents and answers the code with its verifier. */
export async function obtainCode(
  identity: Identity,
  changed: Record<string, string | undefined> = {},
  who: SandboxUser = anna,
): Promise<{ code: string; verifier: string }> {
  const { verifier, challenge } = createPkce();
  const visited = await new Browser(identity.issuer).signIn(
    authorizeUrl(identity, challenge, changed),
    who.user,
    who.password,
  );
  return { code: callbackParams(visited)['code'] ?? '', verifier };
}

/** The form that exchanges a code. */
export function exchangeForm(
  code: string,
  verifier: string,
  changed: Record<string, string> = {},
): Record<string, string> {
  return { grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirectUri, ...changed };
}

/** A whole sign-in at the dialect. */
export async function obtainTokens(
  identity: Identity,
  changed: Record<string, string | undefined> = {},
  who: SandboxUser = anna,
): Promise<{ access: string; refresh: string; code: string; verifier: string }> {
  const { code, verifier } = await obtainCode(identity, changed, who);
  const reply = await post(identity, identity.tokenUrl, exchangeForm(code, verifier));
  return { ...tokensOf(reply), code, verifier };
}

/** Rotates a refresh token at the dialect. */
export function refresh(identity: Identity, token: string): Promise<TokenReply> {
  return post(identity, identity.tokenUrl, { grant_type: 'refresh_token', refresh_token: token });
}

/** The two tokens of a successful reply. */
export function tokensOf(reply: TokenReply): { access: string; refresh: string } {
  if (reply.status !== 200) throw new Error(`no tokens but ${reply.status} ${String(reply.body['error'])}`);
  return { access: String(reply.body['access_token']), refresh: String(reply.body['refresh_token']) };
}
