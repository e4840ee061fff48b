import { appError, type AppError, type ErrorCode } from '../../domain/errors.ts';
import { fail } from '../../domain/result.ts';

/**
 * What is known about a failed conversation with the authorization server. Carries codes only: the library's errors
 * hold answers and parameters, and with them secrets, so they end here.
 *
 * - `invalidGrant`: the code or refresh token is dead (RFC 6749 §5.2).
 * - `clientRejected`: the server does not accept our client id or secret.
 * - `transient`: unreachable, too slow, overloaded; nothing is lost by trying later.
 * - `issuerMismatch`: the answer belongs to another server (RFC 9207).
 * - `unusable`: an answer that is not OAuth, or a server without what we insist on.
 * - `misconfigured`: an address of the provider is missing or not safe.
 */
export type OAuthFailureKind =
  'invalidGrant' | 'clientRejected' | 'transient' | 'issuerMismatch' | 'unusable' | 'misconfigured';

export interface OAuthFailure {
  kind: OAuthFailureKind;
  error: AppError;
  /** The time that the server named, in milliseconds; `null`: none. */
  retryAfterMs: number | null;
}

/** What was asked of the server; the same failure means different things to the user. */
export type OAuthPurpose = 'discovery' | 'exchange' | 'refresh' | 'revocation';

const codes: Record<OAuthFailureKind, ErrorCode> = {
  invalidGrant: 'sign_in_exchange_failed',
  clientRejected: 'sign_in_not_configured',
  transient: 'sign_in_provider_unreachable',
  issuerMismatch: 'sign_in_issuer_mismatch',
  unusable: 'sign_in_exchange_failed',
  misconfigured: 'sign_in_not_configured',
};

/** Builds a failure as the error of a result. */
export function oauthFailure(
  kind: OAuthFailureKind,
  purpose: OAuthPurpose,
  retryAfterMs: number | null = null,
): { ok: false; error: OAuthFailure } {
  const isDeadSession = kind === 'invalidGrant' && purpose === 'refresh';
  return fail({ kind, error: appError(isDeadSession ? 'session_expired' : codes[kind]), retryAfterMs });
}

/**
 * Judges a thrown error together with the status that the server answered with (0: no answer). Errors of the token
 * endpoint: RFC 6749 §5.2; `temporarily_unavailable` and `server_error` are §4.1.2.1's, some servers use them here too.
 */
export function judge(thrown: unknown, status: number): OAuthFailureKind {
  if (status === 0 || status === 429 || status === 408 || status >= 500) return 'transient';
  const oauthError = readOAuthError(thrown);
  switch (oauthError) {
    case 'invalid_grant':
      return 'invalidGrant';
    case 'invalid_client':
    case 'unauthorized_client':
      return 'clientRejected';
    case 'temporarily_unavailable':
    case 'server_error':
      return 'transient';
    default:
      return status === 401 ? 'clientRejected' : 'unusable';
  }
}

function readOAuthError(thrown: unknown): string | null {
  const isObject = typeof thrown === 'object' && thrown !== null;
  return isObject && 'error' in thrown && typeof thrown.error === 'string' ? thrown.error : null;
}
