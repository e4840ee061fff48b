import { basename } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { WatchedFolder } from '../../../domain/receipt-entry.ts';
import { lookAtFolder } from './folder-state.ts';
import { moveAside } from './move-aside.ts';
import { isPassedOver } from './passed-over.ts';
import { printOf, scanFolder } from './scan-folder.ts';

export type WatchState = Exclude<WatchedFolder['state'], 'off'>;

export interface WatchOptions {
  /** The folder, absolute. Its subfolders are left alone. */
  path: string;
  /** Asked after each file, so that a change of mind counts at once. */
  afterTaking: () => WatchedFolder['afterTaking'];
  /**
   * Takes a file in. Called for one file at a time, also for those that lay there before (`lay`: known bytes have to be
   * recognised), and again when a file changed.
   * @returns whether it is durably kept; only then is it ever moved. Where it throws, the file is given again later.
   */
  take: (path: string, how: { lay: boolean }) => Promise<boolean>;
  onState: (state: WatchState) => void;
  /** A file was kept but could not be moved, and stays where it is. */
  onUnmoved?: (path: string) => void;
  timings?: WatchTimings;
}

/** Milliseconds. */
export interface WatchTimings {
  /** Without a change until a file counts as written. */
  settledMs: number;
  /** Between two looks at whether the folder is there. */
  lookMs: number;
  /** Between two looks at every file in it. */
  scanMs: number;
}

export interface FolderWatch {
  readonly state: WatchState;
  /** Ends the watching, after the file that is being taken. */
  close(): Promise<void>;
}

/** Scanners and downloads pause; a drive that comes back may wait some seconds. */
const usualTimings: WatchTimings = { settledMs: 2_000, lookMs: 5_000, scanMs: 30_000 };

/**
 * Watches one folder for receipts. Files that are hidden, unfinished or empty are passed over, and links are not
 * followed. When the folder goes (a drive, a share) it waits for it and goes on by itself. Nothing is ever deleted or
 * overwritten; files are moved only where `afterTaking` says so.
 */
export function watchFolder(options: WatchOptions): FolderWatch {
  return new Watch(options);
}

class Watch implements FolderWatch {
  readonly #options: WatchOptions;
  readonly #timings: WatchTimings;
  #state: WatchState = 'watching';
  #hasTold = false;
  #watcher: FSWatcher | null = null;
  #identity: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void>;
  #queue: Promise<void> = Promise.resolve();
  /** What was given already, as it was then. */
  #given = new Map<string, string>();
  #lastScan: ReadonlyMap<string, string> = new Map();
  #scanDue = 0;
  #isClosed = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#timings = options.timings ?? usualTimings;
    this.#looking = this.#look();
  }

  get state(): WatchState {
    return this.#state;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#looking;
    await this.#unwatch();
    await this.#queue;
  }

  /** Watching alone does not tell when a drive goes or comes back, so the folder is looked at again and again. */
  async #look(): Promise<void> {
    const found = await lookAtFolder(this.#options.path);
    if (this.#isClosed) return;
    const identity = found.kind === 'there' ? found.identity : null;
    if (identity !== this.#identity) {
      await this.#unwatch();
      this.#identity = identity;
      this.#scanDue = Date.now() + this.#timings.scanMs;
      if (identity !== null) this.#watch();
    }
    this.#tell(found.kind === 'there' ? 'watching' : found.kind);
    if (identity !== null) await this.#scan();
    this.#lookAgain();
  }

  #lookAgain(): void {
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look();
    }, this.#timings.lookMs);
    this.#timer.unref();
  }

  /**
   * Systems do not tell of every file: not of those that others put on a share, and not of one that takes the name of
   * another at once. So now and then every file is looked at; what did not change between two looks is written.
   */
  async #scan(): Promise<void> {
    if (Date.now() < this.#scanDue) return;
    const files = await scanFolder(this.#options.path);
    for (const [path, print] of files) {
      if (this.#lastScan.get(path) === print && this.#given.get(path) !== print) this.#enqueue(path, false);
    }
    for (const path of this.#given.keys()) if (!files.has(path)) this.#given.delete(path);
    this.#lastScan = files;
    this.#scanDue = Date.now() + this.#timings.scanMs;
  }

  #tell(state: WatchState): void {
    if (this.#hasTold && state === this.#state) return;
    this.#hasTold = true;
    this.#state = state;
    this.#options.onState(state);
  }

  #watch(): void {
    const { settledMs } = this.#timings;
    let hasStarted = false;
    const watcher = watch(this.#options.path, {
      depth: 0,
      followSymlinks: false,
      ignored: (path, stats) =>
        path !== this.#options.path && (isPassedOver(basename(path)) || stats?.isSymbolicLink() === true),
      awaitWriteFinish: { stabilityThreshold: settledMs, pollInterval: Math.max(20, Math.round(settledMs / 10)) },
    });
    watcher.on('ready', () => (hasStarted = true));
    watcher.on('add', (path) => this.#enqueue(path, !hasStarted));
    watcher.on('change', (path) => this.#enqueue(path, false));
    // What is wrong with the folder shows at the next look.
    watcher.on('error', () => undefined);
    this.#watcher = watcher;
  }

  async #unwatch(): Promise<void> {
    await this.#watcher?.close();
    this.#watcher = null;
  }

  #enqueue(path: string, lay: boolean): void {
    this.#queue = this.#queue.then(async () => {
      if (!this.#isClosed) await this.#handle(path, lay);
    });
  }

  async #handle(path: string, lay: boolean): Promise<void> {
    const before = await printOf(path);
    if (before === null || this.#given.get(path) === before) return;
    this.#given.set(path, before);
    try {
      const isKept = await this.#options.take(path, { lay });
      if (!isKept || this.#options.afterTaking() !== 'moveToSubfolder') return;
      // What changed meanwhile was not kept: it is taken again, and stays until then.
      if ((await printOf(path)) !== before) return;
      if ((await moveAside(path)) === null) this.#options.onUnmoved?.(path);
    } catch {
      this.#given.delete(path);
    }
  }
}
