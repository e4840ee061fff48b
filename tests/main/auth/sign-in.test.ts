import { beforeEach, describe, expect, it } from 'vitest';
import { appError, type AppError } from '../../../domain/errors.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { oauthFailure } from '../../../main/auth/oauth-failure.ts';
import { createSchemeReceiver } from '../../../main/auth/scheme-receiver.ts';
import { attemptLifeMs, SignIn } from '../../../main/auth/sign-in.ts';
import type { SignInChange, SignInParts } from '../../../main/auth/sign-in-parts.ts';
import type { TokenSet } from '../../../main/auth/tokens.ts';
import { schemeUri, targets } from './support/provider.ts';
import { createScriptedClient, settle, tokensNamed, type ScriptedClient } from './support/scripted-client.ts';
import { createVirtualTime, type VirtualTime } from './support/virtual-time.ts';

let time: VirtualTime;
let client: ScriptedClient;
let changes: SignInChange[];
let opened: string[];
let signIn: SignIn;

function make(more: Partial<SignInParts> = {}): SignIn {
  return new SignIn({
    client: () => Promise.resolve(ok(client)),
    receiver: createSchemeReceiver(targets),
    openBrowser: (url) => {
      opened.push(url);
      return Promise.resolve(true);
    },
    clock: time.clock,
    timers: time.timers,
    onChange: (change) => changes.push(change),
    ...more,
  });
}

beforeEach(() => {
  time = createVirtualTime();
  client = createScriptedClient();
  changes = [];
  opened = [];
  signIn = make();
});

const accept = (tokens: TokenSet): Promise<Result<string, AppError>> => Promise.resolve(ok(tokens.accessToken));
const steps = (): string[] => changes.map(({ state, error }) => (error ? `${state.step}: ${error.code}` : state.step));
const link = (query: Record<string, string>): string => `${schemeUri}?${new URLSearchParams(query).toString()}`;
const lastState = (): string => client.authorizations.at(-1)?.state ?? '';
const arrive = (query: Record<string, string>): string => signIn.handleCallback(link(query), targets);

describe('a sign-in', () => {
  it('goes through the browser to the tokens and tells each step', async () => {
    const done = signIn.begin(accept);
    await settle();
    expect(opened).toEqual([`https://login.example.com/authorize?state=${lastState()}`]);
    expect(signIn.state).toEqual({ step: 'waitingForBrowser', expiresAt: '2026-11-24T08:10:00.000Z' });
    expect(arrive({ code: 'c', state: lastState() })).toBe('accepted');
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect(await done).toEqual(ok('access-1'));
    expect(steps()).toEqual(['waitingForBrowser', 'exchanging', 'loadingProfile', 'idle']);
    expect(time.pending()).toBe(0);
  });

  it('redeems the code with the secrets of its own attempt', async () => {
    void signIn.begin(accept);
    await settle();
    arrive({ code: 'c', state: lastState(), iss: 'https://login.example.com' });
    await settle();
    const [exchange] = client.exchanges;
    expect(exchange?.answer).toMatchObject({ code: 'c', issuer: 'https://login.example.com' });
    expect(exchange?.attempt).toEqual(client.authorizations[0]);
    expect(exchange?.attempt.redirectUri).toBe(schemeUri);
  });

  it('takes an answer once', async () => {
    void signIn.begin(accept);
    await settle();
    expect(arrive({ code: 'c', state: lastState() })).toBe('accepted');
    expect(arrive({ code: 'c', state: lastState() })).toBe('noAttempt');
    await settle();
    expect(client.exchanges).toHaveLength(1);
  });

  it('fails with the completion’s own error', async () => {
    const done = signIn.begin(() => Promise.resolve(fail(appError('storage_full'))));
    await settle();
    arrive({ code: 'c', state: lastState() });
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect(await done).toEqual(fail(appError('storage_full')));
    expect(steps().at(-1)).toBe('idle: storage_full');
  });

  it('survives a completion that throws', async () => {
    const done = signIn.begin(() => Promise.reject(new Error('secret')));
    await settle();
    arrive({ code: 'c', state: lastState() });
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect(await done).toEqual(fail(appError('unexpected')));
    expect(signIn.state.step).toBe('idle');
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
    const done = signIn.begin(accept);
    await settle();
    expect(arrive({ error, state: lastState() })).toBe('accepted');
    expect(await done).toEqual(fail({ code }));
    expect(steps().at(-1)).toBe(`idle: ${code}`);
    expect(client.exchanges).toHaveLength(0);
  });

  it('by the token endpoint is told', async () => {
    const done = signIn.begin(accept);
    await settle();
    arrive({ code: 'c', state: lastState() });
    await settle();
    client.exchanges[0]?.finish(oauthFailure('transient', 'exchange'));
    expect(await done).toEqual(fail(appError('sign_in_provider_unreachable')));
    expect(signIn.state.step).toBe('idle');
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
    signIn = make(parts);
    expect(await signIn.begin(accept)).toEqual(fail({ code }));
    expect(signIn.state).toEqual({ step: 'idle' });
    expect(time.pending()).toBe(0);
  });
});

