import { shell } from 'electron';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

/**
 * Decides whether an address may be handed to the system browser: https to exactly one of the allowed origins, without
 * user info. Plain http passes only for an allowed origin on this machine (the sandbox). Answers the address as it is
 * to be opened, or undefined.
 */
export function checkExternalAddress(address: string, allowedOrigins: ReadonlySet<string>): string | undefined {
  if (address.length > 4096 || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return undefined;
  if (!allowedOrigins.has(url.origin)) return undefined;
  if (url.protocol === 'https:') return url.href;
  const isLoopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  return url.protocol === 'http:' && isLoopback ? url.href : undefined;
}

/** Opens an allowed address in the system browser. The only user of Electron's `shell`. */
export async function openExternal(
  address: string,
  allowedOrigins: ReadonlySet<string>,
): Promise<Result<undefined, AppError>> {
  const checked = checkExternalAddress(address, allowedOrigins);
  if (checked === undefined) return fail(appError('link_not_allowed'));
  try {
    await shell.openExternal(checked);
    return ok(undefined);
  } catch {
    return fail(appError('sign_in_browser_failed'));
  }
}
