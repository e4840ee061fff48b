import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isEqualSecret } from '../accounts.ts';
import type { IdentityContext } from '../context.ts';
import { redirect, urlOf } from '../http.ts';
import { answerInteraction, type InteractionOutcome, type InteractionStep } from '../interaction.ts';
import type { SandboxUser } from '../options.ts';
import { errorPage } from '../pages/error-page.ts';
import { sendPage } from '../pages/layout.ts';
import { checkAuthorizationRequest, type AuthorizationRequest } from './authorization-request.ts';
import type { Connections } from './connections.ts';

const interactionTtlMs = 10 * 60_000;
const cookieName = 'sandbox_interaction';

/** Somebody on the way through the pages. The cookie ties it to the browser that made the request. */
interface Visit {
  request: AuthorizationRequest;
  cookie: string;
  user: SandboxUser | undefined;
  expiresAt: number;
}

/** The browser's side of Lexware's authorization server. */
export class AuthorizeEndpoint {
  readonly #context: IdentityContext;
  readonly #connections: Connections;
  readonly #visits = new Map<string, Visit>();

  constructor(context: IdentityContext, connections: Connections) {
    this.#context = context;
    this.#connections = connections;
  }

  /** `GET /oauth2/authorize` */
  start(request: IncomingMessage, response: ServerResponse): void {
    const checked = checkAuthorizationRequest(this.#context, urlOf(request).searchParams);
    switch (checked.kind) {
      case 'showError':
        return sendPage(response, 400, errorPage(checked.error, checked.description), []);
      case 'tellClient':
        return this.#answerClient(response, checked.redirectUri, checked.state, {
          error: checked.error,
          error_description: checked.description,
        });
      case 'valid':
        return this.#openVisit(response, checked.request);
    }
  }

  /** `GET|POST /oauth2/interaction/<id>` */
  async continue(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const visit = this.#visits.get(id);
    if (!visit || visit.expiresAt <= this.#context.now() || !hasCookie(request, visit.cookie)) {
      return sendPage(response, 400, errorPage('invalid_request', 'this sign-in is unknown or has expired'), []);
    }
    await answerInteraction(this.#context, request, response, stepOf(visit), (outcome) =>
      this.#advance(id, visit, outcome, response),
    );
  }

  #openVisit(response: ServerResponse, request: AuthorizationRequest): void {
    const id = randomBytes(16).toString('base64url');
    const cookie = randomBytes(16).toString('base64url');
    this.#visits.set(id, { request, cookie, user: undefined, expiresAt: this.#context.now() + interactionTtlMs });
    this.#context.counters.authorizationRequests += 1;
    const path = `/oauth2/interaction/${id}`;
    redirect(response, path, { 'set-cookie': `${cookieName}=${cookie}; Path=${path}; HttpOnly; SameSite=Lax` });
  }

  #advance(id: string, visit: Visit, outcome: InteractionOutcome, response: ServerResponse): void {
    const { redirectUri, state, codeChallenge, scopes } = visit.request;
    if (outcome.kind === 'loggedIn') {
      visit.user = outcome.user;
      return redirect(response, `/oauth2/interaction/${id}`);
    }
    this.#visits.delete(id);
    if (outcome.kind === 'cancelled' || !visit.user) {
      return this.#answerClient(response, redirectUri, state, {
        error: 'access_denied',
        error_description: 'the user cancelled',
      });
    }
    this.#context.counters.authorizations += 1;
    const code = this.#connections.issueCode({ user: visit.user, scopes, redirectUri, codeChallenge });
    this.#answerClient(response, redirectUri, state, { code });
  }

  // Lexware does not document `iss` (RFC 9207), so the dialect sends it only when it is told to lie.
  #answerClient(
    response: ServerResponse,
    redirectUri: string,
    state: string | undefined,
    answer: Record<string, string>,
  ): void {
    const params = new URLSearchParams(answer);
    if (state !== undefined) params.set('state', state);
    if (this.#context.faults.mode() === 'wrongIss') params.set('iss', 'https://other-issuer.example');
    redirect(response, `${redirectUri}?${params.toString()}`);
  }
}

function stepOf(visit: Visit): InteractionStep {
  if (!visit.user) return { name: 'login' };
  return {
    name: 'consent',
    user: visit.user,
    scopes: visit.request.scopes,
    connectionName: visit.request.connectionName,
  };
}

function hasCookie(request: IncomingMessage, expected: string): boolean {
  const cookies = (request.headers.cookie ?? '').split('; ');
  return cookies.some((cookie) => isEqualSecret(`${cookieName}=${expected}`, cookie));
}
