import * as v from 'valibot';
import { appError, type AppError, type ErrorCode, type FieldError } from '../../domain/errors.ts';
import { draftPathOf } from './field-paths.ts';

const maxText = 300;
const maxFields = 50;
const lenientText = v.fallback(v.string(), '');

const issueSchema = v.object({ i18nKey: lenientText, source: lenientText });
const detailSchema = v.object({ violation: lenientText, field: lenientText, message: lenientText });
const issueListSchema = v.object({ IssueList: v.array(v.unknown()), requestId: v.optional(v.unknown()) });
const regularSchema = v.object({
  message: lenientText,
  details: v.fallback(v.array(v.unknown()), []),
  requestId: v.optional(v.unknown()),
  traceId: v.optional(v.unknown()),
});

/** What an error answer says, whichever of the five shapes it has. */
interface Complaint {
  fields: FieldError[];
  requestId: string | null;
}

/**
 * Turns an answer that is not 2xx into our error: the code from the status, fields and Lexware's own words from
 * whichever of the five body shapes it has (API reference 2.3). Never assumes JSON.
 * @param status HTTP status, 300 to 599
 * @param body the body as text, not trusted
 * @param headers of the answer; the gateway's request id is there
 * @param bearer the secret that was sent: a text that holds it is dropped, since the gateway's 403 echoes it
 */
export function errorOfAnswer(status: number, body: string, headers: Headers, bearer: string): AppError {
  const { fields, requestId } = complaintOf(parse(body), status, bearer);
  const id = requestId ?? requestIdOf(headers.get('x-amzn-requestid'));
  return appError(codeOf(status, fields), {
    ...(fields.length > 0 && { fields }),
    ...(id !== null && !holds(id, bearer) && { requestId: id }),
  });
}

/**
 * Whether a 500 may be the gateway's way of saying "too many requests" (API reference 2.1). It proves nothing, but the
 * limiter slows down.
 */
export function mayBeRateLimit(status: number, body: string): boolean {
  if (status !== 500) return false;
  const parsed = v.safeParse(v.strictObject({ message: v.nullable(v.string()) }), parse(body));
  return parsed.success && (parsed.output.message === null || /rate limit/i.test(parsed.output.message));
}

/** Lexware's words, safe to show: no control characters, at most 300 characters, nothing that holds the secret. */
export function safeText(raw: string, bearer: string): string {
  if (holds(raw, bearer) || /bearer|authorization|equal-sign/i.test(raw)) return '';
  const plain = raw.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return plain.length > maxText ? `${plain.slice(0, maxText - 1).replace(/\p{Cs}$/u, '')}…` : plain;
}

function holds(text: string, secret: string): boolean {
  return secret !== '' && text.includes(secret);
}

function codeOf(status: number, fields: readonly FieldError[]): ErrorCode {
  if (status === 406 && fields.some((field) => field.field === 'version')) return 'lexware_conflict';
  switch (status) {
    case 401:
      return 'session_expired';
    case 402:
      return 'lexware_contract_required';
    case 403:
      return 'lexware_forbidden';
    case 404:
    case 410:
      return 'lexware_not_found';
    case 409:
      return 'lexware_conflict';
    case 408:
      return 'lexware_timeout';
    case 429:
      return 'lexware_rate_limited';
    default:
      if (status >= 500) return 'lexware_unavailable';
      return status >= 400 ? 'lexware_validation_failed' : 'lexware_unreadable_answer';
  }
}

function complaintOf(answer: unknown, status: number, bearer: string): Complaint {
  if (typeof answer === 'string') return { fields: general(status, answer, bearer), requestId: null };
  const list = v.safeParse(issueListSchema, answer);
  if (list.success) {
    return {
      fields: list.output.IssueList.slice(0, maxFields).flatMap((issue) => fieldOfIssue(issue, bearer)),
      requestId: requestIdOf(list.output.requestId),
    };
  }
  const single = v.safeParse(v.object({ i18nKey: v.string() }), answer);
  if (single.success) return { fields: fieldOfIssue(answer, bearer), requestId: null };
  const regular = v.safeParse(regularSchema, answer);
  if (!regular.success) return { fields: [], requestId: null };
  const { message, details, requestId, traceId } = regular.output;
  const fields = details.slice(0, maxFields).flatMap((detail) => fieldOfDetail(detail, bearer));
  return {
    fields: fields.length > 0 ? fields : general(status, message, bearer),
    requestId: requestIdOf(requestId) ?? requestIdOf(traceId),
  };
}

function fieldOfIssue(raw: unknown, bearer: string): FieldError[] {
  const issue = v.safeParse(issueSchema, raw);
  if (!issue.success) return [];
  const field = draftPathOf(issue.output.source);
  return [fieldError(field, issue.output.i18nKey, field === '' ? issue.output.source : '', bearer)];
}

function fieldOfDetail(raw: unknown, bearer: string): FieldError[] {
  const detail = v.safeParse(detailSchema, raw);
  if (!detail.success) return [];
  const { field, violation, message } = detail.output;
  return [fieldError(draftPathOf(field), violation, message, bearer)];
}

/** A complaint about no field in particular. Only refused content is worth quoting; the gateway's words are not. */
function general(status: number, message: string, bearer: string): FieldError[] {
  if (![400, 406, 409, 422].includes(status) || safeText(message, bearer) === '') return [];
  return [fieldError('', 'server_message', message, bearer)];
}

function fieldError(field: string, code: string, words: string, bearer: string): FieldError {
  const quoted = safeText(words, bearer);
  return {
    field: holds(field, bearer) ? '' : field,
    code: /^[\w.-]{1,80}$/.test(code) && safeText(code, bearer) !== '' ? code : 'invalid',
    ...(quoted !== '' && { text: quoted }),
  };
}

function requestIdOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\w=-]{4,80}$/.test(value) ? value : null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
