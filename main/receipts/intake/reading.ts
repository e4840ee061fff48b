import { contentHashInTurns } from '../../store/receipt-files.ts';
import type { StoredReceipt } from '../../store/receipt-rows.ts';
import type { Store } from '../../store/store.ts';
import { readReceipt, unreadable, type Reader } from './read-receipt.ts';

export interface ReadingParts extends Reader {
  store: Store;
  /** The wall clock, ms. */
  now: () => number;
  /** A receipt was read. */
  onRead: () => void;
  /** Something that can only be a bug, or the disk; the rest is read at the next start. */
  onFailed: (error: unknown) => void;
  /** Called at each named step of one receipt; tests end the process there. */
  onStep?: (step: ReadingStep) => void;
}

/** The steps of reading one receipt, in order. */
export const readingSteps = ['begun', 'inspected', 'read'] as const;
export type ReadingStep = (typeof readingSteps)[number];

/** How often a receipt is begun to be read: one that ends the process each time must not do so at every start. */
const mostTries = 3;

/** Reads in the worker whatever was kept and is not read yet, oldest first; also what a crash left unread. */
export class Reading {
  readonly #parts: ReadingParts;
  #running: Promise<void> | null = null;
  #wanted = false;
  /** Whatever uses the store over several turns. */
  #using: Promise<unknown> = Promise.resolve();
  #hasStopped = false;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  /** Looks for receipts to be read; called whenever there may be some. */
  kick(): void {
    this.#wanted = true;
    if (this.#hasStopped || this.#running) return;
    this.#running = this.#readAll()
      .catch((error: unknown) => {
        this.#wanted = false;
        this.#parts.onFailed(error);
      })
      .finally(() => {
        this.#running = null;
        if (this.#wanted) this.kick();
      });
  }

  /** Ends; a receipt that is in the worker stays unread. Then the store may be closed. */
  async stop(): Promise<void> {
    this.#hasStopped = true;
    await this.#using.catch(() => undefined);
  }

  async #readAll(): Promise<void> {
    this.#wanted = false;
    for (;;) {
      if (this.#stopped()) return;
      const next = this.#parts.store.inbox.nextUnread();
      if (next === null) return;
      await this.#readOne(next);
    }
  }

  async #readOne(receipt: StoredReceipt): Promise<void> {
    const { store, onRead, onStep } = this.#parts;
    const { id } = receipt.row;
    const tries = store.inbox.beginReading(id);
    onStep?.('begun');
    const bytes = tries > mostTries ? null : await this.#use(store.receipts.load(receipt.hash ?? ''));
    if (this.#stopped()) return;
    const refusal = tries > mostTries ? 'inspection_failed' : 'unreadable_file';
    const read = bytes === null ? unreadable(refusal) : await readReceipt(this.#parts, receipt.row, bytes.bytes);
    if (this.#stopped()) return;
    onStep?.('inspected');
    await this.#use(this.#store(id, read));
    onStep?.('read');
    onRead();
  }

  /** Stores what was read, with what is sent in the original's place, in one step. */
  async #store(id: string, { upload, ...reading }: Awaited<ReturnType<typeof readReceipt>>): Promise<void> {
    const { store, now } = this.#parts;
    const uploadHash = upload === null ? null : await contentHashInTurns(upload.bytes);
    if (upload !== null && uploadHash !== null) await store.receipts.prepare(uploadHash, upload.bytes);
    store.transact(() => {
      if (upload !== null && uploadHash !== null) store.receipts.finish(uploadHash, upload, now());
      store.inbox.setReading(id, { ...reading, uploadHash });
    });
  }

  #use<T>(work: Promise<T>): Promise<T> {
    this.#using = work;
    return work;
  }

  #stopped(): boolean {
    return this.#hasStopped;
  }
}
