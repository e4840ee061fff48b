import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { BearerSource } from './bearer-source.ts';
import { waitAtMost, type Clock, type Timers } from './clock.ts';
import { RefreshPause } from './refresh-pause.ts';
import { holdAfterSleep, holdNew, holdStored, judgeFreshness, type HeldTokens } from './token-freshness.ts';
import type { TokenStore } from './token-store.ts';
import type { OAuthClientSource } from './sign-in-parts.ts';
import type { OAuthFailure } from './oauth-failure.ts';
import type { TokenSet } from './tokens.ts';
import type { VaultFailure } from './vault-failure.ts';

export interface TokenSessionParts {
  store: TokenStore;
  /** Asked at every use, so that changed settings count at once. */
  client: OAuthClientSource;
  clock: Clock;
  timers: Timers;
  /** The connection is dead: the user has to sign in again. Called once; data and outbox are not touched. */
  onExpired: () => void;
}

/** How long sign-out waits for the server, in milliseconds; it succeeds without one. */
const signOutPatienceMs = 5_000;

/**
 * The tokens of one organisation while it is signed in. Refresh tokens rotate and the server punishes the use of an old
 * one (RFC 9700 §4.14), so: one refresh at a time whoever asks, the new pair is in the vault before it is used, and a
 * failure that proves nothing changes nothing.
 */
export class TokenSession implements BearerSource {
  readonly #parts: TokenSessionParts;
  readonly #pause: RefreshPause;
  #held: HeldTokens | null = null;
  /** Received, but not yet in the vault: not to be used, and on no account to be lost. */
  #unsaved: HeldTokens | null = null;
  #running: Promise<Result<string, AppError>> | null = null;
  #end: 'signed_out' | 'session_expired' | null = null;

  constructor(parts: TokenSessionParts) {
    this.#parts = parts;
    this.#pause = new RefreshPause(parts.clock);
  }

