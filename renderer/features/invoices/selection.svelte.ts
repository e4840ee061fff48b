import { SvelteMap } from 'svelte/reactivity';
import { sumCents } from '../../../domain/money.ts';
import type { VoucherRow } from '../../../domain/voucher.ts';

/** As many as main takes at once. */
export const mostSelected = 5_000;

/**
 * The rows that the next action is about, in the order in which they were marked. Apart from the row whose detail is
 * shown: the arrows move that one and leave the marks alone, so that rows far apart can be marked by key.
 */
export class Selection {
  readonly #marked = new SvelteMap<string, VoucherRow>();
  /** Where a range begins. */
  #anchor: string | null = null;

  get count(): number {
    return this.#marked.size;
  }

  get rows(): VoucherRow[] {
    return [...this.#marked.values()];
  }

  get ids(): string[] {
    return [...this.#marked.keys()];
  }

  get totalCents(): number {
    return sumCents(this.rows.map((row) => row.totalCents ?? 0));
  }

  get openCents(): number {
    return sumCents(this.rows.map((row) => row.openCents ?? 0));
  }

  has(id: string): boolean {
    return this.#marked.has(id);
  }

  clear(): void {
    this.#marked.clear();
    this.#anchor = null;
  }

  /** Marks a row, or takes the mark away. */
  toggle(row: VoucherRow): void {
    this.#anchor = row.id;
    if (!this.#marked.delete(row.id) && this.count < mostSelected) this.#marked.set(row.id, row);
  }

  /** Marks everything from where the last range began up to a row. */
  extendTo(row: VoucherRow, from: string | null, rows: readonly VoucherRow[]): void {
    this.#anchor ??= from ?? row.id;
    const start = rows.findIndex(({ id }) => id === this.#anchor);
    const end = rows.findIndex(({ id }) => id === row.id);
    const range = rows.slice(Math.min(start < 0 ? end : start, end), Math.max(start, end) + 1);
    this.replace(start > end ? range.reverse() : range);
  }

  /** Marks exactly these, as many as can be taken at once. */
  replace(rows: readonly VoucherRow[]): void {
    this.#marked.clear();
    for (const row of rows.slice(0, mostSelected)) this.#marked.set(row.id, row);
  }

  /** Takes over what changed of rows that are marked. */
  refresh(rows: readonly VoucherRow[]): void {
    if (this.count === 0) return;
    for (const row of rows) if (this.#marked.has(row.id)) this.#marked.set(row.id, row);
  }
}

export const selection = new Selection();
