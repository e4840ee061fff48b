import { appError, type AppError, type ErrorCode } from '../../domain/errors.ts';
import type { SignInState } from '../../domain/organisation.ts';
import { fail, type Result } from '../../domain/result.ts';
import { parseCallbackLink, type CallbackAnswer } from './callback-link.ts';
import type { CodeAnswer } from './oauth-client.ts';
import { isSameText } from './pkce.ts';
import type { RedirectTargets } from './provider.ts';
import { newAttempt, type Attempt } from './sign-in-attempt.ts';
import type { CallbackOutcome, Completion, SignInParts } from './sign-in-parts.ts';

/** How long the browser may take, in milliseconds. */
export const attemptLifeMs = 10 * 60 * 1000;

type Stage = { step: 'idle' } | { step: 'waiting' | 'exchanging' | 'completing'; attempt: Attempt };

/**
 * Signs in by the system browser (RFC 8252): one attempt at a time, each with its own state and verifier, used once and
 * taken away before the code is redeemed. Whatever arrives without the attempt's state changes nothing, because anybody
 * can send it.
 */
export class SignIn {
  readonly #parts: SignInParts;
  #stage: Stage = { step: 'idle' };

  constructor(parts: SignInParts) {
    this.#parts = parts;
  }

  get state(): SignInState {
    switch (this.#stage.step) {
      case 'idle':
        return { step: 'idle' };
      case 'waiting':
        return { step: 'waitingForBrowser', expiresAt: this.#stage.attempt.expiresAt };
      case 'exchanging':
        return { step: 'exchanging' };
      case 'completing':
        return { step: 'loadingProfile' };
    }
  }

  /**
   * Starts an attempt and answers when it ended. One that still waits for its browser is replaced, since the user has
   * plainly given it up; one that is about to succeed is not (`sign_in_already_running`).
   */
  begin<T>(complete: Completion<T>): Promise<Result<T, AppError>> {
    if (this.#stage.step === 'exchanging' || this.#stage.step === 'completing') {
      return Promise.resolve(fail(appError('sign_in_already_running')));
    }
    if (this.#stage.step === 'waiting') this.#drop(this.#stage.attempt, appError('sign_in_cancelled'));
    const { clock, timers } = this.#parts;
    return new Promise((resolve) => {
      const attempt = newAttempt(clock, attemptLifeMs, complete, resolve);
      attempt.stopTimer = timers.after(attemptLifeMs, () => {
        this.#fail(attempt, 'sign_in_expired');
      });
      this.#enter({ step: 'waiting', attempt });
      void this.#openBrowser(attempt).catch(() => {
        this.#fail(attempt, 'unexpected');
      });
    });
  }

