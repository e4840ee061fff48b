import { appError, type AppError } from '../../domain/errors.ts';
import { assertNever, fail, ok, type Result } from '../../domain/result.ts';
import { ApiKeySession, parseApiKey } from '../auth/api-key-session.ts';
import type { BearerSource } from '../auth/bearer-source.ts';
import type { OAuthClientSource } from '../auth/sign-in-parts.ts';
import { TokenSession } from '../auth/token-session.ts';
import { createTokenStore } from '../auth/token-store.ts';
import type { StoredCredential } from '../auth/tokens.ts';
import type { Vault } from '../auth/vault.ts';
import type { OAuthConfig } from './connection-config.ts';
import { demoSource } from './demo-company.ts';
import type { Ports } from './ports.ts';

/** The credential of one organisation at work. */
export interface Bearer {
  readonly source: BearerSource;
  /** False once the user has to sign in again. */
  isUsable(): boolean;
  /** After sleep: the next call renews first, where renewing is possible. */
  markStale(): void;
  /** Revokes where the provider can, and forgets the credential. */
  signOut(): Promise<void>;
}

export interface BearerParts {
  id: string;
  /** `null`: signed out, only the data are there. */
  credential: StoredCredential | null;
  oauth: OAuthConfig | null;
  ports: Ports;
  vault: Vault;
  oauthClient: (oauth: OAuthConfig) => OAuthClientSource;
  onExpired: (id: string) => void;
}

/** Puts a stored credential to work. */
export function createBearer(parts: BearerParts): Result<Bearer, AppError> {
  const { credential } = parts;
  if (credential === null) return ok(signedOutBearer());
  switch (credential.kind) {
    case 'oauth':
      return parts.oauth === null ? fail(appError('sign_in_not_configured')) : ok(tokenBearer(parts, parts.oauth));
    case 'apiKey': {
      const key = parseApiKey(credential.key);
      return key.ok ? ok(keyBearer(parts, (onRefused) => new ApiKeySession(key.value, onRefused))) : key;
    }
    case 'demo':
      return ok(demoBearer(parts, demoSource(parts.ports.demo, credential.madeFor)));
    default:
      return assertNever(credential);
  }
}

function tokenBearer(parts: BearerParts, oauth: OAuthConfig): Bearer {
  const life = createLife(parts);
  const session = new TokenSession({
    store: createTokenStore(parts.vault, parts.id),
    client: parts.oauthClient(oauth),
    clock: parts.ports.clock,
    timers: parts.ports.timers,
    onExpired: life.expire,
  });
  return {
    source: session,
    isUsable: life.isAlive,
    markStale: () => session.markStale(),
    signOut: async () => {
      life.end();
      await session.signOut();
    },
  };
}

function keyBearer(parts: BearerParts, open: (onRefused: () => void) => ApiKeySession): Bearer {
  const life = createLife(parts);
  return {
    source: whileAlive(life, open(life.expire)),
    isUsable: life.isAlive,
    markStale: () => undefined,
    signOut: async () => {
      life.end();
      await parts.vault.removeCredential(parts.id);
    },
  };
}

/** Ends its server when it is removed. It has nothing that could be refused, or go stale. */
function demoBearer(parts: BearerParts, source: BearerSource): Bearer {
  const life = createLife(parts);
  return {
    source: whileAlive(life, source),
    isUsable: life.isAlive,
    markStale: () => undefined,
    signOut: async () => {
      life.end();
      await parts.vault.removeCredential(parts.id);
      await parts.ports.demo.stop();
    },
  };
}

/** Answers nothing of a source any more once its life has ended. */
function whileAlive(life: { isAlive: () => boolean }, source: BearerSource): BearerSource {
  return {
    getBearer: () => (life.isAlive() ? source.getBearer() : signedOut()),
    renewAfter401: (refused) => (life.isAlive() ? source.renewAfter401(refused) : signedOut()),
  };
}

function signedOutBearer(): Bearer {
  return {
    source: { getBearer: signedOut, renewAfter401: signedOut },
    isUsable: () => false,
    markStale: () => undefined,
    signOut: () => Promise.resolve(),
  };
}

function signedOut(): Promise<Result<string, AppError>> {
  return Promise.resolve(fail(appError('signed_out')));
}

/** A credential lives until the user signs out or the provider refuses it; only the latter is told. */
function createLife(parts: BearerParts): { isAlive: () => boolean; end: () => void; expire: () => void } {
  let alive = true;
  return {
    isAlive: () => alive,
    end: () => {
      alive = false;
    },
    expire: () => {
      if (!alive) return;
      alive = false;
      parts.onExpired(parts.id);
    },
  };
}
