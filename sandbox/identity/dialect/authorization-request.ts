import type { IdentityContext } from '../context.ts';
import { findRepeated } from '../http.ts';
import { isRegisteredRedirectUri } from '../redirect-uris.ts';
import { lexwareScopes } from '../scopes.ts';

/** An authorization request that may go to the login page; API reference 1.3. */
export interface AuthorizationRequest {
  redirectUri: string;
  codeChallenge: string;
  state: string | undefined;
  scopes: string[];
  connectionName: string;
}

/**
 * A request that is in order; one whose error may be told to the client; or one that must not be redirected at all,
 * because its client or redirect URI is not proved (RFC 6749 §4.1.2.1).
 */
export type CheckedRequest =
  | { kind: 'valid'; request: AuthorizationRequest }
  | { kind: 'tellClient'; redirectUri: string; state: string | undefined; error: string; description: string }
  | { kind: 'showError'; error: string; description: string };

/** Letters with umlauts, digits, blanks and a little punctuation; API reference 1.3. */
const connectionNamePattern = /^[\p{Script=Latin}\d .,:;_()&+/-]{1,100}$/u;

/** Checks the query of `GET /oauth2/authorize`. */
export function checkAuthorizationRequest(context: IdentityContext, query: URLSearchParams): CheckedRequest {
  if (query.getAll('client_id').join() !== context.client.id) {
    return { kind: 'showError', error: 'invalid_client', description: 'client_id is missing or unknown' };
  }
  const [redirectUri, ...more] = query.getAll('redirect_uri');
  if (!redirectUri || more.length > 0 || !isRegisteredRedirectUri(context.client.redirectUris, redirectUri)) {
    return { kind: 'showError', error: 'invalid_request', description: 'redirect_uri is missing or not registered' };
  }
  const state = query.get('state') ?? undefined;
  const problem = findProblem(query);
  if (problem) return { kind: 'tellClient', redirectUri, state, ...problem };
  return {
    kind: 'valid',
    request: {
      redirectUri,
      state,
      codeChallenge: query.get('code_challenge') ?? '',
      scopes: scopesOf(query) ?? [...lexwareScopes],
      connectionName: query.get('connection_name') ?? '',
    },
  };
}

/** Scope left out or empty means every scope that the client owns; API reference 1.3. */
function scopesOf(query: URLSearchParams): string[] | undefined {
  const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean);
  return scopes.length > 0 ? [...new Set(scopes)] : undefined;
}

function findProblem(query: URLSearchParams): { error: string; description: string } | undefined {
  const invalid = (description: string) => ({ error: 'invalid_request', description });
  const repeated = findRepeated(query);
  if (repeated !== undefined) return invalid(`${repeated} occurs more than once`);
  const type = query.get('response_type');
  if (type === null) return invalid('response_type is missing');
  if (type !== 'code') return { error: 'unsupported_response_type', description: 'only code is supported' };
  if (!/^[A-Za-z0-9\-_]{43}$/.test(query.get('code_challenge') ?? '')) {
    return invalid('code_challenge is missing or is not a base64url SHA-256 value');
  }
  // RFC 7636 §4.3 reads a missing method as `plain`, and `plain` is refused.
  if (query.get('code_challenge_method') !== 'S256') return invalid('code_challenge_method must be S256');
  const unknown = scopesOf(query)?.find((scope) => !lexwareScopes.includes(scope));
  if (unknown !== undefined) return { error: 'invalid_scope', description: 'a scope is unknown' };
  const name = query.get('connection_name');
  if (name !== null && !connectionNamePattern.test(name)) return invalid('connection_name has a character not allowed');
  return undefined;
}
