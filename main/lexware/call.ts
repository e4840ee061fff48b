import * as v from 'valibot';
import { appError } from '../../domain/errors.ts';
import type { Permission } from '../../domain/permission.ts';
import { idSchema } from '../../domain/primitives.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { CallOptions, Credential, LexwareFailure, LexwareResult } from './api.ts';
import type { HttpAnswer, HttpClient, HttpFailure, HttpRequest } from './http-client.ts';
import type { Limiter } from './limiter.ts';
import { permissionOf } from './permissions.ts';

/** What a resource module says about a request; the rest has defaults. */
export type CallRequest = Pick<HttpRequest, 'method' | 'path'> & Partial<HttpRequest>;

/** How the resource modules reach Lexware. */
export interface Caller {
  /** One call, answered with the raw bytes. */
  send(request: CallRequest, options: CallOptions): Promise<LexwareResult<HttpAnswer>>;
  /** One call, answered with what the schema makes of the JSON. */
  read<T>(request: CallRequest, schema: v.GenericSchema<unknown, T>, options: CallOptions): Promise<LexwareResult<T>>;
}

/** Told what a call has shown: that the connection has a permission, or lacks it. */
export type OnPermission = (permission: Permission, isGranted: boolean) => void;

/** How long calls may take, in ms, the answer's last byte included. */
export interface Timeouts {
  getMs: number;
  /** Longer than the 30 s after which Lexware's gateway answers 504 (API reference 2.2), so that this is heard. */
  postMs: number;
  fileMs: number;
  /** For files on their way to Lexware: 5 MiB over 0.5 Mbit/s, as on a train, take 84 s. */
  uploadMs: number;
}

export const defaultTimeouts: Timeouts = { getMs: 30_000, postMs: 40_000, fileMs: 60_000, uploadMs: 150_000 };
/** The most that a JSON answer may have, in bytes. A full page of 250 rows has about 150 kB. */
const maxJsonBytes = 10_000_000;

/**
 * Joins limiter, credential and HTTP: each request passes the limiter, and a 401 leads to one renewal and one repeat,
 * since a refused bearer proves that nothing was carried out. That also holds if the renewal fails: then the failure is
 * `notSent` with status 401 and the credential's error, and calling again is pointless until there is a new sign-in.
 */
export function createCaller(
  http: HttpClient,
  limiter: Limiter,
  credential: Credential,
  timeouts: Timeouts = defaultTimeouts,
  onPermission: OnPermission = () => undefined,
): Caller {
  const attempt = (request: HttpRequest, options: CallOptions, renewed?: string) =>
    limiter.run<HttpAnswer>(options, async (admitted) => {
      const bearer = renewed === undefined ? await credential.getBearer() : ok(renewed);
      if (!bearer.ok) return fail<HttpFailure>({ proof: 'notSent', httpStatus: 0, error: bearer.error });
      used.set(request, bearer.value);
      return http.send(request, bearer.value, admitted);
    });
  /** Which bearer a request went out with, for as long as the request lives. */
  const used = new WeakMap<HttpRequest, string>();

  async function send(partial: CallRequest, options: CallOptions): Promise<LexwareResult<HttpAnswer>> {
    const answer = await sendOrRenew(partial, options);
    const permission = answer.ok ? permissionOf(partial.method, partial.path) : answer.error.error.permission;
    if (permission) onPermission(permission, answer.ok);
    return answer;
  }

  async function sendOrRenew(partial: CallRequest, options: CallOptions): Promise<LexwareResult<HttpAnswer>> {
    const request = complete(partial, options, timeouts);
    const first = await attempt(request, options);
    const refused = used.get(request);
    if (first.ok || first.error.httpStatus !== 401 || refused === undefined) return first;
    const renewed = await credential.renewAfter401(refused);
    if (!renewed.ok) return fail(notCarriedOut(renewed.error));
    const second = await attempt(request, options, renewed.value);
    return !second.ok && second.error.httpStatus === 401 ? fail(notCarriedOut(second.error.error)) : second;
  }

  return {
    send,
    async read(request, schema, options) {
      const answer = await send(request, options);
      return answer.ok ? parse(answer.value, schema, request.method) : answer;
    },
  };
}

/** The failure of a call that was given something that cannot be sent, such as an id that is none. */
export function invalidInput(): LexwareFailure {
  return { proof: 'notSent', httpStatus: 0, error: appError('invalid_input') };
}

/** The failure of an answer that says "done" in a way that cannot be read. */
export function unreadable(status: number, method: 'GET' | 'POST'): LexwareFailure {
  const code = method === 'POST' ? 'lexware_outcome_unknown' : 'lexware_unreadable_answer';
  return { proof: 'unknown', httpStatus: status, error: appError(code) };
}

/** Whether an id may stand in a path or a query. */
export function isId(id: string): boolean {
  return v.is(idSchema, id);
}

function complete(request: CallRequest, { signal }: CallOptions, timeouts: Timeouts): HttpRequest {
  const timeoutMs = request.method === 'POST' ? timeouts.postMs : timeouts.getMs;
  return { accept: 'application/json', timeoutMs, maxBytes: maxJsonBytes, signal, ...request };
}

function notCarriedOut(error: LexwareFailure['error']): LexwareFailure {
  return { proof: 'notSent', httpStatus: 401, error };
}

function parse<T>(
  answer: HttpAnswer,
  schema: v.GenericSchema<unknown, T>,
  method: 'GET' | 'POST',
): Result<T, LexwareFailure> {
  const parsed = v.safeParse(schema, jsonOf(answer.bytes));
  return parsed.success ? ok(parsed.output) : fail(unreadable(answer.status, method));
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
