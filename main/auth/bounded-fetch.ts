import { isSafeEndpoint } from './provider.ts';

/** The part of `fetch` that sign-in uses; the shell injects Electron's, so that system proxies and certificates hold. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/** What one exchange with the server looked like from outside; filled while it happens. */
export interface Observation {
  /** 0: no answer, or one that broke off. */
  status: number;
  retryAfterMs: number | null;
}

/** More than any metadata document or token answer needs; a server that sends more is broken or hostile. */
export const maxResponseBytes = 64 * 1024;

/**
 * Wraps `fetchFunction` so that it only reaches safe addresses, reads at most 64 kB, ends with the caller's signal even
 * while the body trickles, and notes the status.
 */
export function boundFetch(
  fetchFunction: FetchFunction,
  allowLoopbackHttp: boolean,
  observation: Observation,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    if (!isSafeEndpoint(url, allowLoopbackHttp)) throw new TypeError('address refused');
    const response = await fetchFunction(url, { ...init, redirect: 'manual', credentials: 'omit' });
    const body = await readBounded(response, init.signal ?? null);
    observation.status = response.status;
    if (!body) throw new TypeError('answer too large');
    observation.retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
    return rebuild(response, body);
  };
}

/** `null`: too large. */
async function readBounded(response: Response, signal: AbortSignal | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(response.headers.get('content-length') ?? 0) > maxResponseBytes) {
    await response.body?.cancel();
    return null;
  }
  if (!response.body) return new Uint8Array(0);
  const reader = response.body.getReader();
  const stop = (): void => {
    reader.cancel().catch(() => undefined);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const bytes = await collect(reader);
    signal?.throwIfAborted();
    return bytes;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function collect(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > maxResponseBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

function rebuild(response: Response, body: Uint8Array<ArrayBuffer>): Response {
  const headers = new Headers(response.headers);
  // The OAuth library stops at a challenge before it reads the error in the body; the body says more.
  headers.delete('www-authenticate');
  const hasBody = body.byteLength > 0 && ![204, 205, 304].includes(response.status);
  return new Response(hasBody ? body : null, { status: response.status, headers });
}

/** Seconds only; the date form depends on the wall clock. At most one hour is believed. */
function readRetryAfter(header: string | null): number | null {
  if (header === null || !/^\d{1,6}$/.test(header)) return null;
  return Math.min(Number(header), 3600) * 1000;
}
