import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpClient, type HttpRequest } from '../../../main/lexware/http-client.ts';
import { answerOf, startRawServer, type RawServer } from './raw-server.ts';

const bearer = '5f0c9a52-0000-4000-8000-secretsecret';
const running: RawServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function serve(answer: (socket: Socket, request: string) => void): Promise<RawServer> {
  const server = await startRawServer(answer);
  running.push(server);
  return server;
}

function send(url: string, request: Partial<HttpRequest> = {}, secret = bearer) {
  const client = createHttpClient({ baseUrl: url, fetch });
  const defaults = {
    method: 'GET',
    path: '/v1/x',
    accept: 'application/json',
    timeoutMs: 5000,
    maxBytes: 1000,
  } as const;
  return client.send({ ...defaults, ...request }, secret);
}

const post = { method: 'POST', body: { a: 1 } } as const;

describe('a request', () => {
  test('carries bearer, accept and nothing that is not asked for', async () => {
    const server = await serve((socket) => socket.write(answerOf(200, '{}')));
    expect((await send(server.url)).ok).toBe(true);
    const head = server.requests[0]?.toLowerCase() ?? '';
    expect(head).toContain(`authorization: bearer ${bearer}`);
    expect(head).toContain('accept: application/json');
    expect(head).not.toContain('cookie');
    expect(head).not.toContain('content-type');
  });

  test('with a body is JSON and asks for its connection to be closed', async () => {
    const server = await serve((socket) => socket.write(answerOf(201, '{}')));
    const result = await send(server.url, post);
    expect(result).toMatchObject({ ok: true, value: { status: 201 } });
    expect(server.requests[0]).toMatch(/connection: close/i);
    expect(server.requests[0]).toMatch(/content-type: application\/json/i);
    expect(server.requests[0]?.endsWith('{"a":1}')).toBe(true);
  });

  test('with a body goes through the fetch for such requests where there is one', async () => {
    const server = await serve((socket) => socket.write(answerOf(200, '{}')));
    const used: string[] = [];
    const client = createHttpClient({
      baseUrl: `${server.url}/`,
      fetch: (url, init) => (used.push('ordinary'), fetch(url, init)),
      postFetch: (url, init) => (used.push('post'), fetch(url, init)),
    });
    const request = { path: '/v1/x', accept: '*/*', timeoutMs: 5000, maxBytes: 1000 };
    await client.send({ ...request, method: 'GET' }, bearer);
    await client.send({ ...request, ...post }, bearer);
    expect(used).toEqual(['ordinary', 'post']);
    expect(server.requests[0]).toMatch(/^GET \/v1\/x /);
  });
});

describe('nothing was sent, and that is proved', () => {
  test.each([
    ['a port where nobody listens', () => closedPort()],
    ['a name without an address', () => Promise.resolve('http://kontor.invalid')],
    ['a port that fetch refuses', () => Promise.resolve('http://127.0.0.1:1')],
  ])('%s', async (_name, url) => {
    for (const request of [{}, post]) {
      expect(await send(await url(), request)).toMatchObject({
        ok: false,
        error: { proof: 'notSent', httpStatus: 0, error: { code: 'lexware_unreachable' } },
      });
    }
  });

  test('a server that speaks no TLS where TLS is spoken', async () => {
    const server = await startPlainText();
    const result = await send(server.url.replace('http:', 'https:'), post);
    expect(result).toMatchObject({ ok: false, error: { proof: 'notSent' } });
  });

  test.each(['', 'a b', 'a\nb', 'ä'])(
    'a bearer that no header may hold (%j), without an exception that quotes it',
    async (secret) => {
      const server = await serve((socket) => socket.write(answerOf(200, '{}')));
      expect(await send(server.url, post, secret)).toEqual({
        ok: false,
        error: { proof: 'notSent', httpStatus: 0, error: { code: 'session_expired' } },
      });
      expect(server.requests).toEqual([]);
    },
  );

  test('a call that was called off before', async () => {
    const server = await serve((socket) => socket.write(answerOf(200, '{}')));
    const result = await send(server.url, { ...post, signal: AbortSignal.abort() });
    expect(result).toMatchObject({ ok: false, error: { proof: 'notSent', error: { code: 'lexware_cancelled' } } });
    expect(server.connections).toBe(0);
  });
});

