import { ok, type Result } from '../../../../domain/result.ts';
import type { OAuthClient } from '../../../../main/auth/oauth-client.ts';
import { oauthFailure, type OAuthFailure } from '../../../../main/auth/oauth-failure.ts';
import { TokenSession } from '../../../../main/auth/token-session.ts';
import type { TokenStore } from '../../../../main/auth/token-store.ts';
import type { TokenSet } from '../../../../main/auth/tokens.ts';
import { vaultFailure, type VaultFailure } from '../../../../main/auth/vault-failure.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

/** A token endpoint in memory: rotates, detects reuse, ends the family on it. */
export interface TokenServer {
  refreshes: string[];
  reuses: number;
  revoked: string[];
  isDead: boolean;
  lifetimeMs: number;
  /** What the next refreshes fail with, in order; nothing of them reaches the tokens. */
  failures: { kind: 'transient' | 'clientRejected' | 'unusable'; retryAfterMs?: number }[];
  /** Whether this access token opens anything now. */
  accepts(accessToken: string): boolean;
  issue(): TokenSet;
  endAccessTokens(): void;
}

/** A vault entry in memory. */
export interface MemoryStore extends TokenStore {
  saved: TokenSet | null;
  writes: number;
  /** How many of the next writes or reads fail. */
  failWrites: number;
  failReads: number;
}

export interface Bench {
  time: VirtualTime;
  server: TokenServer;
  store: MemoryStore;
  session: TokenSession;
  expired: number;
  /** Another session over the same vault and server, as after a restart. */
  restart(): TokenSession;
}

/** `between` is awaited wherever real code would wait for network or disk, so that a test can order things. */
export function createBench(between: (label: string) => Promise<void> = () => Promise.resolve()): Bench {
  const time = createVirtualTime();
  const { server, client } = createServer(time, between);
  const store = createStore(between);
  store.saved = server.issue();
  const bench: Bench = { time, server, store, session: makeSession(), expired: 0, restart: makeSession };
  function makeSession(): TokenSession {
    const { clock, timers } = time;
    const onExpired = (): void => void (bench.expired += 1);
    return new TokenSession({ store, client: () => Promise.resolve(ok(client)), clock, timers, onExpired });
  }
  return bench;
}

function createServer(time: VirtualTime, between: (label: string) => Promise<void>) {
  let count = 0;
  let access = { token: '', endsAt: 0 };
  let current = '';
  const server: TokenServer = {
    refreshes: [],
    reuses: 0,
    revoked: [],
    isDead: false,
    lifetimeMs: 3_600_000,
    failures: [],
    accepts: (token) => !server.isDead && token === access.token && time.clock.monotonicMs() < access.endsAt,
    issue: () => {
      count += 1;
      current = `refresh-${String(count)}`;
      access = { token: `access-${String(count)}`, endsAt: time.clock.monotonicMs() + server.lifetimeMs };
      const receivedAtMs = time.clock.wallMs();
      return {
        accessToken: access.token,
        refreshToken: current,
        lifetimeMs: server.lifetimeMs,
        receivedAtMs,
        scope: null,
      };
    },
    endAccessTokens: () => {
      access.endsAt = 0;
    },
  };
  const client: Pick<OAuthClient, 'refresh' | 'revoke'> = {
    refresh: async (token) => {
      server.refreshes.push(token);
      await between('request');
      const failure = server.failures.shift();
      if (failure) return oauthFailure(failure.kind, 'refresh', failure.retryAfterMs ?? null);
      const answer = redeem(token);
      await between('answer');
      return answer;
    },
    revoke: async (token) => {
      await between('revoke');
      server.revoked.push(token);
      if (token === current) server.isDead = true;
      return ok(undefined);
    },
  };
  function redeem(token: string): Result<TokenSet, OAuthFailure> {
    if (token !== current) {
      server.reuses += 1;
      server.isDead = true;
    }
    return server.isDead ? oauthFailure('invalidGrant', 'refresh') : ok(server.issue());
  }
  return { server, client: client as OAuthClient };
}

function createStore(between: (label: string) => Promise<void>): MemoryStore {
  const failing = (left: 'failWrites' | 'failReads'): boolean => {
    if (store[left] === 0) return false;
    store[left] -= 1;
    return true;
  };
  const store: MemoryStore = {
    saved: null,
    writes: 0,
    failWrites: 0,
    failReads: 0,
    read: async (): Promise<Result<TokenSet | null, VaultFailure>> => {
      await between('read');
      return failing('failReads') ? vaultFailure('temporarilyUnavailable') : ok(store.saved);
    },
    write: async (tokens) => {
      await between('write');
      if (failing('failWrites')) return vaultFailure('temporarilyUnavailable');
      store.saved = tokens;
      store.writes += 1;
      return ok(undefined);
    },
    remove: async () => {
      await between('remove');
      store.saved = null;
      return ok(undefined);
    },
  };
  return store;
}
