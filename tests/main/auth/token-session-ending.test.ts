import { beforeEach, describe, expect, it } from 'vitest';
import { appError, type ErrorCode } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import type { TokenSession } from '../../../main/auth/token-session.ts';
import { settle } from './support/scripted-client.ts';
import { createBench, type Bench } from './support/token-bench.ts';

let bench: Bench;
let session: TokenSession;
beforeEach(() => {
  bench = createBench();
  session = bench.session;
});

const minutes = (n: number): number => n * 60_000;
const failed = (code: ErrorCode) => fail(appError(code));

describe('a dead refresh token', () => {
  it('ends the session once, with an empty vault and no further requests', async () => {
    bench.server.isDead = true;
    const answers = await Promise.all([session.renewAfter401('access-1'), session.renewAfter401('access-1')]);
    expect(answers).toEqual([failed('session_expired'), failed('session_expired')]);
    expect(await session.getBearer()).toEqual(failed('session_expired'));
    expect(await session.renewAfter401('access-1')).toEqual(failed('session_expired'));
    expect(bench.expired).toBe(1);
    expect(bench.store.saved).toBeNull();
    expect(bench.server.refreshes).toHaveLength(1);
  });

  it('that another writer has replaced is read anew from the vault', async () => {
    await session.getBearer();
    bench.store.saved = bench.server.issue();
    expect(await session.renewAfter401('access-1')).toEqual(ok('access-2'));
    expect(bench.expired).toBe(0);
  });

  it('is not given up while the vault can’t be read', async () => {
    await session.getBearer();
    bench.server.isDead = true;
    bench.store.failReads = 1;
    expect(await session.renewAfter401('access-1')).toEqual(failed('vault_locked'));
    expect(bench.expired).toBe(0);
    expect(bench.store.saved).not.toBeNull();
  });

  it.each([true, false])('is none where the server gave none (refused: %s)', async (isRefused) => {
    if (bench.store.saved) bench.store.saved.refreshToken = null;
    await session.getBearer();
    bench.time.advance(minutes(59));
    expect(await session.getBearer()).toEqual(ok('access-1'));
    bench.time.advance(isRefused ? 0 : minutes(1));
    const over = isRefused ? session.renewAfter401('access-1') : session.getBearer();
    expect(await over).toEqual(failed('session_expired'));
    expect(bench.expired).toBe(1);
  });
});

describe('signing out', () => {
  it('revokes, wipes and says signed out from then on', async () => {
    await session.getBearer();
    expect(await session.signOut()).toEqual(ok(undefined));
    expect(bench.server.revoked).toEqual(['refresh-1']);
    expect(bench.store.saved).toBeNull();
    expect(await session.getBearer()).toEqual(failed('signed_out'));
    expect(await session.renewAfter401('access-1')).toEqual(failed('signed_out'));
    expect(bench.expired).toBe(0);
  });

  it('works without a server, after five seconds', async () => {
    bench = createBench((label) => (label === 'revoke' ? new Promise(() => undefined) : Promise.resolve()));
    const done = bench.session.signOut();
    await settle();
    expect(bench.store.saved).not.toBeNull();
    bench.time.advance(5_000);
    expect(await done).toEqual(ok(undefined));
    expect(bench.store.saved).toBeNull();
  });

  it('revokes a pair that arrives only then, and keeps it out of the vault', async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    bench = createBench((label) => (label === 'answer' ? held : Promise.resolve()));
    const refreshing = bench.session.renewAfter401('access-1');
    await settle();
    const done = bench.session.signOut();
    await settle();
    bench.time.advance(5_000);
    await done;
    answer();
    expect(await refreshing).toEqual(failed('signed_out'));
    expect(bench.store.saved).toBeNull();
    expect(bench.server.revoked).toContain('refresh-2');
  });
});
