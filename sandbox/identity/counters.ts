/** What was asked of the identity provider since it started; tests prove by it what an app did and did not do. */
export interface Counters {
  /** Authorization requests that reached the login page. */
  authorizationRequests: number;
  /** Codes issued: somebody logged in and consented. */
  authorizations: number;
  /** Token requests by `grant_type`, successful or not; `unknown` where none or a foreign one was named. */
  tokenRequests: Record<'authorization_code' | 'refresh_token' | 'unknown', number>;
  revocations: number;
}

/** Counters at zero. */
export function createCounters(): Counters {
  return {
    authorizationRequests: 0,
    authorizations: 0,
    tokenRequests: { authorization_code: 0, refresh_token: 0, unknown: 0 },
    revocations: 0,
  };
}

/** Counts a token request under its grant type. */
export function countTokenRequest(counters: Counters, grantType: unknown): void {
  const known = grantType === 'authorization_code' || grantType === 'refresh_token' ? grantType : 'unknown';
  counters.tokenRequests[known] += 1;
}
