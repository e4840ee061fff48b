import type { IncomingMessage, ServerResponse } from 'node:http';

const bodyLimit = 64 * 1024;

/** A form as it arrived, or why there is none. */
export type FormBody = { ok: true; form: URLSearchParams } | { ok: false; reason: 'wrongType' | 'tooLarge' };

/** Reads an `application/x-www-form-urlencoded` body of at most 64 kB. */
export async function readForm(request: IncomingMessage): Promise<FormBody> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return { ok: false, reason: 'wrongType' };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return { ok: false, reason: 'tooLarge' };
    chunks.push(chunk);
  }
  return { ok: true, form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')) };
}

/** The first parameter that occurs more than once; RFC 6749 §3.1 and §3.2 forbid that. */
export function findRepeated(params: URLSearchParams): string | undefined {
  return [...new Set(params.keys())].find((name) => params.getAll(name).length > 1);
}

/** Answers JSON that nobody may cache (RFC 6749 §5.1). */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json;charset=UTF-8',
    'cache-control': 'no-store',
    pragma: 'no-cache',
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** Answers an OAuth error, RFC 6749 §5.2. */
export function sendOAuthError(response: ServerResponse, status: number, error: string, description: string): void {
  const challenge = status === 401 ? { 'www-authenticate': 'Basic realm="oauth2"' } : {};
  sendJson(response, status, { error, error_description: description }, challenge);
}

/** Sends the browser on with a GET. */
export function redirect(response: ServerResponse, location: string, headers: Record<string, string> = {}): void {
  response.writeHead(303, {
    location,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...headers,
  });
  response.end();
}

const ownHost = 'http://127.0.0.1';

/** The path and query of a request, `/` if they are none; the host is irrelevant and untrusted. */
export function urlOf(request: IncomingMessage): URL {
  const raw = request.url ?? '/';
  return new URL(URL.canParse(raw, ownHost) ? raw : '/', ownHost);
}
