import type { BookkeepingVoucher, LexwareApi, LexwareResult } from '../lexware/api.ts';
import type { StoredReceipt } from '../store/receipt-rows.ts';
import { StorageError } from '../store/storage-error.ts';
import type { Store } from '../store/store.ts';
import { backOff, type Clock } from './clock.ts';

export interface VoucherLinkParts {
  store: Store;
  api: LexwareApi;
  clock: Clock;
  /** A receipt's voucher was seen. */
  onLinked: () => void;
  /** Something that can only be a bug. */
  onUnexpected: (error: unknown) => void;
}

/** Lexware needs some seconds for a voucher, and minutes for reading it; nobody waits for this, so it asks gently. Ms. */
const pauses = { first: 4_000, longest: 10 * 60_000 };
/** What Lexware has not read by then, it never will; the voucher is there all the same. Ms. */
const givenUpAfterMs = 24 * 3_600_000;
/**
 * How much older than our upload a voucher must be to be there from before: the two clocks may differ. An upload's own
 * voucher is made within its call, at most some minutes after the first try. Ms.
 */
const olderMs = 10 * 60_000;

/**
 * Follows the vouchers that Lexware makes of uploads until it has read them. What is followed stands in the database, so
 * a restart goes on with it; the times are kept in memory only.
 */
export class VoucherLinks {
  readonly #parts: VoucherLinkParts;
  readonly #looks = new Map<string, { count: number; dueMs: number }>();
  #running: Promise<void> | null = null;
  #state: 'idle' | 'started' | 'stopped' = 'idle';
  #cancelTimer: () => void = () => undefined;

  constructor(parts: VoucherLinkParts) {
    this.#parts = parts;
  }

  start(): void {
    if (this.#state !== 'idle') return;
    this.#state = 'started';
    this.kick();
  }

  /** Ends after the running call. */
  async stop(graceMs: number): Promise<void> {
    this.#state = 'stopped';
    this.#cancelTimer();
    if (!this.#running) return;
    await Promise.race([this.#running, new Promise<void>((done) => this.#parts.clock.after(graceMs, done))]);
  }

  /** Looks for receipts to follow; called whenever there may be one, or the network came back. */
  kick(): void {
    if (this.#state !== 'started' || this.#running) return;
    this.#running = this.#work().finally(() => {
      this.#running = null;
    });
  }

  async #work(): Promise<void> {
    this.#cancelTimer();
    try {
      for (const receipt of this.#parts.store.inbox.recognising()) {
        if (this.#hasStopped()) return;
        if (this.#lookOf(receipt).dueMs <= this.#parts.clock.now()) await this.#look(receipt);
      }
      this.#rest();
    } catch (error) {
      if (!(error instanceof StorageError)) this.#parts.onUnexpected(error);
      this.#wait(pauses.longest);
    }
  }

  #lookOf({ row, sentMs }: StoredReceipt): { count: number; dueMs: number } {
    const known = this.#looks.get(row.id);
    if (known) return known;
    const first = { count: 0, dueMs: Math.min((sentMs ?? 0) + pauses.first, this.#parts.clock.now() + pauses.first) };
    this.#looks.set(row.id, first);
    return first;
  }

  async #look(receipt: StoredReceipt): Promise<void> {
    const { store, clock, onLinked } = this.#parts;
    const { id } = receipt.row;
    const seen = this.#seenInMirror(receipt) ?? (await this.#ask(receipt));
    if (this.#hasStopped()) return;
    const isOver = clock.now() - (receipt.sentMs ?? 0) > givenUpAfterMs;
    if (seen !== null || isOver) {
      store.inbox.settleVoucher(id, seen?.stage ?? 'inLexware');
      this.#looks.delete(id);
      onLinked();
      return;
    }
    const { count } = this.#lookOf(receipt);
    const pause = backOff(count + 1, pauses.first, pauses.longest, clock.random());
    this.#looks.set(id, { count: count + 1, dueMs: clock.now() + pause });
  }

  /** The pull brings vouchers too, and costs nothing more. */
  #seenInMirror({ row, sentMs }: StoredReceipt): Seen | null {
    const found = row.voucherId === null ? null : this.#parts.store.vouchers.find(row.voucherId);
    return found === null || found.status === 'blank' ? null : seenAs(found.createdMs, sentMs);
  }

  async #ask({ row, sentMs }: StoredReceipt): Promise<Seen | null> {
    if (row.voucherId === null) return null;
    const answer: LexwareResult<BookkeepingVoucher> = await this.#parts.api.getBookkeepingVoucher(row.voucherId, {
      priority: 'sweep',
    });
    // Not there yet, no network, or no longer signed in: later.
    if (!answer.ok || answer.value.status === 'blank') return null;
    return seenAs(answer.value.createdMs, sentMs);
  }

  /** Waits for the next one that is due. */
  #rest(): void {
    const due = this.#parts.store.inbox.recognising().map((receipt) => this.#lookOf(receipt).dueMs);
    if (due.length > 0) this.#wait(Math.max(1_000, Math.min(...due) - this.#parts.clock.now()));
  }

  #wait(ms: number): void {
    this.#cancelTimer();
    if (this.#hasStopped()) return;
    // A clock that was set back must not make this wait for years.
    this.#cancelTimer = this.#parts.clock.after(Math.min(ms, pauses.longest), () => this.kick());
  }

  #hasStopped(): boolean {
    return this.#state === 'stopped';
  }
}

interface Seen {
  stage: 'inLexware' | 'alreadyThere';
}

function seenAs(createdMs: number | null, sentMs: number | null): Seen {
  const isOlder = createdMs !== null && sentMs !== null && createdMs < sentMs - olderMs;
  return { stage: isOlder ? 'alreadyThere' : 'inLexware' };
}
