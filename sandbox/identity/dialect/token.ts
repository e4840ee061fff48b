import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isEqualSecret } from '../accounts.ts';
import type { IdentityContext } from '../context.ts';
import { countTokenRequest } from '../counters.ts';
import { sendJson, sendOAuthError } from '../http.ts';
import { readAuthenticatedForm } from './client-authentication.ts';
import type { Connections, PendingCode, TokenAnswer } from './connections.ts';

type Outcome = { ok: true; answer: TokenAnswer } | { ok: false; error: string; description: string };

/** `POST /oauth2/token`: exchanges a code, or rotates a connection's tokens; API reference 1.3, RFC 6749 §4.1.3 and §6. */
export async function answerToken(
  context: IdentityContext,
  connections: Connections,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (await context.faults.interceptToken(request, response)) return;
  const body = await readAuthenticatedForm(request, context.client);
  countTokenRequest(context.counters, body.ok ? body.form.get('grant_type') : undefined);
  if (!body.ok) return sendOAuthError(response, body.error.status, body.error.error, body.error.description);
  const outcome = grantTokens(context, connections, body.form);
  if (outcome.ok) return sendJson(response, 200, outcome.answer);
  sendOAuthError(response, 400, outcome.error, outcome.description);
}

function grantTokens(context: IdentityContext, connections: Connections, form: URLSearchParams): Outcome {
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(context, connections, form);
    case 'refresh_token':
      return refresh(connections, form);
    case null:
      return refuse('invalid_request', 'grant_type is missing');
    default:
      return refuse('unsupported_grant_type', 'only authorization_code and refresh_token are supported');
  }
}

function exchangeCode(context: IdentityContext, connections: Connections, form: URLSearchParams): Outcome {
  const value = form.get('code');
  if (!value) return refuse('invalid_request', 'code is missing');
  const code = connections.takeCode(value);
  if (!code) return refuse('invalid_grant', 'the code is unknown, used or expired');
  if (form.get('redirect_uri') !== code.redirectUri) return refuse('invalid_grant', 'redirect_uri does not match');
  if (context.faults.mode() !== 'ignorePkce' && !isVerified(code, form.get('code_verifier'))) {
    return refuse('invalid_grant', 'code_verifier does not match');
  }
  return { ok: true, answer: connections.openConnection(value, code) };
}

/** RFC 7636 §4.1 and §4.6. */
function isVerified(code: PendingCode, verifier: string | null): boolean {
  if (verifier === null || !/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) return false;
  return isEqualSecret(code.codeChallenge, createHash('sha256').update(verifier).digest('base64url'));
}

function refresh(connections: Connections, form: URLSearchParams): Outcome {
  const value = form.get('refresh_token');
  if (!value) return refuse('invalid_request', 'refresh_token is missing');
  const connection = connections.useRefreshToken(value);
  if (!connection) return refuse('invalid_grant', 'the refresh token is unknown, used, revoked or expired');
  const asked = form.get('scope')?.split(' ').filter(Boolean) ?? connection.scopes;
  if (asked.some((scope) => !connection.scopes.includes(scope))) {
    return refuse('invalid_scope', 'the connection does not have this scope');
  }
  return { ok: true, answer: connections.rotate(connection, asked) };
}

function refuse(error: string, description: string): Outcome {
  return { ok: false, error, description };
}
