import { beforeEach, describe, expect, it } from 'vitest';
import { appError, type AppError } from '../../../domain/errors.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { settle, tokensNamed } from './support/scripted-client.ts';
import { accept, createSignInBench, type SignInBench } from './support/sign-in-bench.ts';

let bench: SignInBench;
beforeEach(() => {
  bench = createSignInBench();
});

describe('cancelling', () => {
  it('while the browser is open ends the attempt, and its late answer is dropped', async () => {
    const done = bench.signIn.begin(accept);
    await settle();
    bench.signIn.cancel();
    expect(await done).toEqual(fail(appError('sign_in_cancelled')));
    expect(bench.steps()).toEqual(['waitingForBrowser', 'idle: sign_in_cancelled']);
    expect(bench.arrive({ code: 'c', state: bench.lastState() })).toBe('noAttempt');
  });

  it('before the browser is open keeps it closed', async () => {
    const done = bench.signIn.begin(accept);
    bench.signIn.cancel();
    await done;
    await settle();
    expect(bench.opened).toEqual([]);
  });

  it('while the code is redeemed revokes what comes too late', async () => {
    const done = bench.signIn.begin(accept);
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState() });
    await settle();
    bench.signIn.cancel();
    expect(await done).toEqual(fail(appError('sign_in_cancelled')));
    expect(bench.signIn.state.step).toBe('idle');
    bench.client.exchanges[0]?.finish(ok(tokensNamed('late')));
    await settle();
    expect(bench.client.revoked).toEqual(['refresh-late']);
    expect(bench.steps().at(-1)).toBe('idle: sign_in_cancelled');
  });

  it('while the profile is loaded is left to the completion', async () => {
    const done = bench.signIn.begin(
      (_tokens, signal) =>
        new Promise<Result<string, AppError>>((resolve) => {
          signal.addEventListener('abort', () => {
            resolve(fail(appError('sign_in_cancelled')));
          });
        }),
    );
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState() });
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('1')));
    await settle();
    expect(bench.signIn.state.step).toBe('loadingProfile');
    bench.signIn.cancel();
    expect(await done).toEqual(fail(appError('sign_in_cancelled')));
    await settle();
    expect(bench.signIn.state.step).toBe('idle');
  });

  it('where nothing runs does nothing', () => {
    bench.signIn.cancel();
    expect(bench.changes).toEqual([]);
  });
});

describe('a second sign-in', () => {
  it('replaces one that still waits, whose late answer then changes nothing', async () => {
    const first = bench.signIn.begin(accept);
    await settle();
    const firstState = bench.lastState();
    const second = bench.signIn.begin(accept);
    expect(await first).toEqual(fail(appError('sign_in_cancelled')));
    await settle();
    expect(bench.lastState()).not.toBe(firstState);
    expect(bench.arrive({ code: 'old', state: firstState })).toBe('stateMismatch');
    expect(bench.arrive({ code: 'new', state: bench.lastState() })).toBe('accepted');
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('2')));
    expect(await second).toEqual(ok('access-2'));
    expect(bench.client.exchanges.map(({ answer }) => answer.code)).toEqual(['new']);
  });

  it('is refused while one is about to succeed', async () => {
    const first = bench.signIn.begin(accept);
    await settle();
    bench.arrive({ code: 'c', state: bench.lastState() });
    expect(await bench.signIn.begin(accept)).toEqual(fail(appError('sign_in_already_running')));
    await settle();
    bench.client.exchanges[0]?.finish(ok(tokensNamed('1')));
    expect((await first).ok).toBe(true);
  });

  it('closes the listener of the one it replaces, also one that opens late', async () => {
    const closed: number[] = [];
    let count = 0;
    bench.remake({
      receiver: () => {
        const id = (count += 1);
        const close = (): void => void closed.push(id);
        return Promise.resolve(ok({ kind: 'loopback', redirectUri: 'http://127.0.0.1:1/oauth/callback', close }));
      },
    });
    void bench.signIn.begin(accept);
    void bench.signIn.begin(accept);
    await settle();
    expect(closed).toEqual([1]);
    bench.signIn.cancel();
    expect(closed).toEqual([1, 2]);
  });
});
