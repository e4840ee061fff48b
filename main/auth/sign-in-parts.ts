import type { AppError } from '../../domain/errors.ts';
import type { SignInState } from '../../domain/organisation.ts';
import type { Result } from '../../domain/result.ts';
import type { CallbackAnswer } from './callback-link.ts';
import type { Clock, Timers } from './clock.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { TokenSet } from './tokens.ts';

/** Gives the client for the settings as they are now; the client secret comes from the vault, so it may take time. */
export type OAuthClientSource = () => Promise<Result<OAuthClient, AppError>>;

/** What became of an answer that arrived. Only `accepted` may bring the window to the front. */
export type CallbackOutcome = 'accepted' | 'noAttempt' | 'rejected' | 'stateMismatch';

/** A place where the browser can bring the answer, open for one attempt. */
export interface RedirectReceiver {
  kind: 'scheme' | 'loopback';
  redirectUri: string;
  close(): void;
}

/** Opens such a place; a listener delivers its answers to `deliver`, a scheme's link comes by `handleCallback`. */
export type ReceiverSource = (
  deliver: (answer: CallbackAnswer) => CallbackOutcome,
) => Promise<Result<RedirectReceiver, AppError>>;

/** Where sign-in stands, and what went wrong; `error` next to `waitingForBrowser` means that the attempt lives on. */
export interface SignInChange {
  state: SignInState;
  error: AppError | null;
}

export interface SignInParts {
  client: OAuthClientSource;
  receiver: ReceiverSource;
  /** Opens an https address in the system browser; answers whether that worked. */
  openBrowser: (url: string) => Promise<boolean>;
  clock: Clock;
  timers: Timers;
  onChange: (change: SignInChange) => void;
}

/**
 * What to do with fresh tokens: store them, learn whose they are. On `signal` the user cancelled: undo and answer an
 * error.
 */
export type Completion<T> = (tokens: TokenSet, signal: AbortSignal) => Promise<Result<T, AppError>>;
