import type { Session } from 'electron';
import { appScheme } from './app-protocol.ts';

const pageSchemes: ReadonlySet<string> = new Set([`${appScheme}:`, 'blob:', 'data:', 'devtools:']);

/**
 * Cuts the page off the network: only main talks to Lexware (promise 4 of the design). Main's own calls run in a
 * session of their own and are not touched.
 */
export function blockPageNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isPageAddress(details.url) }));
}

function isPageAddress(address: string): boolean {
  return URL.canParse(address) && pageSchemes.has(new URL(address).protocol);
}
