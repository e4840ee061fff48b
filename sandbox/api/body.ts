import type { Call, Reply } from './call.ts';
import { isObject, type JsonObject } from './json.ts';
import { regularProblem } from './problems.ts';

/** The JSON object in the request's body, or the refusal: 415 for another type, 400 for anything but an object. */
export function readJson(call: Call): { body: JsonObject } | { problem: Reply } {
  const type = (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return { problem: regularProblem(call, 415, `Content-Type '${type ?? ''}' is not supported`) };
  }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
    if (isObject(value)) return { body: value };
  } catch {
    return { problem: regularProblem(call, 400, 'Der Request enthält kein lesbares JSON.') };
  }
  return { problem: regularProblem(call, 400, 'Der Request muss ein JSON-Objekt enthalten.') };
}
