import { beforeEach, describe, expect, it } from 'vitest';
import { appError, type ErrorCode } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import type { Credential } from '../../../main/lexware/api.ts';
import type { TokenSession } from '../../../main/auth/token-session.ts';
import { createBench, type Bench } from './support/token-bench.ts';

let bench: Bench;
let session: TokenSession;
beforeEach(() => {
  bench = createBench();
  session = bench.session;
});

const minutes = (n: number): number => n * 60_000;
const failed = (code: ErrorCode) => fail(appError(code));

describe('a session', () => {
  it('serves as the credential of an API client', async () => {
    const credential: Credential = session;
    expect(await credential.getBearer()).toEqual(ok('access-1'));
  });

  it('uses the access token while it is fresh', async () => {
    await session.getBearer();
    bench.time.advance(minutes(47));
    expect(await session.getBearer()).toEqual(ok('access-1'));
    expect(bench.server.refreshes).toEqual([]);
  });

  it('renews ahead of expiry, at 80 % of the life', async () => {
    await session.getBearer();
    bench.time.advance(minutes(48));
    expect(await session.getBearer()).toEqual(ok('access-2'));
    expect(bench.server.refreshes).toEqual(['refresh-1']);
  });

  it('has the new pair in the vault before it uses it', async () => {
    bench.server.endAccessTokens();
    bench.store.failWrites = 1;
    expect(await session.renewAfter401('access-1')).toEqual(failed('vault_locked'));
    expect(await session.getBearer()).toEqual(ok('access-2'));
    expect(bench.store.saved?.refreshToken).toBe('refresh-2');
    expect(bench.server.refreshes).toEqual(['refresh-1']);
  });

  it('renews once for many who ask at the same time', async () => {
    await session.getBearer();
    bench.time.advance(minutes(59));
    const answers = await Promise.all(Array.from({ length: 20 }, () => session.getBearer()));
    expect(new Set(answers.map((answer) => answer.ok && answer.value))).toEqual(new Set(['access-2']));
    expect(bench.server.refreshes).toHaveLength(1);
  });

  it('says signed out where the vault holds nothing', async () => {
    bench.store.saved = null;
    expect(await session.getBearer()).toEqual(failed('signed_out'));
  });

  it('does not take a locked vault for a lost session', async () => {
    bench.store.failReads = 1;
    expect(await session.getBearer()).toEqual(failed('vault_locked'));
    expect(await session.getBearer()).toEqual(ok('access-1'));
    expect(bench.expired).toBe(0);
  });
});

describe('a 401', () => {
  beforeEach(() => session.getBearer());

  it('is answered by one refresh, for all who met it', async () => {
    bench.server.endAccessTokens();
    const answers = await Promise.all(Array.from({ length: 10 }, () => session.renewAfter401('access-1')));
    expect(answers).toEqual(Array.from({ length: 10 }, () => ok('access-2')));
    expect(bench.server.refreshes).toHaveLength(1);
  });

  it('for a token that was replaced meanwhile needs no refresh', async () => {
    await session.renewAfter401('access-1');
    expect(await session.renewAfter401('access-1')).toEqual(ok('access-2'));
    expect(bench.server.refreshes).toHaveLength(1);
  });

  it('for a token fresh from a refresh does not start a chain of them', async () => {
    expect(await session.renewAfter401('access-1')).toEqual(ok('access-2'));
    expect(await session.renewAfter401('access-2')).toEqual(failed('session_expired'));
    expect(bench.server.refreshes).toHaveLength(1);
    expect(bench.expired).toBe(0);
    bench.time.advance(5_000);
    expect(await session.renewAfter401('access-2')).toEqual(ok('access-3'));
  });
});