  async getBearer(): Promise<Result<string, AppError>> {
    if (this.#end) return fail(appError(this.#end));
    if (!this.#running && !this.#unsaved && this.#held && this.#isFresh(this.#held)) {
      return ok(this.#held.tokens.accessToken);
    }
    return this.#alone(() => this.#renew(false));
  }

  async renewAfter401(refused: string): Promise<Result<string, AppError>> {
    if (this.#running) {
      const joined = await this.#running;
      if (!joined.ok || joined.value !== refused) return joined;
    }
    if (this.#end) return fail(appError(this.#end));
    const isOld = this.#held !== null && this.#held.tokens.accessToken !== refused;
    if (isOld) return this.getBearer();
    if (!this.#pause.mayForce()) return fail(appError('session_expired'));
    return this.#alone(() => this.#renew(true));
  }

  /**
   * After the machine slept: the tokens' age is judged anew, and a pause between tries ends. Tokens that are still
   * young are left alone: just after waking the network is at its worst, and a lost answer to a refresh costs the
   * connection.
   */
  markStale(): void {
    if (this.#held) this.#held = holdAfterSleep(this.#held, this.#parts.clock);
    this.#pause.lift();
  }

  /**
   * Revokes as far as the server can be reached within 5 seconds, then wipes the vault's entry. Works offline.
   * Fails only where the entry could not be removed.
   */
  async signOut(): Promise<Result<void, VaultFailure>> {
    const { timers, store } = this.#parts;
    this.#end = 'signed_out';
    await waitAtMost(this.#revokeLast(), signOutPatienceMs, timers);
    this.#held = null;
    this.#unsaved = null;
    return store.remove();
  }

  async #revokeLast(): Promise<void> {
    await this.#running;
    const stored = this.#unsaved ?? this.#held ?? (await this.#readStored());
    if (stored) await this.#revoke(stored.tokens);
  }

  async #revoke(tokens: TokenSet): Promise<void> {
    const client = await this.#parts.client();
    if (client.ok) await client.value.revoke(tokens.refreshToken ?? tokens.accessToken);
  }

  async #readStored(): Promise<HeldTokens | null> {
    const found = await this.#parts.store.read();
    return found.ok && found.value ? holdStored(found.value, this.#parts.clock) : null;
  }

  #alone(work: () => Promise<Result<string, AppError>>): Promise<Result<string, AppError>> {
    this.#running ??= work().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  #isFresh(held: HeldTokens): boolean {
    return judgeFreshness(held, this.#parts.clock.monotonicMs()) === 'fresh';
  }

  async #renew(isForced: boolean): Promise<Result<string, AppError>> {
    if (this.#unsaved) return this.#save(this.#unsaved);
    const held = this.#held ?? (await this.#load());
    if ('ok' in held) return held;
    if (!isForced && this.#isFresh(held)) return ok(held.tokens.accessToken);
    if (held.tokens.refreshToken === null) return this.#renewWithout(held, isForced);
    const paused = this.#pause.reason();
    if (paused) return this.#makeDo(held, isForced, paused);
    return this.#refresh(held, held.tokens.refreshToken, isForced, true);
  }

  async #load(): Promise<HeldTokens | { ok: false; error: AppError }> {
    const found = await this.#parts.store.read();
    if (!found.ok) return fail(found.error.error);
    if (!found.value) return fail(appError('signed_out'));
    this.#held = holdStored(found.value, this.#parts.clock);
    return this.#held;
  }

  async #refresh(
    held: HeldTokens,
    refreshToken: string,
    isForced: boolean,
    mayRetry: boolean,
  ): Promise<Result<string, AppError>> {
    const askedAt = this.#parts.clock.monotonicMs();
    const client = await this.#parts.client();
    if (!client.ok) return fail(client.error);
    const answer = await client.value.refresh(refreshToken);
    if (answer.ok) return this.#adopt(answer.value, askedAt, isForced);
    if (answer.error.kind === 'invalidGrant') return this.#afterInvalidGrant(refreshToken, mayRetry);
    return this.#afterFailure(held, isForced, answer.error);
  }

  async #adopt(tokens: TokenSet, askedAt: number, isForced: boolean): Promise<Result<string, AppError>> {
    if (this.#end) {
      // Signed out while the server was answering: nobody may use this pair, and the vault stays empty.
      await this.#revoke(tokens);
      return fail(appError(this.#end));
    }
    this.#pause.noteSuccess(isForced);
    this.#unsaved = holdNew(tokens, askedAt);
    return this.#save(this.#unsaved);
  }

  async #save(received: HeldTokens): Promise<Result<string, AppError>> {
    const written = await this.#parts.store.write(received.tokens);
    if (!written.ok) return fail(written.error.error);
    this.#held = received;
    this.#unsaved = null;
    return this.#end ? fail(appError(this.#end)) : ok(received.tokens.accessToken);
  }

  /** The pair may have been rotated by another writer: the vault is asked once before the session is given up. */
  async #afterInvalidGrant(used: string, mayRetry: boolean): Promise<Result<string, AppError>> {
    const { store, clock } = this.#parts;
    const found = await store.read();
    if (!found.ok) return fail(found.error.error);
    const stored = found.value;
    if (!mayRetry || !stored?.refreshToken || stored.refreshToken === used) return this.#expire();
    this.#held = holdStored(stored, clock);
    if (this.#isFresh(this.#held)) return ok(stored.accessToken);
    return this.#refresh(this.#held, stored.refreshToken, true, false);
  }

  #afterFailure(held: HeldTokens, isForced: boolean, failure: OAuthFailure): Result<string, AppError> {
    this.#pause.noteFailure(failure);
    return this.#makeDo(held, isForced, failure.error);
  }

  /** Renewing is not possible now: an access token that may still live is better than nothing. */
  #makeDo(held: HeldTokens, isForced: boolean, error: AppError): Result<string, AppError> {
    const isOver = judgeFreshness(held, this.#parts.clock.monotonicMs()) === 'over';
    return isForced || isOver ? fail(error) : ok(held.tokens.accessToken);
  }

  async #renewWithout(held: HeldTokens, isForced: boolean): Promise<Result<string, AppError>> {
    const isOver = judgeFreshness(held, this.#parts.clock.monotonicMs()) === 'over';
    return isForced || isOver ? this.#expire() : ok(held.tokens.accessToken);
  }

  /** The tokens are dead: they leave the vault, so that a restart asks for a sign-in at once. */
  async #expire(): Promise<Result<string, AppError>> {
    if (this.#end) return fail(appError(this.#end));
    this.#end = 'session_expired';
    this.#held = null;
    await this.#parts.store.remove();
    this.#parts.onExpired();
    return fail(appError('session_expired'));
  }
}