  /** Takes a link that arrived on the scheme, exactly as the system handed it over. Never throws. */
  handleCallback(raw: string, targets: RedirectTargets): CallbackOutcome {
    // Without a waiting attempt nothing is even read.
    if (this.#stage.step !== 'waiting' || this.#stage.attempt.receiver?.kind !== 'scheme') return 'noAttempt';
    return this.#receive(this.#stage.attempt, parseCallbackLink(raw, targets));
  }

  /** Ends the running attempt at the user's wish. */
  cancel(): void {
    if (this.#stage.step === 'idle') return;
    const { attempt } = this.#stage;
    attempt.cancelled.abort();
    // While the profile is loaded the completion decides: it has to undo what it stored.
    if (this.#stage.step !== 'completing') this.#fail(attempt, 'sign_in_cancelled');
  }

  async #openBrowser(attempt: Attempt): Promise<void> {
    const client = await this.#parts.client();
    if (!client.ok) {
      this.#end(attempt, client.error);
      return;
    }
    const receiver = await this.#parts.receiver((answer) => this.#receive(attempt, answer));
    if (!receiver.ok) {
      this.#end(attempt, receiver.error);
      return;
    }
    if (!this.#isWaiting(attempt)) {
      receiver.value.close();
      return;
    }
    attempt.client = client.value;
    attempt.receiver = receiver.value;
    const { state, verifier } = attempt;
    const url = await client.value.authorizeUrl({ state, verifier, redirectUri: receiver.value.redirectUri });
    if (!url.ok) {
      this.#end(attempt, url.error.error);
      return;
    }
    if (!this.#isWaiting(attempt)) return;
    const isOpened = await this.#parts.openBrowser(url.value).catch(() => false);
    if (!isOpened && this.#isWaiting(attempt)) this.#fail(attempt, 'sign_in_browser_failed');
  }

  #receive(attempt: Attempt, answer: CallbackAnswer): CallbackOutcome {
    if (!this.#isWaiting(attempt)) return 'noAttempt';
    if (this.#parts.clock.monotonicMs() >= attempt.expiresMonotonicMs) {
      // The timer may be late after the machine slept.
      this.#fail(attempt, 'sign_in_expired');
      return 'noAttempt';
    }
    if (answer.kind === 'rejected') return this.#report('sign_in_invalid_callback', 'rejected');
    if (!isSameText(answer.state, attempt.state)) return this.#report('sign_in_state_mismatch', 'stateMismatch');
    if (answer.kind === 'providerError') {
      this.#fail(attempt, codeOfProviderError(answer.error));
      return 'accepted';
    }
    this.#release(attempt);
    this.#enter({ step: 'exchanging', attempt });
    void this.#exchange(attempt, answer).catch(() => {
      this.#fail(attempt, 'unexpected');
    });
    return 'accepted';
  }

  async #exchange(attempt: Attempt, answer: CodeAnswer): Promise<void> {
    const { client, receiver, state, verifier } = attempt;
    if (!client || !receiver) return;
    const tokens = await client.exchange(answer, { state, verifier, redirectUri: receiver.redirectUri });
    if (attempt.isSettled) {
      // Cancelled meanwhile: what came too late must not stay valid.
      if (tokens.ok) await client.revoke(tokens.value.refreshToken ?? tokens.value.accessToken);
      return;
    }
    if (!tokens.ok) {
      this.#end(attempt, tokens.error.error);
      return;
    }
    this.#enter({ step: 'completing', attempt });
    const completed = await attempt.complete(tokens.value);
    this.#stage = { step: 'idle' };
    this.#tell(completed.error);
    completed.settle();
  }

  /** A wrong answer does not end the attempt: otherwise anybody could end it. */
  #report(code: ErrorCode, outcome: CallbackOutcome): CallbackOutcome {
    this.#tell(appError(code));
    return outcome;
  }

  #isWaiting(attempt: Attempt): boolean {
    return this.#stage.step === 'waiting' && this.#stage.attempt === attempt;
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    this.#tell(null);
  }

  #tell(error: AppError | null): void {
    this.#parts.onChange({ state: this.state, error });
  }

  #fail(attempt: Attempt, code: ErrorCode): void {
    this.#end(attempt, appError(code));
  }

  #end(attempt: Attempt, error: AppError): void {
    this.#drop(attempt, error);
    if (this.#stage.step === 'idle' || this.#stage.attempt !== attempt) return;
    this.#stage = { step: 'idle' };
    this.#tell(error);
  }

  #drop(attempt: Attempt, error: AppError): void {
    this.#release(attempt);
    attempt.fail(error);
  }

  #release(attempt: Attempt): void {
    attempt.stopTimer();
    attempt.receiver?.close();
  }
}

/** RFC 6749 §4.1.2.1: what the user did, what the server can't do now, and everything else. */
function codeOfProviderError(error: string): ErrorCode {
  switch (error) {
    case 'access_denied':
      return 'sign_in_denied';
    case 'temporarily_unavailable':
    case 'server_error':
      return 'sign_in_provider_unreachable';
    case 'unauthorized_client':
      return 'sign_in_not_configured';
    default:
      return 'sign_in_exchange_failed';
  }
}