describe('time', () => {
  it('of a wall clock set a day back or forth does not matter while running', async () => {
    await session.getBearer();
    for (const hours of [-24, 24]) {
      bench.time.setWall(bench.time.clock.wallMs() + hours * minutes(60));
      expect(await session.getBearer()).toEqual(ok('access-1'));
    }
    bench.time.advance(minutes(48));
    expect(await session.getBearer()).toEqual(ok('access-2'));
    bench.time.advance(minutes(1));
    expect(await session.getBearer()).toEqual(ok('access-2'));
    expect(bench.server.refreshes).toHaveLength(1);
  });

  it.each([
    ['a fresh token is used', 10, 0],
    ['one near its end is renewed', 50, 1],
    ['one past its end is renewed', 90, 1],
    ['one from the future (the clock was set back) is renewed', -10, 1],
  ])('after a restart is the wall clock’s: %s', async (_what, passed, refreshes) => {
    bench.time.setWall(bench.time.clock.wallMs() + minutes(passed));
    expect((await bench.restart().getBearer()).ok).toBe(true);
    expect(bench.server.refreshes).toHaveLength(refreshes);
  });

  it('spent asleep is caught by renewing after the machine wakes, once', async () => {
    await session.getBearer();
    bench.time.sleep(minutes(300));
    bench.server.endAccessTokens();
    session.markStale();
    expect(await session.getBearer()).toEqual(ok('access-2'));
    expect(await session.getBearer()).toEqual(ok('access-2'));
    expect(bench.server.refreshes).toHaveLength(1);
  });

  it('of a short sleep does not cost a refresh', async () => {
    await session.getBearer();
    bench.time.sleep(minutes(47));
    session.markStale();
    expect(await session.getBearer()).toEqual(ok('access-1'));
    bench.time.advance(minutes(1));
    expect(await session.getBearer()).toEqual(ok('access-2'));
  });

  it('set back while the machine slept makes the tokens due', async () => {
    await session.getBearer();
    bench.time.setWall(bench.time.clock.wallMs() - 1);
    session.markStale();
    expect(await session.getBearer()).toEqual(ok('access-2'));
  });

  it('set forth and back makes no token younger than it is', async () => {
    await session.getBearer();
    bench.time.advance(minutes(47));
    bench.time.setWall(bench.time.clock.wallMs() - minutes(40));
    session.markStale();
    bench.time.advance(minutes(1));
    expect(await session.getBearer()).toEqual(ok('access-2'));
  });

  it('without a stated lifetime never renews ahead, only on 401', async () => {
    if (bench.store.saved) bench.store.saved.lifetimeMs = null;
    await session.getBearer();
    bench.time.advance(minutes(100_000));
    expect(await session.getBearer()).toEqual(ok('access-1'));
    expect(await session.renewAfter401('access-1')).toEqual(ok('access-2'));
  });
});

describe('a refresh that fails for now', () => {
  beforeEach(async () => {
    await session.getBearer();
    bench.time.advance(minutes(50));
  });

  it.each(['transient', 'clientRejected', 'unusable'] as const)(
    'as %s keeps the session and the old token',
    async (kind) => {
      bench.server.failures = [{ kind }];
      expect(await session.getBearer()).toEqual(ok('access-1'));
      expect(bench.store.saved?.refreshToken).toBe('refresh-1');
      bench.time.advance(2_000);
      expect(await session.getBearer()).toEqual(ok('access-2'));
      expect(bench.expired).toBe(0);
    },
  );

  it('is told once the old token is over, and the session still lives', async () => {
    bench.time.advance(minutes(20));
    bench.server.failures = [{ kind: 'transient' }];
    expect(await session.getBearer()).toEqual(failed('sign_in_provider_unreachable'));
    expect(bench.store.saved?.refreshToken).toBe('refresh-1');
    bench.time.advance(2_000);
    expect(await session.getBearer()).toEqual(ok('access-2'));
  });

  it('is told for a 401, since the old token is no good', async () => {
    bench.server.failures = [{ kind: 'transient' }];
    expect(await session.renewAfter401('access-1')).toEqual(failed('sign_in_provider_unreachable'));
  });

  it('is not repeated at once: 2, 4, 8 seconds and so on, a minute at most', async () => {
    bench.server.failures = Array.from({ length: 12 }, () => ({ kind: 'transient' as const }));
    const pauses: number[] = [];
    let last = bench.time.clock.monotonicMs();
    for (let second = 0; second < 400; second += 1) {
      const before = bench.server.refreshes.length;
      await session.getBearer();
      const now = bench.time.clock.monotonicMs();
      if (bench.server.refreshes.length > before) {
        pauses.push((now - last) / 1000);
        last = now;
      }
      bench.time.advance(1_000);
    }
    expect(pauses).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]);
  });

  it('waits as long as the server asks, also after a wake-up', async () => {
    bench.server.failures = [{ kind: 'transient', retryAfterMs: 90_000 }];
    await session.getBearer();
    session.markStale();
    bench.time.advance(89_000);
    await session.getBearer();
    expect(bench.server.refreshes).toHaveLength(1);
    bench.time.advance(1_000);
    expect(await session.getBearer()).toEqual(ok('access-2'));
  });

  it('is tried again at once after a wake-up', async () => {
    bench.server.failures = [{ kind: 'transient' }];
    await session.getBearer();
    session.markStale();
    expect(await session.getBearer()).toEqual(ok('access-2'));
  });
});
