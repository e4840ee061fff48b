import { randomBytes, randomUUID } from 'node:crypto';
import { berlinIso } from './berlin.ts';
import { jsonReply, type Call, type Reply } from './call.ts';

/** One wrong field of the regular error shape. */
export interface Violation {
  violation: string;
  field: string;
  message: string;
}

/** One entry of the legacy error shape. */
export interface Issue {
  i18nKey: string;
  source: string;
}

const reasons: Record<number, string> = {
  400: 'Bad Request',
  402: 'Payment Required',
  404: 'Not Found',
  406: 'Not Acceptable',
  409: 'Conflict',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
};

/** The gateway's shape (API reference 2.3 A): authorisation, unknown routes, rate limit, timeouts. */
export function gatewayProblem(status: number, message: string | null, errorType?: string): Reply {
  return jsonReply(status, { message }, errorType ? { 'x-amzn-errortype': errorType } : {});
}

/** The regular shape (API reference 2.3 C). `details` only where fields are wrong. */
export function regularProblem(call: Call, status: number, message: string, details: Violation[] = []): Reply {
  return jsonReply(status, {
    timestamp: berlinIso(call.now),
    status,
    error: reasons[status] ?? 'Error',
    path: call.path,
    traceId: randomBytes(6).toString('hex'),
    requestId: randomUUID(),
    message,
    ...(details.length > 0 ? { details } : {}),
  });
}

/** Refused fields in the regular shape. */
export function fieldProblem(call: Call, details: Violation[]): Reply {
  return regularProblem(call, 406, 'Fehlerhafter Request. Bitte details prüfen.', details);
}

/** The legacy shape of contacts, files and bookkeeping vouchers (API reference 2.3 B). */
export function legacyProblem(status: 400 | 404 | 406 | 409 | 415 | 500, issues: Issue[]): Reply {
  const type = status === 500 ? 'technical_error' : status === 406 ? 'validation_failure' : 'bad_request_error';
  const list = issues.map((issue) => ({ ...issue, type, additionalData: null, args: null }));
  return jsonReply(status, { requestId: randomUUID(), IssueList: list });
}

/** Nothing under this id; also for ids of another type of document (API reference 2.2). */
export function notFound(call: Call): Reply {
  return regularProblem(call, 404, 'Die angeforderte Ressource wurde nicht gefunden.');
}
