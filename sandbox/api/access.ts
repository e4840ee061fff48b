/** An API key; it belongs to one company and carries the permissions it was made with (API reference 1.2). */
export interface ApiKey {
  key: string;
  organizationId: string;
  /** Scope names such as `invoices.read`, or all of them. */
  permissions: readonly string[] | 'all';
}

/** What an access token opens; answered by the identity provider. */
export interface Bearer {
  organizationId: string;
  scopes: readonly string[];
}

/** Asks the identity provider about an access token; `undefined`: unknown, expired or revoked. */
export type VerifyBearer = (token: string) => Promise<Bearer | undefined> | Bearer | undefined;

/** Who is calling and what they may do. `bucket` names the rate limit that the call counts against. */
export interface Caller {
  organizationId: string;
  bucket: string;
  may: (permission: string) => boolean;
}

/** The token of an Authorization header, or `undefined`. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]+)$/i.exec(header ?? '')?.[1];
}

/** The API keys and the way to ask about access tokens. */
export class Access {
  readonly #keys = new Map<string, ApiKey>();
  readonly #verify: VerifyBearer | undefined;

  constructor(keys: readonly ApiKey[], verify?: VerifyBearer) {
    for (const key of keys) this.add(key);
    this.#verify = verify;
  }

  add(key: ApiKey): void {
    this.#keys.set(key.key, key);
  }

  /** Deletes a key, as its owner would in the web app; it is answered with 401 from then on. */
  remove(key: string): boolean {
    return this.#keys.delete(key);
  }

  /** Who the token belongs to. Access tokens of one company share one rate limit, as one client has one. */
  async find(token: string): Promise<Caller | undefined> {
    const key = this.#keys.get(token);
    if (key) {
      const { permissions, organizationId } = key;
      const may = (permission: string) => permissions === 'all' || permissions.includes(permission);
      return { organizationId, bucket: key.key, may };
    }
    const bearer = await this.#verify?.(token);
    if (!bearer) return undefined;
    const { organizationId, scopes } = bearer;
    return { organizationId, bucket: `oauth:${organizationId}`, may: (permission) => scopes.includes(permission) };
  }
}
