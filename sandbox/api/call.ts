import type { IncomingHttpHeaders } from 'node:http';
import type { Organisation } from './store.ts';

/** One request, as a handler sees it: already authorised, within the rate limit and with its body read. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  params: Readonly<Record<string, string>>;
  headers: IncomingHttpHeaders;
  body: Buffer;
  organisation: Organisation;
  /** Scheme and host that the request came in on; `resourceUri` is built from it (API reference 3.5). */
  base: string;
  /** The server's clock, ms since 1970. */
  now: number;
  settings: ApiSettings;
}

/** What of the server's behaviour can be set. */
export interface ApiSettings {
  /** How long an uploaded file's voucher stays 404, and again until it is `unchecked`; ms. */
  uploadDelayMs: number;
  /** How late the voucherlist learns of new and changed documents; ms. */
  indexDelayMs: number;
}

/** An answer. A missing body sends none. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export type Handler = (call: Call) => Reply | Promise<Reply>;

/** A JSON answer. */
export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** An answer without a body. */
export function emptyReply(status: number): Reply {
  return { status, headers: {}, body: Buffer.alloc(0) };
}

function acceptedTypes(call: Call): (string | undefined)[] {
  return (call.headers.accept ?? '*/*').split(',').map((entry) => entry.split(';')[0]?.trim().toLowerCase());
}

/** Whether the client takes this media type, by its Accept header; without one it takes everything. */
export function accepts(call: Call, mediaType: string): boolean {
  const [family] = mediaType.split('/');
  return acceptedTypes(call).some((entry) => entry === mediaType || entry === '*/*' || entry === `${family ?? ''}/*`);
}

/** Whether the client leaves the choice of the media type to the server. */
export function acceptsAnything(call: Call): boolean {
  return acceptedTypes(call).includes('*/*');
}
