import { todayInBerlin } from '../../domain/dates.ts';
import { guardValue } from '../store/storage-error.ts';
import { takeCall } from './key-facts.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

/** Often enough for no day to be missed, also on a machine that sleeps at night; ms. */
const againMs = 60 * 60_000;

/** Sees to it that nobody is surprised by the end of an API key: the user is called 60, 14 and 3 days before, and after. */
export class KeyWatch {
  readonly #ports: Ports;
  readonly #organisations: Organisations;
  #cancel: () => void = () => undefined;
  #day = '';

  constructor(ports: Ports, organisations: Organisations) {
    this.#ports = ports;
    this.#organisations = organisations;
  }

  /** Looks now, and every hour from then on. */
  start(): void {
    this.look();
    this.#cancel = this.#ports.timers.after(againMs, () => this.start());
  }

  stop(): void {
    this.#cancel();
  }

  /** Calls the user where a key has come nearer to its end. */
  look(): void {
    const today = todayInBerlin(this.#ports.clock.wallMs());
    for (const session of this.#organisations.all()) {
      const key = session.apiKey();
      if (key === null) continue;
      const called = guardValue(() => takeCall(session.store, key.warning, today));
      if (!called.ok || !called.value) continue;
      this.#ports.log.info('apiKey.warned', { warning: key.warning ?? '' });
      const reason = key.warning === 'expired' ? 'keyExpired' : 'keyExpires';
      this.#ports.notify({ reason, organisationId: session.id });
    }
    // Days are counted in the list, and a new one makes them fewer.
    if (this.#day !== today && this.#day !== '') this.#ports.emit('changed', { topics: ['organisations'] });
    this.#day = today;
  }
}
