/** How many calls one key may make: `burst` at once, then `perSecond` (API reference 2.1). 0 per second: no limit. */
export interface RateLimit {
  perSecond: number;
  burst: number;
}

/** One token bucket per key. Time is given in, so that tests need no waiting. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Takes a token for `key` at `now` (ms); false where none is left, and then nothing is taken. */
  take(key: string, now: number): boolean {
    const { perSecond, burst } = this.#limit;
    if (perSecond === 0) return true;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: now };
    const refilled = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond);
    const allowed = refilled >= 1;
    this.#buckets.set(key, { tokens: allowed ? refilled - 1 : refilled, at: Math.max(now, bucket.at) });
    return allowed;
  }

  /** Fills every bucket again. */
  clear(): void {
    this.#buckets.clear();
  }
}
