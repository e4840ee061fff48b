import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../domain/result.ts';
import { createOAuthClient } from '../../../main/auth/oauth-client.ts';
import { newVerifier } from '../../../main/auth/pkce.ts';
import type { AuthProvider } from '../../../main/auth/provider.ts';
import { createSchemeReceiver } from '../../../main/auth/scheme-receiver.ts';
import type { Completion } from '../../../main/auth/sign-in-parts.ts';
import { SignIn } from '../../../main/auth/sign-in.ts';
import { TokenSession } from '../../../main/auth/token-session.ts';
import type { TokenStore } from '../../../main/auth/token-store.ts';
import type { TokenSet } from '../../../main/auth/tokens.ts';
import { hostileModes, type HostileMode, type Identity } from '../../../sandbox/identity/identity.ts';
import { goThroughBrowser } from './support/browser.ts';
import { ada, discoveredProvider, explicitProvider, schemeUri, startProvider, targets } from './support/provider.ts';
import { accept } from './support/sign-in-bench.ts';
import { createVirtualTime } from './support/virtual-time.ts';

let identity: Identity;
beforeEach(async () => {
  identity = await startProvider();
});
afterEach(() => identity.close());

const clientOf = (provider: AuthProvider, timeoutMs = 15_000) =>
  createOAuthClient({ provider, fetch, allowLoopbackHttp: true, timeoutMs });

/** A sign-in against a real provider; `opened` are the addresses that the browser was sent to. */
function createSignIn(provider: AuthProvider, timeoutMs?: number) {
  const { clock, timers } = createVirtualTime();
  const opened: string[] = [];
  const signIn = new SignIn({
    client: () => Promise.resolve(ok(clientOf(provider, timeoutMs))),
    receiver: createSchemeReceiver(targets),
    openBrowser: (url) => {
      opened.push(url);
      return Promise.resolve(true);
    },
    clock,
    timers,
    onChange: () => undefined,
  });
  /** Begins an attempt and answers where the browser was sent. */
  const begin = async (complete: Completion<string> = accept) => {
    const before = opened.length;
    const result = signIn.begin(complete);
    return { result, address: await vi.waitUntil(() => opened[before], { timeout: 10_000, interval: 5 }) };
  };
  return { signIn, begin };
}
const queryOf = (link: string): URLSearchParams => new URL(link).searchParams;
const codeRequests = (of: Identity): number => of.admin.counters().tokenRequests.authorization_code;

/** What each way of misbehaving comes to: the error's code, or `ok`, and how many token requests are made. */
const outcomes: Record<HostileMode, [outcome: string, tokenRequests: number]> = {
  none: ['ok', 1],
  ignorePkce: ['ok', 1],
  wrongIss: ['sign_in_issuer_mismatch', 0],
  slowToken: ['sign_in_provider_unreachable', 1],
  hugeToken: ['sign_in_exchange_failed', 1],
  malformedToken: ['sign_in_exchange_failed', 1],
  unauthorizedClient: ['sign_in_not_configured', 1],
  tokenServerError: ['sign_in_provider_unreachable', 1],
  lostTokenAnswer: ['sign_in_provider_unreachable', 1],
};
const providers: [string, (of: Identity) => AuthProvider][] = [
  ['a discovered provider', discoveredProvider],
  ['agreed endpoints', explicitProvider],
];

