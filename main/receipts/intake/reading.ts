import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';
import type { Inspection } from '../../../domain/receipt.ts';
import type { ReceiptReading } from '../../store/receipts.ts';
import type { StoredReceipt } from '../../store/receipt-rows.ts';
import type { Store } from '../../store/store.ts';
import type { Inspector } from '../inspector.ts';

export interface ReadingParts {
  store: Store;
  inspector: Inspector;
  /** A receipt was read. */
  onRead: () => void;
  /** Something that can only be a bug, or the disk; the rest is read at the next start. */
  onFailed: (error: unknown) => void;
}

/** How often a receipt is begun to be read: one that ends the process each time must not do so at every start. */
const mostTries = 3;

/** Refusals by which nothing is said about the file itself: it may be sent all the same. */
const notTheFilesFault: readonly IntakeRefusal[] = ['too_slow', 'too_much_memory', 'inspection_failed'];

/** Reads in the worker whatever was kept and is not read yet, oldest first; also what a crash left unread. */
export class Reading {
  readonly #parts: ReadingParts;
  #running: Promise<void> | null = null;
  #wanted = false;
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

  /** Resolves when everything is read that was there; for tests and the end of programs. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
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
    const { store, onRead } = this.#parts;
    const { id } = receipt.row;
    const reading =
      store.inbox.beginReading(id) > mostTries ? unreadable('inspection_failed') : await this.#read(receipt);
    if (this.#stopped()) return;
    store.inbox.setReading(id, reading);
    onRead();
  }

  async #read({ hash, row }: StoredReceipt): Promise<ReceiptReading> {
    const { store, inspector } = this.#parts;
    const loading = store.receipts.load(hash ?? '');
    this.#using = loading;
    const file = await loading;
    if (file === null || this.#stopped()) return unreadable('unreadable_file');
    const inspection = await inspector.inspect({ name: row.fileName, bytes: file.bytes });
    return readingOf(inspection);
  }

  #stopped(): boolean {
    return this.#hasStopped;
  }
}

function readingOf(inspection: Inspection): ReceiptReading {
  if (inspection.kind === 'refused') return { ...unreadable(inspection.reason), inspection };
  return { stage: 'ready', refusal: null, inspection, uploadHash: null };
}

function unreadable(refusal: IntakeRefusal): ReceiptReading {
  const stage = notTheFilesFault.includes(refusal) ? 'ready' : 'refused';
  return { stage, refusal, inspection: null, uploadHash: null };
}
