import type { LexwareApi } from '../../main/lexware/api.ts';
import type { Sql } from '../../main/store/sql.ts';
import type { Store } from '../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../../main/sync/organisation-sync.ts';
import { SmallLexware } from '../main/sync/small-lexware.ts';
import { VirtualClock } from '../main/sync/virtual-clock.ts';
import { Departures } from './departures.ts';
import { heardOf } from './heard.ts';
import { openMemoryStore } from './memory-store.ts';
import { effectsOf, isCreating, isLookUp, markOf, markOfCall } from './kinds.ts';

/** A change that breaks the code under test on purpose; the identity for the real one. */
export interface Twin {
  store: (store: Store) => Store;
  api: (api: LexwareApi, world: World) => LexwareApi;
}
export const honest: Twin = { store: (store) => store, api: (api) => api };

/** The real outbox, mirror and store, a small Lexware that fails on demand, and a clock that tests move. */
export class World {
  readonly clock = new VirtualClock();
  readonly lexware = new SmallLexware(this.clock.server);
  readonly sql: Sql;
  readonly store: Store;
  readonly departures = new Departures();
  /** What each operation made at Lexware, as Lexware saw it. */
  readonly effects = new Map<string, string[]>();
  /** What somebody else made in the web app. */
  readonly foreign = new Set<string>();
  /** What of it the mirror had when the last call of an operation left: that cannot be its effect. */
  readonly known = new Map<string, string[]>();
  /** Sentences about what must not be. */
  readonly broken: string[] = [];
  kills = 0;
  faults = 0;
  sync: OrganisationSync;
  readonly #twin: Twin;
  #generation = 0;

  constructor(twin: Twin) {
    ({ sql: this.sql, store: this.store } = openMemoryStore());
    this.#twin = twin;
    this.sync = this.#prepare();
    this.sync.start();
  }

  /** As by kill -9: what runs now stores nothing any more, and hears nothing; what has left still arrives. */
  kill(): void {
    this.kills += 1;
    this.#generation += 1;
    void this.sync.stop();
    this.sync = this.#prepare();
    this.sync.start();
  }

  /** The user closes the app and opens it again. */
  async restart(): Promise<void> {
    const generation = this.#generation;
    const stopped = this.sync.stop();
    await this.clock.advance(3_000);
    await stopped;
    // A kill while it closed has already begun the next one.
    if (generation !== this.#generation) return;
    this.#generation += 1;
    this.sync = this.#prepare();
    this.sync.start();
  }

  async end(): Promise<void> {
    const stopped = this.sync.stop();
    await this.clock.advance(5_000);
    await stopped;
    this.sql.close();
  }

  #prepare(): OrganisationSync {
    return createOrganisationSync({
      store: this.#twin.store(this.store),
      api: this.#twin.api(this.#watched(), this),
      clock: this.clock,
      onChanged: () => undefined,
      onOperation: () => undefined,
      onUnexpected: (error) => this.broken.push(`unexpected: ${String(error)}`),
    });
  }

  /** Lexware as seen from outside: what leaves, what it makes, and what is answered to whom. */
  #watched(): LexwareApi {
    const generation = this.#generation;
    return new Proxy<LexwareApi>(this.lexware, {
      get: (lexware, name: keyof LexwareApi) => {
        const call = lexware[name].bind(lexware) as (...given: unknown[]) => Promise<{ ok: boolean }>;
        if (isCreating(name))
          return (...given: unknown[]) => this.#create(() => call(...given), markOfCall(given), generation);
        return async (...given: unknown[]) => {
          const answer = await call(...given);
          if (answer.ok && isLookUp(name, given)) this.departures.looked(this.clock.elapsed);
          return answer;
        };
      },
    });
  }

  async #create(call: () => Promise<{ ok: boolean }>, mark: string, generation: number): Promise<unknown> {
    const [sending, ...more] = this.store.operations.inState('sending');
    if (!sending || more.length > 0) {
      this.broken.push(`${String(more.length + (sending ? 1 : 0))} operations are being sent at one departure`);
      return call();
    }
    const passed = this.store.operations
      .inState('queued')
      .filter(({ id, sequence }) => sequence < sending.sequence && this.store.operations.next()?.id === id);
    if (passed.length > 0) this.broken.push('an operation was passed by a later one');
    this.known.set(
      sending.id,
      [...this.foreign].filter((id) => this.store.vouchers.find(id) !== null || this.store.contacts.get(id).ok),
    );
    const departure = this.departures.depart(sending.id, sending.kind);
    const before = new Set(effectsOf(this.lexware));
    try {
      const answer = await call();
      if (generation === this.#generation) departure.heard = heardOf(answer);
      return answer;
    } catch (error) {
      departure.heard = 'unknown';
      throw error;
    } finally {
      // After a kill another call may be under way at the same time.
      const isOwn = (id: string) => !before.has(id) && !this.foreign.has(id) && markOf(this.lexware, id) === mark;
      const made = effectsOf(this.lexware).filter(isOwn);
      this.effects.set(sending.id, [...(this.effects.get(sending.id) ?? []), ...made]);
    }
  }
}
