import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expiresAt: number;
}

/** What belongs to a grant and dies with it. */
const grantModels = ['AccessToken', 'AuthorizationCode', 'RefreshToken'];

/** Lets the owner of the storage change a record on its way to the provider. */
export type OnFind = (model: string, payload: AdapterPayload) => AdapterPayload;

/** The provider's storage: in memory, on the sandbox's own clock, with what the admin side needs to reach into it. */
export class MemoryStorage {
  readonly #entries = new Map<string, Map<string, Entry>>();
  readonly #now: () => number;
  readonly #onFind: OnFind;

  constructor(now: () => number, onFind: OnFind) {
    this.#now = now;
    this.#onFind = onFind;
  }

  /** The provider's view on one model. */
  adapterFor(model: string): Adapter {
    const entries = this.#entriesOf(model);
    const live = (id: string): AdapterPayload | undefined => {
      const entry = entries.get(id);
      return entry && entry.expiresAt > this.#now() ? entry.payload : undefined;
    };
    const searchByUid = (uid: string): AdapterPayload | undefined =>
      [...entries.values()].find((entry) => entry.payload.uid === uid && entry.expiresAt > this.#now())?.payload;
    return {
      upsert: (id, payload, expiresIn) => {
        const expiresAt = expiresIn === undefined ? Infinity : this.#now() + expiresIn * 1000;
        entries.set(id, { payload, expiresAt });
        return Promise.resolve();
      },
      find: (id) => {
        const payload = live(id);
        return Promise.resolve(payload && this.#onFind(model, payload));
      },
      findByUid: (uid) => Promise.resolve(searchByUid(uid)),
      findByUserCode: () => Promise.resolve(undefined),
      consume: (id) => {
        const payload = live(id);
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
        return Promise.resolve();
      },
      destroy: (id) => {
        entries.delete(id);
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const name of grantModels) this.#removeGrant(name, grantId);
        return Promise.resolve();
      },
    };
  }

  /** Forgets every record of a model. */
  clear(model: string): void {
    this.#entriesOf(model).clear();
  }

  #entriesOf(model: string): Map<string, Entry> {
    const known = this.#entries.get(model);
    if (known) return known;
    const made = new Map<string, Entry>();
    this.#entries.set(model, made);
    return made;
  }

  #removeGrant(model: string, grantId: string): void {
    const entries = this.#entriesOf(model);
    for (const [id, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(id);
  }
}
