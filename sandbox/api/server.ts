import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultKind, Faults, FaultTarget } from '../faults.ts';
import { bearerOf, type Access, type Caller } from './access.ts';
import type { RateLimiter } from './bucket.ts';
import { accepts, emptyReply, type ApiSettings, type Call, type Reply } from './call.ts';
import { settleUploads } from './files.ts';
import { gatewayProblem } from './problems.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { findRoute, type Match } from './router.ts';
import { routes } from './routes.ts';
import type { Organisation } from './store.ts';

/** What the server is made of. */
export interface ApiParts {
  organisations: Map<string, Organisation>;
  access: Access;
  limiter: RateLimiter;
  faults: Faults;
  log: RequestLog;
  settings: ApiSettings;
  now: () => number;
}

const maxBodyBytes = 16 * 1024 * 1024;

/** Kinds that take the place of the work. */
const insteadKinds: readonly FaultKind[] = [
  'resetBefore',
  'rateLimited',
  'serverError',
  'unavailable',
  'timeoutBefore',
  'unauthorized',
  'contractProblem',
  'forbidden',
  'notJson',
];
/** Kinds that take the place of the answer, after the work. */
const afterKinds: readonly FaultKind[] = ['resetAfter', 'halfAnswer', 'serverErrorAfter', 'timeoutAfter'];

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The refusal of an unknown route; like the real gateway's it repeats the token (API reference 2.3). */
function unknownRoute(authorization: string | undefined): Reply {
  if (!authorization) return gatewayProblem(403, 'Missing Authentication Token', 'MissingAuthenticationTokenException');
  const token = bearerOf(authorization) ?? authorization;
  const message =
    `'${token}' not a valid key=value pair (missing equal-sign) in Authorization header: ` + `'${authorization}'.`;
  return gatewayProblem(403, message, 'IncompleteSignatureException');
}

function faultReply(kind: FaultKind): Reply | undefined {
  switch (kind) {
    case 'rateLimited':
      return gatewayProblem(429, 'Rate limit exceeded', 'TooManyRequestsException');
    case 'serverError':
    case 'serverErrorAfter':
      return gatewayProblem(500, null, 'InternalServerErrorException');
    case 'unavailable':
      return { status: 503, headers: { 'content-type': 'application/json' }, body: Buffer.from('null') };
    case 'timeoutBefore':
    case 'timeoutAfter':
      return gatewayProblem(504, 'Endpoint request timed out', 'GatewayTimeoutException');
    case 'unauthorized':
      return gatewayProblem(401, 'Unauthorized', 'UnauthorizedException');
    case 'contractProblem':
      return gatewayProblem(402, 'Payment Required');
    case 'forbidden':
      return gatewayProblem(403, 'Forbidden', 'ForbiddenException');
    case 'notJson': {
      const page = '<!doctype html><title>WLAN</title><p>Bitte melden Sie sich an.';
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(page) };
    }
    default:
      return undefined;
  }
}

/** One exchange: the request, and what is remembered about it. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  entry: LoggedRequest;
}

function send({ response, entry }: Exchange, reply: Reply): void {
  if (response.destroyed) return;
  entry.status = reply.status;
  const headers: Record<string, string> = { 'x-amzn-requestid': randomUUID(), ...reply.headers };
  headers['content-length'] = String(reply.body.length);
  response.writeHead(reply.status, headers).end(reply.body);
}

function sendHalf({ response, entry }: Exchange, reply: Reply): void {
  entry.status = reply.status;
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
  response.write(reply.body.subarray(0, Math.floor(reply.body.length / 2)), () => response.destroy());
}

function reset({ request }: Exchange): void {
  request.socket.resetAndDestroy();
}

async function execute(parts: ApiParts, exchange: Exchange, match: Match, caller: Caller, url: URL): Promise<Reply> {
  const { request, entry } = exchange;
  const { permission, handler } = match.route;
  if (!parts.limiter.take(caller.bucket, parts.now())) {
    return gatewayProblem(429, 'Rate limit exceeded', 'TooManyRequestsException');
  }
  if (permission !== undefined && !caller.may(permission)) {
    return gatewayProblem(403, 'Forbidden', 'ForbiddenException');
  }
  const organisation = parts.organisations.get(caller.organizationId);
  if (!organisation) return gatewayProblem(401, 'Unauthorized', 'UnauthorizedException');
  const body = await readBody(request);
  if (!body) return gatewayProblem(413, 'Request Too Long');
  const lateIndex = parts.faults.active('lateIndex');
  const call: Call = {
    method: entry.method,
    path: url.pathname,
    query: url.searchParams,
    params: match.params,
    headers: request.headers,
    body,
    organisation,
    base: url.origin,
    now: parts.now(),
    settings: lateIndex ? { ...parts.settings, indexDelayMs: lateIndex.ms ?? 5000 } : parts.settings,
  };
  const binary = /\/file$|^\/v1\/files\//.test(url.pathname);
  if (!binary && !accepts(call, 'application/json')) return emptyReply(406);
  settleUploads(organisation, call.now, parts.settings);
  entry.executed = true;
  return handler(call);
}

async function answer(parts: ApiParts, exchange: Exchange, url: URL): Promise<void> {
  const { request, entry } = exchange;
  const token = bearerOf(request.headers.authorization);
  const caller = token === undefined ? undefined : await parts.access.find(token);
  entry.organizationId = caller?.organizationId;
  const match = findRoute(routes, entry.method, url.pathname);
  const target: FaultTarget = {
    method: entry.method,
    path: url.pathname,
    organizationId: caller?.organizationId,
    permission: match?.route.permission,
  };
  const take = (kinds: readonly FaultKind[]) => {
    const fault = parts.faults.take(kinds, target);
    if (fault) entry.fault = fault.kind;
    return fault;
  };
  const slow = take(['slow']);
  if (slow) await wait(slow.ms ?? 1000);
  const instead = take(insteadKinds);
  if (instead?.kind === 'resetBefore') return reset(exchange);
  const refusal = instead && faultReply(instead.kind);
  if (refusal) return send(exchange, refusal);
  if (!match) return send(exchange, unknownRoute(request.headers.authorization));
  if (!caller) return send(exchange, gatewayProblem(401, 'Unauthorized', 'UnauthorizedException'));
  const reply = await execute(parts, exchange, match, caller, url);
  await finish(exchange, reply, take);
}

async function finish(
  exchange: Exchange,
  reply: Reply,
  take: (kinds: readonly FaultKind[]) => { kind: FaultKind; ms?: number } | undefined,
): Promise<void> {
  const slow = exchange.entry.executed ? take(['slowAnswer']) : undefined;
  if (slow) await wait(slow.ms ?? 1000);
  const after = exchange.entry.executed ? take(afterKinds) : undefined;
  if (after?.kind === 'resetAfter') reset(exchange);
  else if (after?.kind === 'halfAnswer') sendHalf(exchange, reply);
  else send(exchange, (after && faultReply(after.kind)) ?? reply);
}

/** The API's HTTP server, not yet listening. */
export function createApiServer(parts: ApiParts): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const method = request.method ?? 'GET';
    const { pathname: path, search: query } = url;
    const entry: LoggedRequest = {
      at: parts.now(),
      method,
      path,
      query,
      organizationId: undefined,
      status: 0,
      executed: false,
      fault: undefined,
    };
    parts.log.add(entry);
    answer(parts, { request, response, entry }, url).catch(() => {
      if (response.headersSent || response.destroyed) response.destroy();
      else send({ request, response, entry }, gatewayProblem(500, null, 'InternalServerErrorException'));
    });
  });
}
