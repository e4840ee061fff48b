import { appError, type AppError } from '../../domain/errors.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { Clock } from './clock.ts';
import type { OAuthClient } from './oauth-client.ts';
import { newState, newVerifier, type CodeVerifier } from './pkce.ts';
import type { Completion, RedirectReceiver } from './sign-in-parts.ts';
import type { TokenSet } from './tokens.ts';

/** One sign-in, from the user's click to its end. Settled exactly once. */
export interface Attempt {
  readonly state: string;
  readonly verifier: CodeVerifier;
  /** ISO instant, for the user's eyes. */
  readonly expiresAt: string;
  readonly expiresMonotonicMs: number;
  readonly cancelled: AbortController;
  readonly isSettled: boolean;
  client: OAuthClient | null;
  receiver: RedirectReceiver | null;
  stopTimer: () => void;
  /** Settles with an error, unless it is settled. */
  fail(error: AppError): void;
  /** Runs the completion. Settling with what it answered is left to the caller, who first says that all is done. */
  complete(tokens: TokenSet): Promise<{ error: AppError | null; settle: () => void }>;
}

/** Makes an attempt that lives `lifeMs` milliseconds and answers to `resolve`. */
export function newAttempt<T>(
  clock: Clock,
  lifeMs: number,
  completion: Completion<T>,
  resolve: (result: Result<T, AppError>) => void,
): Attempt {
  const cancelled = new AbortController();
  let isSettled = false;
  const settle = (result: Result<T, AppError>): void => {
    if (isSettled) return;
    isSettled = true;
    resolve(result);
  };
  return {
    state: newState(),
    verifier: newVerifier(),
    expiresAt: new Date(clock.wallMs() + lifeMs).toISOString(),
    expiresMonotonicMs: clock.monotonicMs() + lifeMs,
    cancelled,
    get isSettled() {
      return isSettled;
    },
    client: null,
    receiver: null,
    stopTimer: () => undefined,
    fail: (error) => {
      settle(fail(error));
    },
    complete: async (tokens) => {
      const result = await completion(tokens, cancelled.signal).catch(() => fail(appError('unexpected')));
      return {
        error: result.ok ? null : result.error,
        settle: () => {
          settle(result);
        },
      };
    },
  };
}
