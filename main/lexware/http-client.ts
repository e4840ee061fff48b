import { appError, type ErrorCode } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { errorOfAnswer, mayBeRateLimit } from './answer-errors.ts';
import type { LexwareFailure } from './api.ts';
import { isProvedNotSent } from './network-errors.ts';
import { isMissingPermission, permissionOf } from './permissions.ts';
import { readBody } from './read-body.ts';

/** Node's `fetch`, or Electron's `net.fetch`. */
export type Fetch = (url: string, init: RequestInit & { cache: 'no-store' }) => Promise<Response>;

/** One request to Lexware. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Below the base URL, with a leading slash and the query. */
  path: string;
  /** The media type to ask for. */
  accept: string;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, in the place of `body`. */
  content?: HttpContent;
  /** For everything, the last byte of the answer included. */
  timeoutMs: number;
  /** The most that the answer may have after decompression. */
  maxBytes: number;
  signal?: AbortSignal | undefined;
}

/** A body that is not JSON. */
export interface HttpContent {
  /** The `Content-Type`. */
  mediaType: string;
  bytes: Uint8Array;
}

/** An answer with a 2xx status. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/** A failure with what only the limiter needs to know. */
export interface HttpFailure extends LexwareFailure {
  /** A 500 that may mean "too many requests" (API reference 2.1). Proves nothing, but calls for slowing down. */
  mayBeRateLimit?: boolean;
}

export interface HttpClient {
  /**
   * Makes one request, once, and answers a value. Never rejects.
   * @param onAdmitted told when the answer begins, unless it is a refusal by the rate limit
   */
  send(request: HttpRequest, bearer: string, onAdmitted?: () => void): Promise<Result<HttpAnswer, HttpFailure>>;
}

export interface HttpClientOptions {
  /** Such as `https://api.lexware.io`. */
  baseUrl: string;
  fetch: Fetch;
  /**
   * Carries the POSTs, which need a connection of their own: Chromium by itself sends a request again when a reused
   * connection breaks before the answer, and the first one may have been carried out. Under Electron this has to be a
   * session whose connections are closed before each call; the header alone does not keep a POST off an older
   * connection. Node's `fetch` never sends again, so there the ordinary one will do.
   */
  postFetch?: Fetch | undefined;
}

/** Error bodies are short; a longer one is not worth reading. */
const maxErrorBytes = 1_000_000;

type Ending = 'notSent' | 'timeout' | 'cancelled' | 'lost' | 'unreadable' | 'refusedBearer';

