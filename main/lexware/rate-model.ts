import { priorities, type Priority } from './api.ts';

/** What was learnt about one account's limit; worth keeping over a restart. */
export interface RateState {
  /** Calls per second. */
  rate: number;
  /** How many calls at once the account is believed to take from a full bucket. */
  burst: number;
  /** The burst that was found to be the most, or `null` while nothing larger was refused. */
  ceiling: number | null;
  /** Calls answered without a refusal since the last one. */
  clean: number;
}

/** How a call ended, as far as the bucket cares. `spent` took a token, `notSpent` never arrived. */
export type CallOutcome =
  { kind: 'spent' } | { kind: 'notSpent' } | { kind: 'refused'; retryAfterMs: number } | { kind: 'suspect' };

/** A call under way. */
export interface Ticket {
  sentAt: number;
  /** The most that may have been taken out of the bucket when this call arrived, itself included. */
  depth: number;
  charged: boolean;
}

/** A little less than Lexware's two, so that no difference of clocks adds up to a refusal. */
const maxRate = 1.995;
const minRate = 0.2;
const startBurst = 2;
const maxBurst = 5;
const backOff = 0.6;
const cleanCallsPerStep = 25;
const pauseMs = 2_000;
const circuitMs = 60_000;
const refusalsToOpen = 3;
/** A request that was sent this long ago has arrived; only its answer is slow. */
const arrivalMs = 1_500;
const exploreAfterIdleMs = 10_000;
const exploreAfterClean = { unknown: 200, refused: 5_000 };

/**
 * A model of the server's token bucket that is never more generous than the real one: a call counts as under way until
 * its answer begins and only then starts to be forgotten at the account's rate. Whatever the network delays, the server thus
 * never sees more than `burst` plus `rate` per second, and nothing is lost by it while the bucket is not full again.
 * The README tells why and what it reaches. Times are milliseconds of one monotonic clock.
 */
export class RateModel {
  #rate: number;
  #burst: number;
  #ceiling: number | null;
  #clean: number;
  #sinceStep = 0;
  #proven = 1;
  #refusals = 0;
  #lastRefusal = -Infinity;
  #pausedUntil = -Infinity;
  #exploring = false;
  /** When the modelled bucket is full again; behind now: it is full. */
  #fullAt = -Infinity;
  readonly #underWay = new Set<Ticket>();
  readonly #roundTrips: number[] = [];
  /** When the latest calls that were let in had been sent. */
  readonly #admitted: number[] = [];

  constructor(state: RateState | null) {
    this.#rate = within(state?.rate, minRate, maxRate, maxRate);
    this.#burst = Math.floor(within(state?.burst, 1, maxBurst, startBurst));
    const ceiling = state?.ceiling ?? null;
    this.#ceiling = ceiling === null ? null : Math.floor(within(ceiling, 1, maxBurst, startBurst));
    this.#clean = Math.floor(within(state?.clean, 0, Number.MAX_SAFE_INTEGER, 0));
  }

