import { fail, ok, type Result } from '../../domain/result.ts';
import type { AppError } from '../../domain/errors.ts';
import { createOAuthClient, type OAuthClient } from '../auth/oauth-client.ts';
import type { OAuthClientSource } from '../auth/sign-in-parts.ts';
import type { Vault } from '../auth/vault.ts';
import type { OAuthConfig } from './connection-config.ts';
import type { Ports } from './ports.ts';
import { providerOf } from './provider-config.ts';

/**
 * One OAuth client per provider and secret, kept, so that a provider is discovered once. Token requests need the
 * connection of their own as much as invoices do: one that is sent twice looks like a stolen token (RFC 9700 §4.14).
 */
export function createOAuthClients(ports: Ports, vault: Vault): (oauth: OAuthConfig) => OAuthClientSource {
  const clients = new Map<string, OAuthClient>();
  return (oauth) => async () => {
    const secret = await readSecret(ports, vault);
    if (!secret.ok) return secret;
    const key = JSON.stringify([oauth, secret.value]);
    const known = clients.get(key);
    if (known !== undefined) return ok(known);
    const client = createOAuthClient({
      provider: providerOf(oauth, secret.value),
      fetch: ports.postFetch,
      clock: ports.clock,
      allowLoopbackHttp: !ports.packaged,
    });
    clients.set(key, client);
    return ok(client);
  };
}

/** The client secret that the user entered, or (unpackaged) the environment's; `null` for a public client. */
async function readSecret(ports: Ports, vault: Vault): Promise<Result<string | null, AppError>> {
  const fromEnv = ports.packaged ? undefined : ports.env['KONTOR_CLIENT_SECRET'];
  if (fromEnv !== undefined && fromEnv !== '') return ok(fromEnv);
  const kept = await vault.readClientSecret();
  return kept.ok ? kept : fail(kept.error.error);
}
