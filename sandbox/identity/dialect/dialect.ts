import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BearerGrant, IdentityContext } from '../context.ts';
import { sendJson, sendOAuthError, urlOf } from '../http.ts';
import { AuthorizeEndpoint } from './authorize.ts';
import { readAuthenticatedForm } from './client-authentication.ts';
import { Connections } from './connections.ts';
import { answerToken } from './token.ts';

/** Lexware's own authorization server (API reference 1.3), at `/oauth2/…`. */
export interface Dialect {
  /** Answers a request below `/oauth2/`. */
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  verifyBearer: (token: string) => BearerGrant | undefined;
  expireAccessTokens: () => void;
  revokeRefreshTokens: () => void;
}

/** Builds the server. Everything it knows lives in memory. */
export function createDialect(context: IdentityContext): Dialect {
  const connections = new Connections(context);
  const authorize = new AuthorizeEndpoint(context, connections);
  return {
    answer: async (request, response) => {
      const { pathname } = urlOf(request);
      const visit = /^\/oauth2\/interaction\/([\w-]{22})$/.exec(pathname)?.[1];
      if (visit !== undefined) return authorize.continue(visit, request, response);
      if (pathname === '/oauth2/authorize' && request.method === 'GET') return authorize.start(request, response);
      if (pathname === '/oauth2/token') return answerToken(context, connections, request, response);
      if (pathname === '/oauth2/revoke') return answerRevocation(context, connections, request, response);
      sendJson(response, 404, { error: 'not_found' });
    },
    verifyBearer: (token) => {
      const found = connections.findByAccessToken(token);
      return found && { organizationId: found.user.organizationId, scopes: found.scopes };
    },
    expireAccessTokens: () => connections.expireAccessTokens(),
    revokeRefreshTokens: () => connections.closeAll(),
  };
}

/** `POST /oauth2/revoke`: answers 200 for an unknown token too, so that nobody learns which ones exist (RFC 7009 §2.2). */
async function answerRevocation(
  context: IdentityContext,
  connections: Connections,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readAuthenticatedForm(request, context.client);
  if (!body.ok) return sendOAuthError(response, body.error.status, body.error.error, body.error.description);
  const token = body.form.get('token');
  if (!token) return sendOAuthError(response, 400, 'invalid_request', 'token is missing');
  context.counters.revocations += 1;
  connections.revoke(token);
  response.writeHead(200, { 'cache-control': 'no-store', 'content-length': '0' });
  response.end();
}
