import type { AppError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';

/** What an HTTP client asks for the `Authorization: Bearer` of its next request (RFC 6750 §2.1). */
export interface BearerSource {
  /** The bearer to send, renewed beforehand where it is about to expire. */
  getBearer(): Promise<Result<string, AppError>>;
  /** Told that this bearer was answered with 401; answers a new one, or why there is none. */
  renewAfter401(refused: string): Promise<Result<string, AppError>>;
}
