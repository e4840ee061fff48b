import { appError, type AppError } from '../../domain/errors.ts';
import { fail, type Result } from '../../domain/result.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Ports } from './ports.ts';

/**
 * Opens a page of Lexware's web app in the system browser, and no other host's.
 * @param addressOf makes the address for the web app of this organisation; `null` where there is none
 * @returns `demo_not_in_lexware` for the demo company, which has no page there
 */
export function openWebApp(
  session: OrganisationSession,
  addressOf: (webAppUrl: string) => string | null,
  ports: Ports,
): Promise<Result<undefined, AppError>> {
  const { webAppUrl, method } = session.connection;
  if (method === 'demo') return Promise.resolve(fail(appError('demo_not_in_lexware')));
  const address = addressOf(webAppUrl);
  if (address === null) return Promise.resolve(fail(appError('link_not_allowed')));
  return ports.openExternal(address, new Set([new URL(webAppUrl).origin]));
}