describe('an answer that does not belong', () => {
  it('is not even read where nothing waits', () => {
    expect(arrive({ code: 'c', state: 's' })).toBe('noAttempt');
    expect(signIn.handleCallback('rubbish', targets)).toBe('noAttempt');
    expect(changes).toEqual([]);
  });

  it.each([
    { code: 'c', state: 'wrong' },
    { error: 'access_denied', state: 'wrong' },
  ])('by its state %j is reported, and the attempt lives on', async (query) => {
    const done = signIn.begin(accept);
    await settle();
    expect(arrive(query)).toBe('stateMismatch');
    expect(steps().at(-1)).toBe('waitingForBrowser: sign_in_state_mismatch');
    expect(arrive({ code: 'c', state: lastState() })).toBe('accepted');
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect((await done).ok).toBe(true);
    expect(client.exchanges).toHaveLength(1);
  });

  it('by its form is reported, and the attempt lives on', async () => {
    void signIn.begin(accept);
    await settle();
    expect(signIn.handleCallback(`${link({ code: 'c', state: lastState() })}#x`, targets)).toBe('rejected');
    expect(steps().at(-1)).toBe('waitingForBrowser: sign_in_invalid_callback');
    expect(arrive({ code: 'c', state: lastState() })).toBe('accepted');
  });

  it('by coming on the scheme while the loopback listener waits is dropped', async () => {
    const receiver = {
      kind: 'loopback' as const,
      redirectUri: 'http://127.0.0.1:1/oauth/callback',
      close: () => undefined,
    };
    signIn = make({ receiver: () => Promise.resolve(ok(receiver)) });
    void signIn.begin(accept);
    await settle();
    expect(arrive({ code: 'c', state: lastState() })).toBe('noAttempt');
  });
});

describe('time', () => {
  it('ends an attempt whose browser never answers, after ten minutes', async () => {
    const done = signIn.begin(accept);
    await settle();
    time.advance(attemptLifeMs - 1);
    expect(signIn.state.step).toBe('waitingForBrowser');
    time.advance(1);
    expect(await done).toEqual(fail(appError('sign_in_expired')));
    expect(steps()).toEqual(['waitingForBrowser', 'idle: sign_in_expired']);
    expect(arrive({ code: 'c', state: lastState() })).toBe('noAttempt');
  });

  it('ends it also where the timer is late', async () => {
    const late = { after: () => () => undefined };
    signIn = make({ timers: late });
    const done = signIn.begin(accept);
    await settle();
    time.advance(attemptLifeMs);
    expect(arrive({ code: 'c', state: lastState() })).toBe('noAttempt');
    expect(await done).toEqual(fail(appError('sign_in_expired')));
    expect(client.exchanges).toHaveLength(0);
  });

  it('does not end one that is being redeemed', async () => {
    const done = signIn.begin(accept);
    await settle();
    arrive({ code: 'c', state: lastState() });
    time.advance(attemptLifeMs);
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect((await done).ok).toBe(true);
  });

  it('of a wrong wall clock does not matter', async () => {
    void signIn.begin(accept);
    await settle();
    time.setWall(Date.UTC(2040, 0, 1));
    expect(arrive({ code: 'c', state: lastState() })).toBe('accepted');
  });
});