describe('nothing is proved', () => {
  const cases: [string, (socket: Socket) => void, string][] = [
    ['a reset instead of an answer', (socket) => socket.resetAndDestroy(), 'lexware_unreachable'],
    ['an end instead of an answer', (socket) => socket.end(), 'lexware_unreachable'],
    ['bytes that are no HTTP', (socket) => socket.end('hello\r\n\r\n'), 'lexware_unreachable'],
    ['half a head', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le'), 'lexware_unreachable'],
    ['half a body', (socket) => socket.end(answerOf(200, '{"id":1}').subarray(0, -3)), 'lexware_unreachable'],
    ['a body that is too long', (socket) => socket.end(answerOf(200, 'x'.repeat(2000))), 'lexware_unreadable_answer'],
    [
      'a body that unpacks to too much',
      (socket) => socket.end(answerOf(200, gzipSync('x'.repeat(5_000_000)), { 'content-encoding': 'gzip' })),
      'lexware_unreadable_answer',
    ],
    [
      'a redirect to somewhere else',
      (socket) => socket.end(answerOf(307, '', { location: 'http://127.0.0.1:9/' })),
      'lexware_unreachable',
    ],
    ['an odd status', (socket) => socket.end(answerOf(304, '')), 'lexware_unreadable_answer'],
    ['a 500', (socket) => socket.end(answerOf(500, '{"message":null}')), 'lexware_unavailable'],
    ['a 503 without a body', (socket) => socket.end(answerOf(503, 'null')), 'lexware_unavailable'],
    ['a 504', (socket) => socket.end(answerOf(504, '{"message":"Endpoint request timed out"}')), 'lexware_unavailable'],
    ['a 408', (socket) => socket.end(answerOf(408, '')), 'lexware_timeout'],
  ];

  test.each(cases)('%s', async (_name, answer, code) => {
    // One server for each: a connection that is being closed may still be taken for the next request.
    const [reading, writing] = [await serve(answer), await serve(answer)];
    expect(await send(reading.url)).toMatchObject({ ok: false, error: { proof: 'unknown', error: { code } } });
    expect(await send(writing.url, post)).toMatchObject({
      ok: false,
      error: { proof: 'unknown', error: { code: 'lexware_outcome_unknown' } },
    });
    expect([reading.requests.length, writing.requests.length]).toEqual([1, 1]);
  });

  test('an answer that never comes', async () => {
    const server = await serve(() => undefined);
    expect(await send(server.url, { timeoutMs: 50 })).toMatchObject({
      ok: false,
      error: { proof: 'unknown', httpStatus: 0, error: { code: 'lexware_timeout' } },
    });
  });

  test('an answer that drips for ever', async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
      timers.push(setInterval(() => socket.write('1\r\n \r\n'), 10));
    });
    const result = await send(server.url, { ...post, timeoutMs: 200 });
    timers.forEach(clearInterval);
    expect(result).toMatchObject({
      ok: false,
      error: { proof: 'unknown', error: { code: 'lexware_outcome_unknown' } },
    });
  });

  test('a call that is called off while it is under way', async () => {
    const controller = new AbortController();
    const server = await serve(() => controller.abort());
    const { signal } = controller;
    expect(await send(server.url, { signal })).toMatchObject({
      ok: false,
      error: { proof: 'unknown', error: { code: 'lexware_cancelled' } },
    });
  });

  test('a fetch that does not care about being called off', async () => {
    const client = createHttpClient({ baseUrl: 'http://127.0.0.1', fetch: () => new Promise(() => undefined) });
    const request = { method: 'GET', path: '/', accept: '*/*', timeoutMs: 20, maxBytes: 1 } as const;
    expect(await client.send(request, bearer)).toMatchObject({ ok: false, error: { proof: 'unknown' } });
  });
});

describe('an answer that settles the matter', () => {
  test.each([
    [400, 'lexware_validation_failed'],
    [401, 'session_expired'],
    [402, 'lexware_contract_required'],
    [403, 'lexware_forbidden'],
    [404, 'lexware_not_found'],
    [406, 'lexware_validation_failed'],
    [409, 'lexware_conflict'],
    [415, 'lexware_validation_failed'],
  ])('%i is definite', async (status, code) => {
    const server = await serve((socket) => socket.end(answerOf(status, '<html>', { 'content-type': 'text/html' })));
    expect(await send(server.url, post)).toMatchObject({
      ok: false,
      error: { proof: 'definite', httpStatus: status, error: { code } },
    });
  });

  test('a refusal whose body breaks off is still one', async () => {
    const server = await serve((socket) => socket.end(answerOf(406, '{"message":"long"}').subarray(0, -5)));
    expect(await send(server.url, post)).toMatchObject({ ok: false, error: { proof: 'definite', httpStatus: 406 } });
  });

  test.each([
    ['3', 3000],
    ['9999999', undefined],
    ['999999', 600_000],
    ['soon', undefined],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    [undefined, undefined],
  ])('429 was not carried out; Retry-After %s', async (header, retryAfterMs) => {
    const headers = header === undefined ? {} : { 'retry-after': header };
    const server = await serve((socket) => socket.end(answerOf(429, '{"message":"Rate limit exceeded"}', headers)));
    const result = await send(server.url, post);
    expect(result).toMatchObject({
      ok: false,
      error: { proof: 'rateLimited', error: { code: 'lexware_rate_limited' } },
    });
    expect(result.ok ? null : result.error.retryAfterMs).toBe(retryAfterMs);
  });

  test.each(['{"message":null}', '{"message":"Internal server error or rate limit exceeded"}'])(
    'a 500 with the words %s may be a rate limit, but proves nothing',
    async (body) => {
      const server = await serve((socket) => socket.end(answerOf(500, body)));
      expect(await send(server.url, post)).toMatchObject({
        ok: false,
        error: { proof: 'unknown', mayBeRateLimit: true },
      });
    },
  );

  test('a 500 of a service is no sign of a rate limit', async () => {
    const server = await serve((socket) => socket.end(answerOf(500, '{"message":null,"traceId":"abc123"}')));
    const result = await send(server.url);
    expect(result.ok ? null : result.error.mayBeRateLimit).toBeUndefined();
  });
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<string> {
  const server = await startRawServer(() => undefined);
  await server.close();
  return server.url;
}

/** Answers every connection in plain text at once, whatever the client says. */
async function startPlainText(): Promise<RawServer> {
  const { createServer } = await import('node:http');
  const server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const plain = { url: `http://127.0.0.1:${String(port)}`, requests: [], connections: 0, close };
  running.push(plain);
  return plain;
}
