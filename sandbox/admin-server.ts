import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { bearerOf } from './api/access.ts';
import { isObject, type JsonObject } from './api/json.ts';
import type { SandboxAdmin } from './admin.ts';
import { faultKinds, type FaultSpec } from './faults.ts';
import { hostileModes } from './identity/faults.ts';
import { webActions } from './state.ts';

interface Answer {
  status: number;
  value?: unknown;
}

type Endpoint = (admin: SandboxAdmin, parts: string[], body: JsonObject, query: URLSearchParams) => Answer;

const done: Answer = { status: 204 };
const missing: Answer = { status: 404, value: { error: 'not found' } };

function badRequest(error: string): Answer {
  return { status: 400, value: { error } };
}

function optional(body: JsonObject, key: string, type: 'string' | 'number'): JsonObject | undefined {
  const value = body[key];
  if (value === undefined) return {};
  return typeof value === type ? { [key]: value } : undefined;
}

/** Reads a fault from a request's body, strictly; unknown fields are refused so that a typo is not a wider fault. */
function readFault(body: JsonObject): FaultSpec | undefined {
  const kind = faultKinds.find((known) => known === body.kind);
  const texts = ['method', 'path', 'organizationId', 'permission'].map((key) => optional(body, key, 'string'));
  const numbers = ['count', 'ms'].map((key) => optional(body, key, 'number'));
  const known = ['kind', 'count', 'ms', 'method', 'path', 'organizationId', 'permission'];
  const all = [...texts, ...numbers];
  if (!kind || all.includes(undefined) || Object.keys(body).some((key) => !known.includes(key))) return undefined;
  return Object.assign({ kind }, ...all) as FaultSpec;
}

const endpoints: Record<string, Endpoint> = {
  'GET faults': (admin) => ({ status: 200, value: admin.faults() }),
  'POST faults': (admin, _parts, body) => {
    const spec = readFault(body);
    return spec ? { status: 201, value: { id: admin.addFault(spec) } } : badRequest('not a fault');
  },
  'DELETE faults': (admin, [id]) => {
    admin.clearFaults(id);
    return done;
  },
  'GET organisations': (admin, [id]) => {
    if (id === undefined) return { status: 200, value: admin.organisationIds() };
    const state = admin.organisation(id);
    return state ? { status: 200, value: state } : missing;
  },
  'POST organisations': (admin, [id = '', what, voucherId], body) => {
    if (what === 'grow') {
      const count = body.count;
      if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) return badRequest('count is missing');
      return admin.grow(id, count) ? done : missing;
    }
    const action = webActions.find((known) => known === body.action);
    if (what !== 'documents' || voucherId === undefined) return missing;
    if (!action) return badRequest(`action must be one of ${webActions.join(', ')}`);
    return admin.act(id, voucherId, action) ? done : { status: 409, value: { error: 'not possible' } };
  },
  'GET requests': (admin, _parts, _body, query) => {
    const organizationId = query.get('organizationId') ?? undefined;
    const value = { counts: admin.requestCounts(organizationId), requests: admin.requests(organizationId) };
    return { status: 200, value };
  },
  'DELETE requests': (admin) => {
    admin.clearRequests();
    return done;
  },
  'GET identity': (admin) => (admin.identity ? { status: 200, value: admin.identity.counters() } : missing),
  'POST identity': (admin, _parts, body) => {
    const mode = hostileModes.find((known) => known === body.mode);
    if (!admin.identity) return missing;
    if (body.action === 'expireAccessTokens') admin.identity.expireAccessTokens();
    else if (body.action === 'revokeRefreshTokens') admin.identity.revokeRefreshTokens();
    else if (mode) admin.identity.setMode(mode);
    else return badRequest('action or mode is missing');
    return done;
  },
  'POST reset': (admin) => {
    admin.reset();
    return done;
  },
};

function isAllowed(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(bearerOf(request.headers.authorization) ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readBody(request: IncomingMessage): Promise<JsonObject | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function answer(request: IncomingMessage, admin: SandboxAdmin, token: string): Promise<Answer> {
  if (!isAllowed(request, token)) return { status: 401, value: { error: 'the admin token is missing or wrong' } };
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, root, name = '', ...rest] = url.pathname.split('/');
  const endpoint = endpoints[`${request.method ?? ''} ${name}`];
  if (root !== 'sandbox' || !endpoint) return missing;
  const body = await readBody(request);
  if (!body) return badRequest('the body is not a JSON object');
  const result = endpoint(admin, rest, body, url.searchParams);
  await admin.settled();
  return result;
}

/** The admin endpoint `/sandbox/…`, not yet listening. Every call needs `Authorization: Bearer <admin token>`. */
export function createAdminServer(admin: SandboxAdmin, token: string): Server {
  return createServer((request, response) => {
    answer(request, admin, token)
      .catch((): Answer => ({ status: 500, value: { error: 'failed' } }))
      .then(({ status, value }) => {
        const text = value === undefined ? '' : JSON.stringify(value);
        response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      })
      .catch(() => response.destroy());
  });
}
