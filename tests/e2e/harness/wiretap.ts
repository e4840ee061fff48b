import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What must not turn up in a file or a log: every secret that went over the wire between the app and the sandbox. */
export interface Wiretap {
  /** Secrets so far, each once: tokens, codes, code verifiers, API keys. */
  secrets: () => string[];
  stop: () => void;
}

const secretFields = ['access_token', 'refresh_token', 'id_token', 'code', 'code_verifier', 'client_secret', 'token'];

/** Shorter ones would be found by chance. */
const minimumLength = 12;

/** Listens to all HTTP servers of this process, that is, to the sandbox. It changes nothing on the wire. */
export function tapWire(): Wiretap {
  const found = new Set<string>();
  const keep = (value: unknown): void => {
    if (typeof value === 'string' && value.length >= minimumLength) found.add(value);
  };
  const onRequest = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    keep(request.headers.authorization?.replace(/^(Bearer|Basic) /, ''));
    readBody(request, keep);
    readAnswer(response, keep);
  };
  diagnostics.subscribe('http.server.request.start', onRequest);
  return {
    secrets: () => [...found],
    stop: () => diagnostics.unsubscribe('http.server.request.start', onRequest),
  };
}

function readFields(text: string, keep: (value: unknown) => void): void {
  const parsed = text.startsWith('{') ? parseObject(text) : Object.fromEntries(new URLSearchParams(text));
  for (const field of secretFields) keep(parsed[field]);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function isForm(request: IncomingMessage): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

function readBody(request: IncomingMessage, keep: (value: unknown) => void): void {
  if (!isForm(request)) return;
  const push = request.push.bind(request);
  let text = '';
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) text += Buffer.from(chunk).toString('utf8');
    else if (chunk === null) readFields(text, keep);
    return push(chunk, encoding);
  };
}

function readAnswer(response: ServerResponse, keep: (value: unknown) => void): void {
  const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
  response.end = ((...args: unknown[]) => {
    const [body] = args;
    const text = typeof body === 'string' ? body : body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : '';
    if (/json/.test(String(response.getHeader('content-type')))) readFields(text, keep);
    const location = response.getHeader('location');
    if (typeof location === 'string') readFields(location.replace(/^[^?]*\?/, ''), keep);
    return end(...args);
  }) as typeof response.end;
}
