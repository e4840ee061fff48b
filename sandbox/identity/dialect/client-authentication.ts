import type { IncomingMessage } from 'node:http';
import { isEqualSecret } from '../accounts.ts';
import { findRepeated, readForm } from '../http.ts';
import type { RegisteredClient } from '../options.ts';

/** An OAuth error that the token or revocation endpoint answers; RFC 6749 §5.2. */
export interface OAuthError {
  status: 400 | 401 | 405 | 413;
  error: string;
  description: string;
}

/** The form of an authenticated client, or the error to answer. */
export type AuthenticatedForm = { ok: true; form: URLSearchParams } | { ok: false; error: OAuthError };

/** Reads the form of a token or revocation request and checks that the client sent it. */
export async function readAuthenticatedForm(
  request: IncomingMessage,
  client: RegisteredClient,
): Promise<AuthenticatedForm> {
  if (request.method !== 'POST') return refuse(405, 'invalid_request', 'only POST is allowed');
  const body = await readForm(request);
  if (!body.ok) {
    return body.reason === 'tooLarge'
      ? refuse(413, 'invalid_request', 'the body is too large')
      : refuse(400, 'invalid_request', 'the body must be application/x-www-form-urlencoded');
  }
  const repeated = findRepeated(body.form);
  if (repeated !== undefined) return refuse(400, 'invalid_request', `${repeated} occurs more than once`);
  return isAuthenticated(request.headers.authorization, body.form, client)
    ? { ok: true, form: body.form }
    : refuse(401, 'invalid_client', 'client authentication failed');
}

function refuse(status: OAuthError['status'], error: string, description: string): AuthenticatedForm {
  return { ok: false, error: { status, error, description } };
}

/** With a secret only HTTP Basic counts, as in API reference 1.3; a public client names itself in the form. */
function isAuthenticated(header: string | undefined, form: URLSearchParams, client: RegisteredClient): boolean {
  if (client.secret === undefined) return header === undefined && form.get('client_id') === client.id;
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined || form.has('client_secret')) return false;
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  const namesOther = form.has('client_id') && form.get('client_id') !== client.id;
  return !namesOther && basicSpellings(client.id, client.secret).some((expected) => isEqualSecret(expected, given));
}

/**
 * Lexware writes `base64(client_id:client_secret)`; RFC 6749 §2.3.1 has both form-encoded first, and libraries differ in
 * how much they encode. Each spelling decodes to the same pair, so each is accepted.
 */
function basicSpellings(id: string, secret: string): string[] {
  const formEncode = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2);
  const encodeAll = (text: string): string =>
    formEncode(text).replace(/[-_.*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return [id + ':' + secret, `${formEncode(id)}:${formEncode(secret)}`, `${encodeAll(id)}:${encodeAll(secret)}`];
}
