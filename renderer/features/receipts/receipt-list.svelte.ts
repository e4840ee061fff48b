import type { AppError } from '../../../domain/errors.ts';
import type { ReceiptFilter, ReceiptRow } from '../../../domain/receipt-entry.ts';
import { kontor } from '../../bridge.ts';
import { Selection } from '../../ui/selection.svelte.ts';
import { onceMore } from '../frame/once-more.ts';
import { canSend, isFlawless } from './receipt-standing.ts';

/** The most that main answers at once; an inbox that is looked after fits into it. */
const pageSize = 500;

/** The inbox as the screen shows it; it outlives the screen, so that coming back finds it as it was left. */
export class ReceiptList {
  search = $state('');
  filter = $state<ReceiptFilter>('all');
  rows = $state.raw<ReceiptRow[]>([]);
  counts = $state.raw<Partial<Record<ReceiptFilter, number>>>({});
  error = $state.raw<AppError | null>(null);
  /** False until the first answer. */
  loaded = $state(false);
  readonly selection = new Selection<ReceiptRow>();
  #nextCursor: string | null = null;
  #asked = 0;
  #isLoadingMore = false;
  #company: string | null = null;
  readonly #refresh = onceMore(() => this.#ask());

  readonly isFiltered = $derived(this.search !== '' || this.filter !== 'all');
  readonly count = $derived(Math.max(this.rows.length, this.counts[this.filter] ?? 0));
  /** What the one button sends without a selection: all that waits and has nothing against it. */
  readonly flawless = $derived(this.rows.filter((row) => canSend(row) && isFlawless(row)));

  /** Asks again, keeping what is shown. Another company's receipts must not be seen even for a moment. */
  async reload(company: string | null): Promise<void> {
    if (company !== this.#company) {
      // An answer that is on its way is about the other company.
      this.#asked += 1;
      this.rows = [];
      this.counts = {};
      this.loaded = false;
      this.selection.clear();
    }
    this.#company = company;
    await this.#refresh();
  }

  async setSearch(search: string): Promise<void> {
    this.search = search;
    await this.#narrowed();
  }

  async setFilter(filter: ReceiptFilter): Promise<void> {
    this.filter = filter;
    await this.#narrowed();
  }

  /** Shows everything again. */
  async clear(): Promise<void> {
    if (!this.isFiltered) return;
    this.search = '';
    this.filter = 'all';
    await this.#narrowed();
  }

  /** Loads the next page, unless there is none or it is on its way. */
  async loadMore(): Promise<void> {
    if (this.#nextCursor === null || this.#isLoadingMore) return;
    this.#isLoadingMore = true;
    const question = this.#asked;
    const { search, filter } = this;
    const answer = await kontor.receipts.list({ search, filter, cursor: this.#nextCursor, limit: pageSize });
    this.#isLoadingMore = false;
    if (question !== this.#asked) return;
    this.error = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    this.rows = [...this.rows, ...answer.value.rows];
    this.#nextCursor = answer.value.nextCursor;
  }

  /** Marks every row that is loaded. */
  selectAll(): void {
    this.selection.replace(this.rows);
  }

  /** The row that takes the place of those that go: the next one that stays, else the one before. */
  neighbourOf(ids: ReadonlySet<string>): string | null {
    const last = this.rows.findLastIndex(({ id }) => ids.has(id));
    const after = this.rows.slice(last + 1).find(({ id }) => !ids.has(id));
    const before = this.rows.slice(0, Math.max(0, last)).findLast(({ id }) => !ids.has(id));
    return (after ?? before)?.id ?? null;
  }

  async #narrowed(): Promise<void> {
    this.selection.clear();
    await this.#ask();
  }

  async #ask(): Promise<void> {
    const question = ++this.#asked;
    const { search, filter } = this;
    const answer = await kontor.receipts.list({ search, filter, limit: pageSize });
    if (question !== this.#asked) return;
    this.loaded = true;
    this.error = answer.ok ? null : answer.error;
    if (!answer.ok) return;
    this.rows = answer.value.rows;
    this.counts = answer.value.counts;
    this.#nextCursor = answer.value.nextCursor;
    this.selection.refresh(this.rows);
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- handed over once and never changed
    this.selection.keepOnly(new Set(this.rows.map(({ id }) => id)));
  }
}

export const receiptList = new ReceiptList();
