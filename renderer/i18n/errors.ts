import type { AppError, ErrorCode, FieldError } from '../../domain/errors.ts';
import { m } from './paraglide/messages.js';
import { permissionNames } from './permission-names.ts';

/** An error in words: what happened; what is safe and what to do next. */
export interface ErrorText {
  title: string;
  text: string;
}

/**
 * The words for an error code, in the language in use. The compiler demands both messages of every code of
 * domain/errors.ts, so a new code without texts does not build.
 */
export function errorText(error: AppError | ErrorCode): ErrorText {
  const { code, permission }: AppError = typeof error === 'string' ? { code: error } : error;
  if (permission !== undefined) {
    return { title: m.permission_missing({ what: permissionNames[permission]() }), text: m.permission_missing_help() };
  }
  return { title: m[`error_${code}` as const](), text: m[`error_${code}_help` as const]() };
}

type Lookup = Partial<Record<string, () => string>>;

/**
 * The words for one wrong field: our own where the code is known (`finding_<code>`), else the server's as a
 * quotation, else a general sentence.
 */
export function fieldErrorText(error: FieldError): string {
  const own = (m as unknown as Lookup)[`finding_${error.code}`];
  if (own) return own();
  return error.text ? m.field_server_says({ text: error.text }) : m.field_not_accepted();
}