  get state(): RateState {
    return { rate: this.#rate, burst: this.#burst, ceiling: this.#ceiling, clean: this.#clean };
  }

  /** Until when nothing may be sent after refusals; in the past: no pause. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** When the next call of this priority may be sent, as far as is known now; at or before `now`: at once. */
  earliest(priority: Priority, now: number): number {
    this.#chargeArrived(now);
    const free = this.#allowance(priority, now) - 1 - this.#uncharged();
    return Math.max(this.#pausedUntil, free >= 0 ? this.#fullAt - free * this.#interval() : this.#nextArrival());
  }

  /** Takes note of a call that is being sent. */
  start(now: number): Ticket {
    const depth = this.#uncharged() + this.#level(now) + 1;
    if (depth > this.#burst) this.#exploring = false;
    // Calls under way may overtake each other, so each may be the one that finds the bucket empty.
    for (const other of this.#underWay) if (!other.charged) other.depth = Math.max(other.depth, depth);
    const ticket: Ticket = { sentAt: now, depth, charged: false };
    this.#underWay.add(ticket);
    return ticket;
  }

  /** Takes note that the answer has begun: the call was let in, and what is still to come needs no token. */
  admit(ticket: Ticket, now: number): void {
    this.#chargeArrived(now);
    if (ticket.charged) return;
    remember(this.#roundTrips, now - ticket.sentAt);
    this.#charge(ticket, now);
  }

  /** Learns from how a call ended. */
  finish(ticket: Ticket, outcome: CallOutcome, now: number): void {
    this.#chargeArrived(now);
    this.#underWay.delete(ticket);
    switch (outcome.kind) {
      case 'notSpent':
        return;
      case 'spent':
        this.#spent(ticket, now);
        return;
      case 'suspect':
        this.#charge(ticket, now);
        this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
        return;
      case 'refused':
        this.#refused(ticket, outcome.retryAfterMs, now);
        return;
    }
  }

  #spent(ticket: Ticket, now: number): void {
    this.admit(ticket, now);
    remember(this.#admitted, ticket.sentAt);
    this.#proven = Math.max(this.#proven, Math.min(this.#provenBy(now), maxBurst));
    this.#burst = Math.max(this.#burst, this.#proven);
    if (ticket.sentAt < this.#lastRefusal) return;
    this.#refusals = 0;
    this.#clean += 1;
    this.#sinceStep += 1;
    if (this.#sinceStep < cleanCallsPerStep) return;
    this.#sinceStep = 0;
    this.#rate = Math.min(maxRate, this.#rate + Math.max(0.02, (maxRate - this.#rate) / 2));
  }

  #refused(ticket: Ticket, retryAfterMs: number, now: number): void {
    if (retryAfterMs > 0) this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    // Calls that were on their way together are refused together: that is one piece of news, not several.
    if (ticket.sentAt < this.#lastRefusal) return;
    this.#lastRefusal = now;
    this.#clean = 0;
    this.#sinceStep = 0;
    const burst = Math.max(1, Math.ceil(ticket.depth - 0.05) - 1);
    this.#burst = Math.min(this.#burst, burst);
    if (burst >= this.#proven && ticket.depth > 1.05) this.#ceiling = this.#burst;
    else this.#slowDown(now);
    // The bucket was empty when the call arrived, and a refusal is no work, so its way back may have taken no time.
    this.#fullAt = Math.max(this.#fullAt, now + this.#burst * this.#interval());
  }

  /** A refusal that no smaller bucket explains: somebody else uses the account, or the limit is lower. */
  #slowDown(now: number): void {
    this.#refusals += 1;
    this.#rate = Math.max(minRate, this.#rate * backOff);
    if (this.#refusals > 1) this.#burst = 1;
    this.#proven = Math.min(this.#proven, this.#burst);
    this.#admitted.length = 0;
    const pause = this.#refusals >= refusalsToOpen ? circuitMs : pauseMs;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pause);
  }

  #allowance(priority: Priority, now: number): number {
    const rested = this.#underWay.size === 0 && this.#fullAt + exploreAfterIdleMs <= now;
    if (rested) this.#exploring = this.#mayExplore();
    else if (this.#level(now) === 0 && this.#underWay.size === 0) this.#exploring = false;
    const isPatient = priorities.indexOf(priority) >= priorities.indexOf('visible');
    return this.#exploring && isPatient ? this.#burst + 1 : this.#burst;
  }

  #mayExplore(): boolean {
    const needed = this.#ceiling === null ? exploreAfterClean.unknown : exploreAfterClean.refused;
    return this.#burst < maxBurst && this.#clean >= needed;
  }

  #charge(ticket: Ticket, now: number): void {
    if (ticket.charged) return;
    ticket.charged = true;
    this.#fullAt = Math.max(this.#fullAt, Math.max(ticket.sentAt, now - this.#credit())) + this.#interval();
  }

  #chargeArrived(now: number): void {
    for (const ticket of this.#underWay) {
      if (ticket.sentAt + arrivalMs <= now) this.#charge(ticket, ticket.sentAt + arrivalMs);
    }
  }

  /**
   * The bucket that the admitted calls prove: those that were sent since some moment have all arrived by now, and what
   * the limit gave in between cannot account for all of them.
   */
  #provenBy(now: number): number {
    const surplus = this.#admitted.map((since) => {
      const count = this.#admitted.filter((sentAt) => sentAt >= since).length;
      return count - ((now - since) / 1000) * 2;
    });
    return Math.ceil(Math.max(...surplus) - 0.1);
  }

  #nextArrival(): number {
    const open = [...this.#underWay].filter((ticket) => !ticket.charged).map((ticket) => ticket.sentAt + arrivalMs);
    return Math.min(...open);
  }

  #uncharged(): number {
    let count = 0;
    for (const ticket of this.#underWay) if (!ticket.charged) count += 1;
    return count;
  }

  #level(now: number): number {
    return Math.max(0, this.#fullAt - now) / this.#interval();
  }

  /** The part of a round trip that surely lies between two arrivals: the way back of one call and out of the next. */
  #credit(): number {
    return this.#roundTrips.length < 10 ? 0 : 0.5 * Math.min(...this.#roundTrips);
  }

  #interval(): number {
    return 1000 / this.#rate;
  }
}

function remember(list: number[], value: number): void {
  list.push(value);
  if (list.length > 20) list.shift();
}

function within(value: unknown, low: number, high: number, otherwise: number): number {
  return typeof value === 'number' && value >= low && value <= high ? value : otherwise;
}
