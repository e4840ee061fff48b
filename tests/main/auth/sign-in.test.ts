import { beforeEach, describe, expect, it } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import { oauthFailure } from '../../../main/auth/oauth-failure.ts';
import { attemptLifeMs } from '../../../main/auth/sign-in.ts';
import type { SignInParts } from '../../../main/auth/sign-in-parts.ts';
import { schemeUri, targets } from './support/provider.ts';
import { settle, tokensNamed } from './support/scripted-client.ts';
import { accept, createSignInBench, linkTo, type SignInBench } from './support/sign-in-bench.ts';

let bench: SignInBench;
beforeEach(() => {
  bench = createSignInBench();
});

describe('a sign-in', () => {
  it('goes through the browser to the tokens and tells each step', async () => {
    const done = bench.signIn.begin(accept);
    await settle();
    expect(bench.opened).toEqual([`https://login.example.com/authorize?state=${bench.lastState()}`]);
    expect(bench.signIn.state).toEqual({ step: 'waitingForBrowser', expiresAt: '2026-11-24T08:10:00.000Z' });
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('accepted');
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect(await done).toEqual(ok('access-1'));
    expect(bench.steps()).toEqual(['waitingForBrowser', 'exchanging', 'loadingProfile', 'idle']);
    expect(bench.time.pending()).toBe(0);
  });

  it('redeems the code with the secrets of its own attempt', async () => {
    void bench.signIn.begin(accept);
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState(), iss: 'https://login.example.com' });
    await settle();
    const [exchange] = bench.client.exchanges;
    expect(exchange?.answer).toMatchObject({ code: 'c', issuer: 'https://login.example.com' });
    expect(exchange?.attempt).toEqual(bench.client.authorizations[0]);
    expect(exchange?.attempt.redirectUri).toBe(schemeUri);
  });

  it('takes an answer once', async () => {
    void bench.signIn.begin(accept);
    await settle();
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('accepted');
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('noAttempt');
    await settle();
    expect(bench.client.exchanges).toHaveLength(1);
  });

  it('fails with the completion’s own error', async () => {
    const done = bench.signIn.begin(() => Promise.resolve(fail(appError('storage_full'))));
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState() });
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect(await done).toEqual(fail(appError('storage_full')));
    expect(bench.steps().at(-1)).toBe('idle: storage_full');
  });

  it('survives a completion that throws', async () => {
    const done = bench.signIn.begin(() => Promise.reject(new Error('secret')));
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState() });
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect(await done).toEqual(fail(appError('unexpected')));
    expect(bench.signIn.state.step).toBe('idle');
  });
});

describe('a refusal', () => {
  it.each([
    ['access_denied', 'sign_in_denied'],
    ['server_error', 'sign_in_provider_unreachable'],
    ['temporarily_unavailable', 'sign_in_provider_unreachable'],
    ['unauthorized_client', 'sign_in_not_configured'],
    ['invalid_scope', 'sign_in_exchange_failed'],
    ['whatever', 'sign_in_exchange_failed'],
  ])('in the browser by %s ends the attempt as %s', async (error, code) => {
    const done = bench.signIn.begin(accept);
    await settle();
    expect(bench.arrive({ error, state: bench.lastState() })).toBe('accepted');
    expect(await done).toEqual(fail({ code }));
    expect(bench.steps().at(-1)).toBe(`idle: ${code}`);
    expect(bench.client.exchanges).toHaveLength(0);
  });

  it('by the token endpoint is told', async () => {
    const done = bench.signIn.begin(accept);
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState() });
    await settle();
    bench.client.exchanges[0]?.finish(oauthFailure('transient', 'exchange'));
    expect(await done).toEqual(fail(appError('sign_in_provider_unreachable')));
    expect(bench.signIn.state.step).toBe('idle');
  });

  it.each<[string, Partial<SignInParts>, string]>([
    [
      'there is no configuration',
      { client: () => Promise.resolve(fail(appError('sign_in_not_configured'))) },
      'sign_in_not_configured',
    ],
    [
      'no receiver can be opened',
      { receiver: () => Promise.resolve(fail(appError('sign_in_browser_failed'))) },
      'sign_in_browser_failed',
    ],
    ['no browser opens', { openBrowser: () => Promise.resolve(false) }, 'sign_in_browser_failed'],
    ['opening the browser throws', { openBrowser: () => Promise.reject(new Error('x')) }, 'sign_in_browser_failed'],
    ['the vault throws', { client: () => Promise.reject(new Error('secret')) }, 'unexpected'],
  ])('comes at once where %s', async (_what, parts, code) => {
    bench.remake(parts);
    expect(await bench.signIn.begin(accept)).toEqual(fail({ code }));
    expect(bench.signIn.state).toEqual({ step: 'idle' });
    expect(bench.time.pending()).toBe(0);
  });
});