/**
 * The only place that talks HTTP to Lexware: one request, no retry, no redirect followed, no cookie, no cache; what is
 * proved about a failure goes with it (`FailureProof`). Messages of thrown errors are never passed on, since some of
 * them quote the headers.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const base = options.baseUrl.replace(/\/+$/, '');
  return {
    async send(request, bearer, onAdmitted = () => undefined) {
      // A header value outside visible ASCII would throw, with the secret in the message.
      if (!/^[\x21-\x7e]+$/.test(bearer)) return fail(failureOf('refusedBearer', request));
      if (request.signal?.aborted === true) return fail(failureOf('cancelled', request, 'notSent'));
      const clock = startClock(request);
      try {
        const doFetch = request.method === 'POST' ? (options.postFetch ?? options.fetch) : options.fetch;
        const response = await Promise.race([
          doFetch(base + request.path, initOf(request, bearer, clock.signal)),
          clock.ended,
        ]);
        if (response.status !== 429) onAdmitted();
        return await Promise.race([readAnswer(response, request, bearer), clock.ended]);
      } catch (error) {
        return fail(failureOf(clock.ending() ?? (isProvedNotSent(error) ? 'notSent' : 'lost'), request));
      } finally {
        clock.stop();
      }
    },
  };
}

async function readAnswer(
  response: Response,
  request: HttpRequest,
  bearer: string,
): Promise<Result<HttpAnswer, HttpFailure>> {
  if (response.ok) {
    const body = await readBody(response, request.maxBytes);
    if (!body.ok) return fail(failureOf('unreadable', request));
    return ok({ status: response.status, headers: response.headers, bytes: body.value });
  }
  // The status alone settles the matter; a body that breaks off takes nothing away from it.
  const body = await readBody(response, maxErrorBytes).catch(() => fail('tooLarge' as const));
  return fail(failureOfAnswer(request, response, body.ok ? new TextDecoder().decode(body.value) : '', bearer));
}

function initOf(request: HttpRequest, bearer: string, signal: AbortSignal): Parameters<Fetch>[1] {
  const post = request.method === 'POST';
  return {
    method: request.method,
    headers: {
      authorization: `Bearer ${bearer}`,
      accept: request.accept,
      ...(post && { 'content-type': request.content?.mediaType ?? 'application/json', connection: 'close' }),
    },
    ...bodyOf(request),
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    signal,
  };
}

function bodyOf({ body, content }: HttpRequest): Pick<RequestInit, 'body'> {
  if (content !== undefined) return { body: content.bytes };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

/** The time-out and the caller's signal in one, with the memory of which of them struck. */
function startClock(request: HttpRequest) {
  const controller = new AbortController();
  let ending: Ending | null = null;
  let reject: (reason: unknown) => void = () => undefined;
  // Rejects by itself, because not every fetch gives up reading a body when its signal is aborted.
  const ended = new Promise<never>((_resolve, rejectPromise) => (reject = rejectPromise));
  ended.catch(() => undefined);
  const end = (why: Ending) => {
    ending ??= why;
    controller.abort();
    reject(new Error(why));
  };
  const cancel = () => end('cancelled');
  const timer = setTimeout(() => end('timeout'), request.timeoutMs);
  request.signal?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    ended,
    ending: () => ending,
    stop: () => {
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', cancel);
    },
  };
}

function failureOfAnswer(request: HttpRequest, response: Response, body: string, bearer: string): HttpFailure {
  const { status, headers } = response;
  const error = errorOfAnswer(status, body, headers, bearer);
  if (status === 429) {
    const retryAfterMs = retryAfterOf(headers.get('retry-after'));
    return { proof: 'rateLimited', httpStatus: status, error, ...(retryAfterMs !== null && { retryAfterMs }) };
  }
  // 408 is sent by intermediaries too, who cannot know what became of the request.
  if (status >= 400 && status < 500 && status !== 408) {
    const permission = isMissingPermission(status, body) ? permissionOf(request.method, request.path) : null;
    return { proof: 'definite', httpStatus: status, error: permission === null ? error : { ...error, permission } };
  }
  const known = request.method === 'POST' ? { ...error, code: 'lexware_outcome_unknown' as const } : error;
  const failure: HttpFailure = { proof: 'unknown', httpStatus: status, error: known };
  return mayBeRateLimit(status, body) ? { ...failure, mayBeRateLimit: true } : failure;
}

function failureOf(ending: Ending, request: HttpRequest, proof?: 'notSent'): HttpFailure {
  const isNotSent = proof === 'notSent' || ending === 'notSent' || ending === 'refusedBearer';
  const code = !isNotSent && request.method === 'POST' ? 'lexware_outcome_unknown' : codeOf(ending);
  return { proof: isNotSent ? 'notSent' : 'unknown', httpStatus: 0, error: appError(code) };
}

function codeOf(ending: Ending): ErrorCode {
  switch (ending) {
    case 'notSent':
    case 'lost':
      return 'lexware_unreachable';
    case 'timeout':
      return 'lexware_timeout';
    case 'cancelled':
      return 'lexware_cancelled';
    case 'unreadable':
      return 'lexware_unreadable_answer';
    case 'refusedBearer':
      return 'session_expired';
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110 10.2.3), in ms from now, at most ten minutes. */
function retryAfterOf(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), 600_000);
}
