import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { BearerSource } from './bearer-source.ts';

declare const apiKeyBrand: unique symbol;

/** The text of an API key whose form is right; only `parseApiKey` makes one. */
export type ApiKey = string & { readonly [apiKeyBrand]: true };

/** At least a UUID's 36 characters, and only what may stand in an Authorization header (RFC 6750 §2.1, b64token). */
const keyPattern = /^[A-Za-z0-9\-._~+/]{36,512}={0,2}$/;

/** Checks what the user pasted: white space around it is forgiven, anything else is `api_key_invalid_format`. */
export function parseApiKey(pasted: string): Result<ApiKey, AppError> {
  const key = pasted.length > 4096 ? '' : pasted.trim();
  return keyPattern.test(key) ? ok(key as ApiKey) : fail(appError('api_key_invalid_format'));
}

/** An API key as a source of bearers. It can't be renewed: once refused, it stays refused. */
export class ApiKeySession implements BearerSource {
  readonly #onRefused: () => void;
  #key: ApiKey | null;

  /** `onRefused` is called once, when the server no longer accepts the key. */
  constructor(key: ApiKey, onRefused: () => void) {
    this.#key = key;
    this.#onRefused = onRefused;
  }

  getBearer(): Promise<Result<string, AppError>> {
    return Promise.resolve(this.#key === null ? fail(appError('api_key_refused')) : ok(this.#key));
  }

  renewAfter401(refused: string): Promise<Result<string, AppError>> {
    if (this.#key !== null && this.#key === refused) {
      this.#key = null;
      this.#onRefused();
    }
    return this.getBearer();
  }
}
