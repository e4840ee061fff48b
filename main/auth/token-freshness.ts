import type { Clock } from './clock.ts';
import type { TokenSet } from './tokens.ts';

/** Tokens in use, with the monotonic time of their receipt: a wrong or jumping wall clock does not matter. */
export interface HeldTokens {
  tokens: TokenSet;
  /** Milliseconds of the monotonic clock; `null`: not known, to be treated as due. */
  receivedMonotonicMs: number | null;
}

/** How an access token stands: use it; renew first; use only where renewing failed for now; or not at all. */
export type Freshness = 'fresh' | 'due' | 'over';

/** Tokens that were just received; `monotonicMs` is the time when they were asked for, the careful choice. */
export function holdNew(tokens: TokenSet, monotonicMs: number): HeldTokens {
  return { tokens, receivedMonotonicMs: monotonicMs };
}

/**
 * Tokens from the vault, after a restart: only the wall clock can tell their age. An age below zero or beyond their
 * life means that the clock was set or much time went by; then they are due.
 */
export function holdStored(tokens: TokenSet, clock: Clock): HeldTokens {
  const age = clock.wallMs() - tokens.receivedAtMs;
  const isPlausible = age >= 0 && (tokens.lifetimeMs === null || age <= tokens.lifetimeMs);
  return { tokens, receivedMonotonicMs: isPlausible ? clock.monotonicMs() - age : null };
}

/**
 * Tokens after the machine slept: the monotonic clock may have stood still, so the wall clock may make them older, but
 * never younger. One that was set back meanwhile makes them due.
 */
export function holdAfterSleep(held: HeldTokens, clock: Clock): HeldTokens {
  const age = clock.wallMs() - held.tokens.receivedAtMs;
  if (held.receivedMonotonicMs === null || age < 0) return { ...held, receivedMonotonicMs: null };
  return { ...held, receivedMonotonicMs: Math.min(held.receivedMonotonicMs, clock.monotonicMs() - age) };
}

/** Judges tokens at a monotonic time. */
export function judgeFreshness(held: HeldTokens, monotonicMs: number): Freshness {
  if (held.receivedMonotonicMs === null) return 'due';
  const { lifetimeMs } = held.tokens;
  if (lifetimeMs === null) return 'fresh';
  const age = monotonicMs - held.receivedMonotonicMs;
  if (age >= lifetimeMs) return 'over';
  return age >= renewAfterMs(lifetimeMs) ? 'due' : 'fresh';
}

/**
 * The age in milliseconds from which tokens are renewed: 80 % of their life, or 60 seconds before its end where that is
 * earlier, but never before half of it.
 */
export function renewAfterMs(lifetimeMs: number): number {
  return Math.max(lifetimeMs * 0.5, Math.min(lifetimeMs * 0.8, lifetimeMs - 60_000));
}
