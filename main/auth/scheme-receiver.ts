import { ok } from '../../domain/result.ts';
import { schemeRedirectUri, type RedirectTargets } from './provider.ts';
import type { ReceiverSource } from './sign-in-parts.ts';

/** The receiver on the private-use scheme: the system delivers the link to `SignIn.handleCallback`. */
export function createSchemeReceiver(targets: RedirectTargets): ReceiverSource {
  return () =>
    Promise.resolve(ok({ kind: 'scheme' as const, redirectUri: schemeRedirectUri(targets), close: () => undefined }));
}
