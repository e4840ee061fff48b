import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccounts } from './accounts.ts';
import type { BearerGrant, IdentityContext } from './context.ts';
import { createCounters, type Counters } from './counters.ts';
import { createDialect } from './dialect/dialect.ts';
import { createFaults, type HostileMode } from './faults.ts';
import { sendOAuthError, urlOf } from './http.ts';
import { createOpenId } from './openid/openid.ts';
import { completeOptions, type IdentityOptions } from './options.ts';

export type { BearerGrant } from './context.ts';
export type { Counters } from './counters.ts';
export { hostileModes, type HostileMode } from './faults.ts';
export type { IdentityOptions, SandboxUser } from './options.ts';

/** The running identity provider. */
export interface Identity {
  /** The issuer for OpenID discovery, `http://127.0.0.1:<port>`. */
  issuer: string;
  /** The three endpoints of Lexware's own authorization server. */
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  clientId: string;
  clientSecret?: string;
  /** What an access token of either server opens; undefined if it is unknown, expired or revoked. */
  verifyBearer: (token: string) => Promise<BearerGrant | undefined>;
  admin: IdentityAdmin;
  /** Ends the listener and every open connection to it. */
  close: () => Promise<void>;
}

/** What only tests and the sandbox's own admin endpoint may do. */
export interface IdentityAdmin {
  /** Ends every access token early; refresh tokens stay. */
  expireAccessTokens: () => void;
  /** Ends every connection with both its tokens, as if each user had disconnected. */
  revokeRefreshTokens: () => void;
  /** A copy of the counters. */
  counters: () => Counters;
  setMode: (mode: HostileMode) => void;
}

/**
 * Starts the sandbox's identity provider on 127.0.0.1: a certified OpenID provider with discovery, and the dialect of
 * Lexware's own authorization server below `/oauth2/` (API reference 1.3), with the same users, client, pages and
 * faults. Lifetimes in `options` are in seconds. Nothing it holds survives the process, and it logs nothing.
 */
export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const settings = completeOptions(options);
  const counters = createCounters();
  const faults = createFaults(settings.slowTokenMs, counters);
  const context: IdentityContext = { ...settings, issuer, accounts: createAccounts(options.users), counters, faults };
  const openId = await createOpenId(context);
  const dialect = createDialect(context);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const side = urlOf(request).pathname.startsWith('/oauth2/') ? dialect : openId;
    side.answer(request, response).catch(() => answerFailure(response));
  });
  return {
    issuer,
    authorizeUrl: `${issuer}/oauth2/authorize`,
    tokenUrl: `${issuer}/oauth2/token`,
    revokeUrl: `${issuer}/oauth2/revoke`,
    clientId: settings.client.id,
    ...(settings.client.secret === undefined ? {} : { clientSecret: settings.client.secret }),
    verifyBearer: async (token) => dialect.verifyBearer(token) ?? (await openId.verifyBearer(token)),
    admin: {
      expireAccessTokens: () => [dialect, openId].forEach((side) => side.expireAccessTokens()),
      revokeRefreshTokens: () => [dialect, openId].forEach((side) => side.revokeRefreshTokens()),
      counters: () => structuredClone(counters),
      setMode: faults.setMode,
    },
    close: () => close(server),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

// A client that hangs up in the middle of its request ends here too, so this must bear a response that is gone.
function answerFailure(response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  sendOAuthError(response, 500, 'server_error', 'the identity provider failed');
}
