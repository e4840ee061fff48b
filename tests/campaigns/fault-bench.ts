import { ok } from '../../domain/result.ts';
import { createLexwareApi } from '../../main/lexware/lexware-api.ts';
import { createLimiter, type Limiter } from '../../main/lexware/limiter.ts';
import type { Sql } from '../../main/store/sql.ts';
import type { Store } from '../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../../main/sync/organisation-sync.ts';
import type { FaultKind } from '../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { Departures, type Heard } from './departures.ts';
import { EagerClock } from './eager-clock.ts';
import { isAtRest } from './kinds.ts';
import { openMemoryStore } from './memory-store.ts';

/** Real ms after which a call is given up; slow answers take longer. */
const timeouts = { getMs: 250, postMs: 250, fileMs: 250 };
const limitMs = 6 * 3_600_000;

/** When a fault strikes: at the first call for the outbox, at a later one, or while an outcome is looked for. */
export const phases = ['first', 'queue', 'reconciling'] as const;
export type Phase = (typeof phases)[number];

/** One fault, and when. */
export interface Strike {
  kind: FaultKind;
  phase: Phase;
  /** How many calls it hits. */
  count: number;
  /** For the kinds that last, ms. */
  ms: number;
  /** What hides an outcome first, where the kind itself does not. */
  veil: FaultKind;
}

/**
 * The real outbox, mirror, limiter and HTTP client over real connections to a real sandbox; only time is virtual. What goes
 * over the wire is watched where it leaves.
 */
export class FaultBench {
  readonly clock = new EagerClock(Date.parse('2026-09-01T08:00:00Z'));
  readonly sql: Sql;
  readonly store: Store;
  readonly departures = new Departures();
  readonly unexpected: unknown[] = [];
  readonly sandbox: Sandbox;
  readonly key: string;
  readonly sync: OrganisationSync;
  #strike: Strike | null = null;
  #posts = 0;
  #refused = 0;

  static async open(): Promise<FaultBench> {
    const time = { now: () => Date.parse('2026-09-01T08:00:00Z') };
    const sandbox = await startSandbox({
      ...{ identity: false, rate: 0, vouchers: 5, companies: 1, uploadDelayMs: 0, today: '2026-09-01' },
      now: () => time.now(),
    });
    const bench = new FaultBench(sandbox);
    time.now = () => bench.clock.now();
    bench.sync.start();
    await bench.rest();
    return bench;
  }

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
    this.key = sandbox.apiKeys[0]?.key ?? '';
    ({ sql: this.sql, store: this.store } = openMemoryStore());
    const bearer = () => Promise.resolve(ok(this.key));
    this.sync = createOrganisationSync({
      store: this.store,
      api: createLexwareApi({
        baseUrl: sandbox.apiUrl,
        fetch: (url, init) => this.#fetch(url, init),
        credential: { getBearer: bearer, renewAfter401: bearer },
        limiter: this.#limiter(),
        timeouts,
      }),
      clock: this.clock,
      onChanged: () => undefined,
      onOperation: () => undefined,
      onUnexpected: (error) => this.unexpected.push(error),
    });
  }

  /** The next fault; it strikes when its phase comes. */
  strike(strike: Strike): void {
    this.#strike = strike;
    this.#posts = 0;
    this.#refused = 0;
  }

  /** Lets time pass until nothing is on its way; false where that does not come. */
  async rest(): Promise<boolean> {
    return this.clock.runUntil(() => isAtRest(this.store), limitMs);
  }

  /** Calm returns. */
  async clear(): Promise<number> {
    this.#strike = null;
    const hits = this.sandbox.admin
      .faults()
      .reduce((sum, { hits: one, kind }) => sum + (kind === 'lateIndex' ? 1 : one), 0);
    this.sandbox.admin.clearFaults();
    await this.sandbox.admin.settled();
    return hits + this.#refused;
  }

  async close(): Promise<void> {
    const stopped = this.sync.stop();
    await this.clock.runUntil(() => false, 3_000);
    await stopped;
    this.sql.close();
    await this.sandbox.close();
  }

  /** Time stands still while a call is on the wire. */
  #limiter(): Limiter {
    const inner = createLimiter({ now: () => this.clock.elapsed, after: (ms, run) => this.clock.after(ms, run) });
    return {
      exportState: () => inner.exportState(),
      run: (options, call) => inner.run(options, (admitted) => this.clock.during(() => call(admitted))),
    };
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const isPost = init.method === 'POST';
    const isLookUp = !isPost && /createdDate|[?&]name=/.test(url);
    await this.#prepare(isPost, isLookUp);
    const [sending] = isPost ? this.store.operations.inState('sending') : [];
    const departure = sending ? this.departures.depart(sending.id, sending.kind) : null;
    try {
      const response = await fetch(url, init);
      if (departure) departure.heard = heardOf(response.status);
      if (isLookUp && response.ok) this.departures.looked(this.clock.elapsed);
      return response;
    } catch (error) {
      const isRefused = (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED';
      if (departure) departure.heard = isRefused ? 'notSent' : 'unknown';
      if (isRefused) await this.#countRefusal();
      throw error;
    }
  }

  /** Sets the fault when its time has come, just before the call that it is to hit. */
  async #prepare(isPost: boolean, isLookUp: boolean): Promise<void> {
    const { admin } = this.sandbox;
    if (!this.#strike) return;
    if (isPost) this.#posts += 1;
    const { kind, phase, count, ms, veil } = this.#strike;
    if (phase === 'reconciling' && isPost && this.#posts === 1)
      admin.addFault({ kind: veil, count: 1, method: 'POST' });
    const isDue = phase === 'reconciling' ? isLookUp : isPost && this.#posts === (phase === 'first' ? 1 : 2);
    if (!isDue) return;
    this.#strike = null;
    if (kind === 'refuse') admin.addFault({ kind });
    else if (kind === 'lateIndex') {
      if (isPost) admin.addFault({ kind: veil, count: 1, method: 'POST' });
      admin.addFault({ kind, ms });
    } else admin.addFault({ kind, count, ms, method: isPost ? 'POST' : 'GET' });
    await admin.settled();
  }

  async #countRefusal(): Promise<void> {
    this.#refused += 1;
    if (this.#refused < 3) return;
    this.sandbox.admin.clearFaults();
    await this.sandbox.admin.settled();
  }
}

/** What a status says for certain. A 2xx counts as nothing certain: its body may be cut or no answer of Lexware's. */
function heardOf(status: number): Heard {
  if (status === 429) return 'notSent';
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
}
