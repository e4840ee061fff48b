import * as v from 'valibot';
import { appError } from '../../domain/errors.ts';
import { fail } from '../../domain/result.ts';
import type { Answer, Method } from '../../preload/contract.ts';
import { isPlainData } from './plain-data.ts';

export type Handler = (...args: never[]) => Promise<Answer<unknown>>;

export interface CallOptions {
  /** Told about an exception in a handler, which is always a bug. */
  onBug: (error: unknown) => void;
  /** Also checks the answer against the contract; on in development and tests. */
  checkOutput: boolean;
}

/**
 * Answers one IPC call: exactly the arguments that the contract names, parsed by its schema; the handler sees parsed
 * values only. Never rejects: wrong input is `invalid_input`, an exception in the handler is `unexpected`.
 */
export async function answerCall(
  method: Method,
  handler: Handler,
  args: readonly unknown[],
  options: CallOptions,
): Promise<Answer<unknown>> {
  const parsed = parseArguments(method, args);
  if (parsed === undefined) return fail(appError('invalid_input'));
  try {
    const answer = await handler(...(parsed as never[]));
    if (options.checkOutput && answer.ok) v.parse(method.output, answer.value);
    return answer;
  } catch (error) {
    options.onBug(error);
    return fail(appError('unexpected'));
  }
}

function parseArguments(method: Method, args: readonly unknown[]): unknown[] | undefined {
  if (method.input === null) return args.length === 0 ? [] : undefined;
  const [input] = args;
  // Every input of the contract is one plain object; a schema alone would take an array, bytes or a Map for an empty one.
  if (args.length !== 1 || typeof input !== 'object' || input === null) return undefined;
  if (Array.isArray(input) || input instanceof Uint8Array || !isPlainData(input)) return undefined;
  // The first problem decides: a hostile array of a million wrong entries must not cost a million messages.
  const result = v.safeParse(method.input, input, { abortEarly: true });
  return result.success ? [result.output] : undefined;
}
