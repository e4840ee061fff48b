/** How a timer is set and cleared; tests put their own clock here. */
export interface Timers {
  set: (run: () => void, ms: number) => unknown;
  clear: (handle: unknown) => void;
}

export const windowTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

/** Where saving stands, in the words of the header. */
export type SaveState = 'saved' | 'pending' | 'saving' | 'failed';

interface Options<T> {
  /** Saves the newest value; answers whether it is durable now. */
  save: (value: T) => Promise<boolean>;
  timers?: Timers;
}

/** How long typing must rest before a save, and how long a failed one waits before the next try, in ms. */
const restMs = 300;
const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/**
 * Saves a value after every pause in typing. Never two saves at once; while one is under way only the newest value waits;
 * a failed one is tried again until it succeeds, and its value is never forgotten.
 */
export class Autosave<T> {
  state = $state<SaveState>('saved');

  readonly #save: Options<T>['save'];
  readonly #timers: Timers;
  #waiting: { value: T } | null = null;
  #running: Promise<boolean> | null = null;
  #timer: unknown = null;
  #retryMs = firstRetryMs;
  #isStopped = false;

  constructor({ save, timers = windowTimers }: Options<T>) {
    this.#save = save;
    this.#timers = timers;
  }

  /** Notes a new value; it is saved once typing rests. */
  touch(value: T): void {
    this.#waiting = { value };
    if (this.state === 'saved') this.state = 'pending';
    if (this.#running === null) this.#schedule(restMs);
  }

  /** Saves what waits at once. @returns whether everything is durable now. */
  async flush(): Promise<boolean> {
    this.#cancel();
    if (this.#running !== null) await this.#running;
    if (this.#waiting === null) return true;
    return (await this.#run()) && this.flush();
  }

  /** Gives up what waits, for good. */
  stop(): void {
    this.#cancel();
    this.#waiting = null;
    this.#isStopped = true;
  }

  #schedule(ms: number): void {
    this.#cancel();
    if (this.#isStopped) return;
    this.#timer = this.#timers.set(() => void this.#run(), ms);
  }

  #cancel(): void {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
  }

  #run(): Promise<boolean> {
    const taken = this.#waiting;
    if (taken !== null) this.#running ??= this.#saveOnce(taken);
    return this.#running ?? Promise.resolve(true);
  }

  async #saveOnce(taken: { value: T }): Promise<boolean> {
    this.#cancel();
    this.#waiting = null;
    if (this.state !== 'failed') this.state = 'saving';
    const isSaved = await this.#save(taken.value).finally(() => {
      // Before the state is told: a value noted from there on must not wait for a save that has ended.
      this.#running = null;
    });
    if (isSaved) this.#succeeded();
    else this.#failed(taken);
    return isSaved;
  }

  #succeeded(): void {
    this.#retryMs = firstRetryMs;
    this.state = this.#waiting === null ? 'saved' : 'pending';
    if (this.#waiting !== null) this.#schedule(restMs);
  }

  #failed(taken: { value: T }): void {
    this.#waiting ??= taken;
    this.state = 'failed';
    this.#schedule(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }
}
