import type { StoredCredential } from '../auth/tokens.ts';
import { createDemoFetch, demoOrigin } from './demo-fetch.ts';
import type { Connection } from './organisation-session.ts';
import type { Ports } from './ports.ts';

/** The way that an organisation's calls take. */
export interface Transport {
  baseUrl: string;
  fetch: typeof fetch;
  postFetch: typeof fetch;
}

/** Whether a credential may be used on a connection: the demo's only on the demo's, and no other one there. */
export function fits(connection: Connection, credential: StoredCredential | null): boolean {
  if (credential === null) return true;
  const isDemo = credential.kind === 'demo';
  return isDemo === (connection.method === 'demo') && isDemo === (connection.apiUrl === demoOrigin);
}

/**
 * The way to where a credential belongs, as its own kind says: the demo's leads to its server on this machine whatever the
 * connection says, any other one to Lexware's API as the connection has it.
 */
export function transportFor(
  connection: Connection,
  credential: StoredCredential | null,
  { fetch, postFetch, demo }: Pick<Ports, 'fetch' | 'postFetch' | 'demo'>,
): Transport {
  if (credential?.kind !== 'demo') return { baseUrl: connection.apiUrl, fetch, postFetch };
  const around = (ask: typeof fetch): typeof fetch => createDemoFetch(demo, credential.madeFor, ask);
  return { baseUrl: demoOrigin, fetch: around(fetch), postFetch: around(postFetch) };
}
