import type { IncomingMessage, ServerResponse } from 'node:http';
import { countTokenRequest, type Counters } from './counters.ts';
import { readForm, sendJson, sendOAuthError } from './http.ts';

/** How the identity provider misbehaves until told otherwise. */
export const hostileModes = [
  'none',
  /** Accepts every code verifier, also none. */
  'ignorePkce',
  /** Names another issuer in the authorization response (RFC 9207, mix-up). */
  'wrongIss',
  /** Does the work and answers long after. */
  'slowToken',
  /** Answers a token of 2 MB. */
  'hugeToken',
  /** Answers 200 with half a JSON document. */
  'malformedToken',
  /** Answers as Lexware does when the partner's client is switched off. */
  'unauthorizedClient',
  /** Answers 500 with a body that is no JSON. */
  'tokenServerError',
  /** Does the work and cuts the connection before the answer. */
  'lostTokenAnswer',
] as const;
export type HostileMode = (typeof hostileModes)[number];

/** The switch, shared by both token endpoints. */
export interface Faults {
  mode: () => HostileMode;
  setMode: (mode: HostileMode) => void;
  /** Applies the mode to a token request. True: it is answered, nothing else must touch it. */
  interceptToken: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

/** Builds the switch in position `none`. `slowTokenMs` is in milliseconds. */
export function createFaults(slowTokenMs: number, counters: Counters): Faults {
  let mode: HostileMode = 'none';
  return {
    mode: () => mode,
    setMode: (next) => {
      mode = next;
    },
    interceptToken: async (request, response) => {
      if (mode === 'slowToken') delayAnswer(response, slowTokenMs);
      if (mode === 'lostTokenAnswer') cutAnswer(response);
      const answer = wrongAnswers[mode];
      if (!answer) return false;
      const body = await readForm(request);
      countTokenRequest(counters, body.ok ? body.form.get('grant_type') : undefined);
      answer(response);
      return true;
    },
  };
}

const wrongAnswers: Partial<Record<HostileMode, (response: ServerResponse) => void>> = {
  hugeToken: (response) =>
    sendJson(response, 200, {
      access_token: 'a'.repeat(2_000_000),
      token_type: 'Bearer',
      expires_in: 14_399,
      refresh_token: 'r'.repeat(128),
      scope: 'profile.read',
    }),
  malformedToken: (response) => {
    response.writeHead(200, { 'content-type': 'application/json;charset=UTF-8', 'cache-control': 'no-store' });
    response.end('{"access_token":"half');
  },
  unauthorizedClient: (response) => sendOAuthError(response, 400, 'unauthorized_client', 'the client is switched off'),
  tokenServerError: (response) => {
    response.writeHead(500, { 'content-type': 'text/html' });
    response.end('<h1>Internal Server Error</h1>');
  },
};

// Both servers write their whole answer with `end`, so holding `end` back holds the answer back.
function delayAnswer(response: ServerResponse, ms: number): void {
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.end = ((...args: unknown[]) => {
    setTimeout(() => end(...args), ms).unref();
    return response;
  }) as typeof response.end;
}

function cutAnswer(response: ServerResponse): void {
  response.end = (() => {
    response.destroy();
    return response;
  }) as typeof response.end;
}
