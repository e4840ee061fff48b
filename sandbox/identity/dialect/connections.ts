import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { IdentityContext } from '../context.ts';
import type { SandboxUser } from '../options.ts';

/** What a code stands for until it is exchanged; API reference 1.3. */
export interface PendingCode {
  user: SandboxUser;
  scopes: string[];
  redirectUri: string;
  codeChallenge: string;
  expiresAt: number;
}

/** One company connected to the client: it has exactly one access and one refresh token at a time (API reference 1.3). */
export interface Connection {
  user: SandboxUser;
  scopes: string[];
  accessToken: { value: string; scopes: string[]; expiresAt: number } | undefined;
  refreshToken: { value: string; expiresAt: number };
}

/** The members of a token answer, exactly these (API reference 1.3). */
export interface TokenAnswer {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  refresh_token: string;
  scope: string;
}

/** The memory of Lexware's authorization server: codes, connections and the tokens that were ever theirs. */
export class Connections {
  readonly #context: IdentityContext;
  readonly #codes = new Map<string, PendingCode>();
  /** Codes that were presented once, with what became of them; presenting one again closes its connection. */
  readonly #spentCodes = new Map<string, Connection | undefined>();
  readonly #byAccessToken = new Map<string, Connection>();
  /** Also holds retired tokens: presenting one of those again closes the connection (RFC 9700 §4.14.2). */
  readonly #byRefreshToken = new Map<string, Connection>();
  readonly #open = new Set<Connection>();
  readonly #signingKey = randomBytes(64);

  constructor(context: IdentityContext) {
    this.#context = context;
  }

  /** Issues a code of 128 characters. */
  issueCode(code: Omit<PendingCode, 'expiresAt'>): string {
    const value = randomBytes(96).toString('base64url');
    this.#codes.set(value, { ...code, expiresAt: this.#inSeconds(this.#context.ttl.code) });
    return value;
  }

  /**
   * Takes a code out, so that it is burnt whatever becomes of the exchange. A code that was taken before closes the
   * connection made with it (API reference 1.3, RFC 6749 §4.1.2). Answers nothing for an unknown, used or expired one.
   */
  takeCode(value: string): PendingCode | undefined {
    const code = this.#codes.get(value);
    this.#codes.delete(value);
    const made = this.#spentCodes.get(value);
    if (made) this.close(made);
    if (!code) return undefined;
    this.#spentCodes.set(value, undefined);
    return code.expiresAt > this.#context.now() ? code : undefined;
  }

  /** Opens the connection that a code stood for. */
  openConnection(codeValue: string, code: PendingCode): TokenAnswer {
    const connection: Connection = {
      user: code.user,
      scopes: code.scopes,
      accessToken: undefined,
      refreshToken: { value: '', expiresAt: 0 },
    };
    this.#open.add(connection);
    this.#spentCodes.set(codeValue, connection);
    return this.#issueTokens(connection, connection.scopes);
  }

  /** The connection whose refresh token this is now, if it may still be used. A retired one closes its connection. */
  useRefreshToken(value: string): Connection | undefined {
    const connection = this.#byRefreshToken.get(value);
    if (!connection || !this.#open.has(connection)) return undefined;
    if (connection.refreshToken.value !== value) {
      this.close(connection);
      return undefined;
    }
    return connection.refreshToken.expiresAt > this.#context.now() ? connection : undefined;
  }

  /** Replaces both tokens; the previous ones are dead at once (API reference 1.3). */
  rotate(connection: Connection, scopes: string[]): TokenAnswer {
    return this.#issueTokens(connection, scopes);
  }

  /** The connection and scopes that an access token opens now. */
  findByAccessToken(value: string): { user: SandboxUser; scopes: string[] } | undefined {
    const connection = this.#byAccessToken.get(value);
    const token = connection?.accessToken;
    if (!connection || token?.value !== value || token.expiresAt <= this.#context.now()) return undefined;
    return { user: connection.user, scopes: token.scopes };
  }

  /** Revokes a token: an access token alone, a refresh token with its whole connection (API reference 1.3). */
  revoke(value: string): void {
    const byAccess = this.#byAccessToken.get(value);
    if (byAccess?.accessToken?.value === value) byAccess.accessToken = undefined;
    const byRefresh = this.#byRefreshToken.get(value);
    if (byRefresh) this.close(byRefresh);
  }

  /** Ends a connection and both its tokens. */
  close(connection: Connection): void {
    connection.accessToken = undefined;
    this.#open.delete(connection);
  }

  /** Ends every connection, as if each user had disconnected. */
  closeAll(): void {
    for (const connection of this.#open) this.close(connection);
  }

  /** Ends every access token early, as Lexware does when a user changes the password (API reference 1.3). */
  expireAccessTokens(): void {
    for (const connection of this.#open) connection.accessToken = undefined;
  }

  #issueTokens(connection: Connection, scopes: string[]): TokenAnswer {
    const { ttl } = this.#context;
    const access = this.#signAccessToken(connection.user, scopes);
    const refresh = randomBytes(96).toString('base64url');
    connection.accessToken = { value: access, scopes, expiresAt: this.#inSeconds(ttl.accessToken) };
    connection.refreshToken = { value: refresh, expiresAt: this.#inSeconds(ttl.refreshToken) };
    this.#byAccessToken.set(access, connection);
    this.#byRefreshToken.set(refresh, connection);
    return {
      access_token: access,
      token_type: 'Bearer',
      expires_in: ttl.accessToken,
      refresh_token: refresh,
      scope: scopes.join(' '),
    };
  }

  // Lexware's are JWTs signed with HS512. Nobody but the server can check one, so the sandbox looks them up instead.
  #signAccessToken(user: SandboxUser, scopes: string[]): string {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(this.#context.now() / 1000);
    const payload = {
      iss: this.#context.issuer,
      sub: user.organizationId,
      client_id: this.#context.client.id,
      scope: scopes.join(' '),
      iat: now,
      exp: now + this.#context.ttl.accessToken,
      jti: randomUUID(),
    };
    const signed = `${part({ alg: 'HS512', typ: 'JWT' })}.${part(payload)}`;
    return `${signed}.${createHmac('sha512', this.#signingKey).update(signed).digest('base64url')}`;
  }

  #inSeconds(seconds: number): number {
    return this.#context.now() + seconds * 1000;
  }
}
