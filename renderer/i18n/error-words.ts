import type { ErrorCode } from '../../domain/errors.ts';
import type { Permission } from '../../domain/permission.ts';
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
export function wordsOf(code: ErrorCode): ErrorText {
  return { title: m[`error_${code}` as const](), text: m[`error_${code}_help` as const]() };
}

/** The words for a call that Lexware refused because the connection lacks a permission: they name it. */
export function wordsOfMissing(permission: Permission): ErrorText {
  return { title: m.permission_missing({ what: permissionNames[permission]() }), text: m.permission_missing_help() };
}
