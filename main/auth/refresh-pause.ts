import { appError, type AppError } from '../../domain/errors.ts';
import type { Clock } from './clock.ts';
import type { OAuthFailure } from './oauth-failure.ts';

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
/** Two refreshes forced by 401 within this time: the fresh token is refused too, and more of them would not help. */
const forcedDistanceMs = 5_000;

/**
 * Keeps a failing refresh from hammering the authorization server: 2, 4, 8 … 60 seconds between tries, or what the
 * server asks for; and no chain of refreshes where even a fresh token is refused.
 */
export class RefreshPause {
  readonly #clock: Clock;
  #untilMs = -Infinity;
  #failures = 0;
  #isServersWish = false;
  #lastError: AppError = appError('sign_in_provider_unreachable');
  #lastForcedMs = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The error to repeat while no new try is allowed; `null`: try. */
  reason(): AppError | null {
    return this.#clock.monotonicMs() < this.#untilMs ? this.#lastError : null;
  }

  mayForce(): boolean {
    return this.#clock.monotonicMs() - this.#lastForcedMs >= forcedDistanceMs;
  }

  noteFailure(failure: OAuthFailure): void {
    this.#failures += 1;
    this.#lastError = failure.error;
    this.#isServersWish = failure.retryAfterMs !== null;
    const ownPause = Math.min(longestPauseMs, firstPauseMs * 2 ** (this.#failures - 1));
    this.#untilMs = this.#clock.monotonicMs() + (failure.retryAfterMs ?? ownPause);
  }

  noteSuccess(wasForced: boolean): void {
    this.lift();
    this.#untilMs = -Infinity;
    this.#isServersWish = false;
    if (wasForced) this.#lastForcedMs = this.#clock.monotonicMs();
  }

  /** Something changed outside, so a new try is worth it; not where the server itself asked to wait. */
  lift(): void {
    this.#failures = 0;
    if (!this.#isServersWish) this.#untilMs = -Infinity;
  }
}
