import { ok, type Result } from '../../../../domain/result.ts';
import type { AttemptSecrets, CodeAnswer, OAuthClient } from '../../../../main/auth/oauth-client.ts';
import type { OAuthFailure } from '../../../../main/auth/oauth-failure.ts';
import type { TokenSet } from '../../../../main/auth/tokens.ts';

/** A token endpoint in memory whose answers a test holds back and gives when it likes. */
export interface ScriptedClient extends OAuthClient {
  authorizations: AttemptSecrets[];
  exchanges: {
    answer: CodeAnswer;
    attempt: AttemptSecrets;
    finish: (result: Result<TokenSet, OAuthFailure>) => void;
  }[];
  revoked: string[];
}

export function tokensNamed(name: string, receivedAtMs = 0): TokenSet {
  return {
    accessToken: `access-${name}`,
    refreshToken: `refresh-${name}`,
    lifetimeMs: 3_600_000,
    receivedAtMs,
    scope: null,
  };
}

export function createScriptedClient(): ScriptedClient {
  const client: ScriptedClient = {
    authorizations: [],
    exchanges: [],
    revoked: [],
    authorizeUrl: (attempt) => {
      client.authorizations.push(attempt);
      return Promise.resolve(ok(`https://login.example.com/authorize?state=${attempt.state}`));
    },
    exchange: (answer, attempt) =>
      new Promise((finish) => {
        client.exchanges.push({ answer, attempt, finish });
      }),
    refresh: () => Promise.reject(new Error('not part of a sign-in')),
    revoke: (token) => {
      client.revoked.push(token);
      return Promise.resolve(ok(undefined));
    },
  };
  return client;
}

/** Lets everything that waits for nothing but promises run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