describe('an answer that does not belong', () => {
  it('is not even read where nothing waits', () => {
    expect(bench.arrive({ code: 'c', state: 's' })).toBe('noAttempt');
    expect(bench.signIn.handleCallback('rubbish', targets)).toBe('noAttempt');
    expect(bench.changes).toEqual([]);
  });

  it.each([
    { code: 'c', state: 'wrong' },
    { error: 'access_denied', state: 'wrong' },
  ])('by its state %j is reported, and the attempt lives on', async (query) => {
    const done = bench.signIn.begin(accept);
    await settle();
    expect(bench.arrive(query)).toBe('stateMismatch');
    expect(bench.steps().at(-1)).toBe('waitingForBrowser: sign_in_state_mismatch');
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('accepted');
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect((await done).ok).toBe(true);
    expect(bench.client.exchanges).toHaveLength(1);
  });

  it('by its form is reported, and the attempt lives on', async () => {
    void bench.signIn.begin(accept);
    await settle();
    expect(bench.signIn.handleCallback(`${linkTo({ code: 'c', state: bench.lastState() })}#x`, targets)).toBe(
      'rejected',
    );
    expect(bench.steps().at(-1)).toBe('waitingForBrowser: sign_in_invalid_callback');
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('accepted');
  });

  it('by coming on the scheme while the loopback listener waits is dropped', async () => {
    const receiver = {
      kind: 'loopback' as const,
      redirectUri: 'http://127.0.0.1:1/oauth/callback',
      close: () => undefined,
    };
    bench.remake({ receiver: () => Promise.resolve(ok(receiver)) });
    void bench.signIn.begin(accept);
    await settle();
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('noAttempt');
  });
});

describe('time', () => {
  it('ends an attempt whose browser never answers, after ten minutes', async () => {
    const done = bench.signIn.begin(accept);
    await settle();
    bench.time.advance(attemptLifeMs - 1);
    expect(bench.signIn.state.step).toBe('waitingForBrowser');
    bench.time.advance(1);
    expect(await done).toEqual(fail(appError('sign_in_expired')));
    expect(bench.steps()).toEqual(['waitingForBrowser', 'idle: sign_in_expired']);
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('noAttempt');
  });

  it('ends it also where the timer is late', async () => {
    const late = { after: () => () => undefined };
    bench.remake({ timers: late });
    const done = bench.signIn.begin(accept);
    await settle();
    bench.time.advance(attemptLifeMs);
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('noAttempt');
    expect(await done).toEqual(fail(appError('sign_in_expired')));
    expect(bench.client.exchanges).toHaveLength(0);
  });

  it('does not end one that is being redeemed', async () => {
    const done = bench.signIn.begin(accept);
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState() });
    bench.time.advance(attemptLifeMs);
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect((await done).ok).toBe(true);
  });

  it('of a wrong wall clock does not matter', async () => {
    void bench.signIn.begin(accept);
    await settle();
    bench.time.setWall(Date.UTC(2040, 0, 1));
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('accepted');
  });
});
