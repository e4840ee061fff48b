import { fail, ok, type Result } from '../../../domain/result.ts';
import type { HttpFailure } from '../../../main/lexware/http-client.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How long a call's parts take, in ms. The token is taken after `out`. */
export interface Latency {
  out: number;
  work: number;
  back: number;
}

/** A server with a token bucket, in virtual time: the limit as Lexware describes it (API reference 2.1). */
export class Policer {
  readonly arrivals: number[] = [];
  refused = 0;
  #tokens: number;
  #filledAt = 0;
  readonly #clock: VirtualClock;
  readonly #burst: number;
  readonly #ratePerSecond: number;
  readonly #latency: () => Latency;

  constructor(clock: VirtualClock, burst: number, latency: () => Latency, ratePerSecond = 2) {
    this.#clock = clock;
    this.#burst = burst;
    this.#ratePerSecond = ratePerSecond;
    this.#latency = latency;
    this.#tokens = burst;
  }

  call = async (): Promise<Result<number, HttpFailure>> => {
    const { out, work, back } = this.#latency();
    await this.#clock.sleep(out);
    const admitted = this.take();
    await this.#clock.sleep(admitted ? work + back : back);
    if (admitted) return ok(this.#clock.now());
    return fail({ proof: 'rateLimited', httpStatus: 429, error: { code: 'lexware_rate_limited' } });
  };

  /** Takes a token as any client of the account would. */
  take(): boolean {
    const now = this.#clock.now();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#ratePerSecond);
    this.#filledAt = now;
    // A float that lacks a billionth of a token is a whole one.
    if (this.#tokens < 1 - 1e-9) {
      this.refused += 1;
      return false;
    }
    this.#tokens -= 1;
    this.arrivals.push(now);
    return true;
  }
}

/** Repeatable random numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