describe.each(providers)('with %s', (_name, providerOf) => {
  it.each(hostileModes)('a sign-in in the mode %s ends in one word, and the next one works', async (mode) => {
    const { signIn, begin } = createSignIn(providerOf(identity), mode === 'slowToken' ? 300 : undefined);
    identity.admin.setMode(mode);
    const { result, address } = await begin();
    const link = await goThroughBrowser(address, ada);
    expect(signIn.handleCallback(link, targets)).toBe('accepted');
    const ended = await result;
    const [outcome, requests] = outcomes[mode];
    expect(ended.ok ? 'ok' : ended.error.code).toBe(outcome);
    expect(codeRequests(identity)).toBe(requests);
    expect(signIn.handleCallback(link, targets)).toBe('noAttempt');
    if (!ended.ok) expect(JSON.stringify(ended)).not.toContain(queryOf(link).get('code'));

    identity.admin.setMode('none');
    const again = await begin();
    signIn.handleCallback(await goThroughBrowser(again.address, ada), targets);
    expect(await again.result).toMatchObject({ ok: true });
    expect(signIn.handleCallback(link, targets)).toBe('noAttempt');
    expect(codeRequests(identity)).toBe(requests + 1);
  });

  it('a code that somebody else was given is worth nothing under this attempt’s state', async () => {
    const attacker = createSignIn(providerOf(identity));
    const stolen = queryOf(await goThroughBrowser((await attacker.begin()).address, ada));
    const victim = createSignIn(providerOf(identity));
    const { result, address } = await victim.begin();
    const forged = queryOf(await goThroughBrowser(address, ada));
    forged.set('code', stolen.get('code') ?? '');
    victim.signIn.handleCallback(`${schemeUri}?${forged.toString()}`, targets);
    expect(await result).toMatchObject({ ok: false, error: { code: 'sign_in_exchange_failed' } });
    expect(codeRequests(identity)).toBe(1);
  });

  it('somebody else’s whole answer is not redeemed, and the attempt lives on', async () => {
    const attacker = createSignIn(providerOf(identity));
    const link = await goThroughBrowser((await attacker.begin()).address, ada);
    const victim = createSignIn(providerOf(identity));
    const { result, address } = await victim.begin();
    expect(victim.signIn.handleCallback(link, targets)).toBe('stateMismatch');
    expect(codeRequests(identity)).toBe(0);
    victim.signIn.handleCallback(await goThroughBrowser(address, ada), targets);
    expect(await result).toMatchObject({ ok: true });
  });

  it('an answer in the name of another server reaches neither of the two', async () => {
    const other = await startProvider();
    try {
      const { signIn, begin } = createSignIn(providerOf(identity));
      const { result, address } = await begin();
      const query = queryOf(await goThroughBrowser(address, ada));
      query.set('iss', other.issuer);
      signIn.handleCallback(`${schemeUri}?${query.toString()}`, targets);
      expect(await result).toMatchObject({ ok: false, error: { code: 'sign_in_issuer_mismatch' } });
      expect([codeRequests(identity), codeRequests(other)]).toEqual([0, 0]);
    } finally {
      await other.close();
    }
  });

  it('a server that does not compare the verifier is found out by a wrong one', async () => {
    const client = clientOf(providerOf(identity));
    const { begin } = createSignIn(providerOf(identity));
    const probe = async (): Promise<boolean> => {
      const query = queryOf(await goThroughBrowser((await begin()).address, ada));
      const [code, state] = [query.get('code') ?? '', query.get('state') ?? ''];
      const answer = { kind: 'code', code, state, issuer: query.get('iss') } as const;
      return (await client.exchange(answer, { state, verifier: newVerifier(), redirectUri: schemeUri })).ok;
    };
    expect(await probe()).toBe(false);
    identity.admin.setMode('ignorePkce');
    expect(await probe()).toBe(true);
  });

  it('a refresh whose answer was lost ends the session once, and nothing is asked after that', async () => {
    const client = clientOf(providerOf(identity));
    const saved: { tokens: TokenSet | null } = { tokens: await tokensFor(providerOf(identity)) };
    const store: TokenStore = {
      read: () => Promise.resolve(ok(saved.tokens)),
      write: (tokens) => Promise.resolve(ok(void (saved.tokens = tokens))),
      remove: () => Promise.resolve(ok(void (saved.tokens = null))),
    };
    const { clock, timers, advance } = createVirtualTime(Date.now());
    const onExpired = vi.fn();
    const session = new TokenSession({ store, client: () => Promise.resolve(ok(client)), clock, timers, onExpired });
    const bearer = saved.tokens?.accessToken ?? '';
    expect(await session.getBearer()).toEqual(ok(bearer));
    identity.admin.setMode('lostTokenAnswer');
    // The server has rotated, and nobody here has heard of it.
    expect(await session.renewAfter401(bearer)).toMatchObject({ ok: false });
    expect(onExpired).not.toHaveBeenCalled();
    identity.admin.setMode('none');
    advance(120_000);
    expect(await session.renewAfter401(bearer)).toMatchObject({ error: { code: 'session_expired' } });
    expect(onExpired).toHaveBeenCalledOnce();
    expect(saved.tokens).toBeNull();
    const asked = identity.admin.counters().tokenRequests.refresh_token;
    expect(asked).toBe(2);
    expect(await session.getBearer()).toMatchObject({ error: { code: 'session_expired' } });
    expect(identity.admin.counters().tokenRequests.refresh_token).toBe(asked);
  });
});

/** Signs in and answers the tokens themselves. */
async function tokensFor(provider: AuthProvider): Promise<TokenSet> {
  const { signIn, begin } = createSignIn(provider);
  const kept: TokenSet[] = [];
  const { result, address } = await begin((tokens) => {
    kept.push(tokens);
    return Promise.resolve(ok('kept'));
  });
  signIn.handleCallback(await goThroughBrowser(address, ada), targets);
  await result;
  const [tokens] = kept;
  if (tokens === undefined) throw new Error('the sign-in did not work');
  return tokens;
}
