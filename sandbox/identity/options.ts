/** Somebody who can log in; each belongs to exactly one company. */
export interface SandboxUser {
  /** What is typed into the field "Benutzername". */
  user: string;
  password: string;
  /** The person's name, shown on the consent page. */
  name: string;
  /** UUID of the company whose data the tokens open. */
  organizationId: string;
  companyName: string;
}

/** What the identity provider is started with. Every lifetime is in seconds. */
export interface IdentityOptions {
  users: readonly SandboxUser[];
  /** TCP port on 127.0.0.1; 0 or left out takes a free one. */
  port?: number;
  clientId?: string;
  /** With a secret the client must authenticate by HTTP Basic; without one it is a public client. */
  clientSecret?: string;
  /** Registered redirect URIs. A loopback one matches every port (RFC 8252 §7.3), all else is compared exactly. */
  redirectUris?: readonly string[];
  accessTokenTtl?: number;
  codeTtl?: number;
  refreshTokenTtl?: number;
  /** Milliseconds that an answer is held back in the mode `slowToken`. */
  slowTokenMs?: number;
  /** The clock in milliseconds, so that tests can let lifetimes pass. */
  now?: () => number;
}

/** The client that the sandbox knows. */
export interface RegisteredClient {
  id: string;
  secret: string | undefined;
  redirectUris: readonly string[];
}

/** Lifetimes in seconds. */
export interface Lifetimes {
  accessToken: number;
  code: number;
  refreshToken: number;
}

/** The options with every default filled in. */
export interface IdentitySettings {
  client: RegisteredClient;
  ttl: Lifetimes;
  slowTokenMs: number;
  now: () => number;
}

const defaultRedirectUris = ['app.kontor.desktop:/oauth/callback', 'http://127.0.0.1/oauth/callback'];

/** Lexware states 14399 s for an access token and 5 minutes for a code (API reference 1.3); nothing on refresh tokens. */
const defaultTtl: Lifetimes = { accessToken: 14_399, code: 300, refreshToken: 180 * 86_400 };

/** Fills in the defaults. */
export function completeOptions(options: IdentityOptions): IdentitySettings {
  return {
    client: {
      id: options.clientId ?? '3f1d2a52-7c0e-4b39-9a52-4f7a1f0c9e11',
      secret: options.clientSecret,
      redirectUris: options.redirectUris ?? defaultRedirectUris,
    },
    ttl: {
      accessToken: options.accessTokenTtl ?? defaultTtl.accessToken,
      code: options.codeTtl ?? defaultTtl.code,
      refreshToken: options.refreshTokenTtl ?? defaultTtl.refreshToken,
    },
    slowTokenMs: options.slowTokenMs ?? 60_000,
    now: options.now ?? Date.now,
  };
}