describe('cancelling', () => {
  it('while the browser is open ends the attempt, and its late answer is dropped', async () => {
    const done = signIn.begin(accept);
    await settle();
    signIn.cancel();
    expect(await done).toEqual(fail(appError('sign_in_cancelled')));
    expect(steps()).toEqual(['waitingForBrowser', 'idle: sign_in_cancelled']);
    expect(arrive({ code: 'c', state: lastState() })).toBe('noAttempt');
  });

  it('before the browser is open keeps it closed', async () => {
    const done = signIn.begin(accept);
    signIn.cancel();
    await done;
    await settle();
    expect(opened).toEqual([]);
  });

  it('while the code is redeemed revokes what comes too late', async () => {
    const done = signIn.begin(accept);
    await settle();
    arrive({ code: 'c', state: lastState() });
    await settle();
    signIn.cancel();
    expect(await done).toEqual(fail(appError('sign_in_cancelled')));
    expect(signIn.state.step).toBe('idle');
    client.exchanges[0]?.finish(ok(tokensNamed('late')));
    await settle();
    expect(client.revoked).toEqual(['refresh-late']);
    expect(steps().at(-1)).toBe('idle: sign_in_cancelled');
  });

  it('while the profile is loaded is left to the completion', async () => {
    const done = signIn.begin(
      (_tokens, signal) =>
        new Promise<Result<string, AppError>>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve(fail(appError('sign_in_cancelled')));
          });
        }),
    );
    await settle();
    arrive({ code: 'c', state: lastState() });
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('1')));
    await settle();
    expect(signIn.state.step).toBe('loadingProfile');
    signIn.cancel();
    expect(await done).toEqual(fail(appError('sign_in_cancelled')));
    await settle();
    expect(signIn.state.step).toBe('idle');
  });

  it('where nothing runs does nothing', () => {
    signIn.cancel();
    expect(changes).toEqual([]);
  });
});

describe('a second sign-in', () => {
  it('replaces one that still waits, whose late answer then changes nothing', async () => {
    const first = signIn.begin(accept);
    await settle();
    const firstState = lastState();
    const second = signIn.begin(accept);
    expect(await first).toEqual(fail(appError('sign_in_cancelled')));
    await settle();
    expect(lastState()).not.toBe(firstState);
    expect(arrive({ code: 'old', state: firstState })).toBe('stateMismatch');
    expect(arrive({ code: 'new', state: lastState() })).toBe('accepted');
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('2')));
    expect(await second).toEqual(ok('access-2'));
    expect(client.exchanges.map(({ answer }) => answer.code)).toEqual(['new']);
  });

  it('is refused while one is about to succeed', async () => {
    const first = signIn.begin(accept);
    await settle();
    arrive({ code: 'c', state: lastState() });
    expect(await signIn.begin(accept)).toEqual(fail(appError('sign_in_already_running')));
    await settle();
    client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect((await first).ok).toBe(true);
  });

  it('closes the listener of the one it replaces, also one that opens late', async () => {
    const closed: number[] = [];
    let count = 0;
    signIn = make({
      receiver: () => {
        const id = (count += 1);
        const close = (): void => void closed.push(id);
        return Promise.resolve(ok({ kind: 'loopback', redirectUri: 'http://127.0.0.1:1/oauth/callback', close }));
      },
    });
    void signIn.begin(accept);
    void signIn.begin(accept);
    await settle();
    expect(closed).toEqual([1]);
    signIn.cancel();
    expect(closed).toEqual([1, 2]);
  });
});
