import { SvelteMap } from 'svelte/reactivity';

/** As many as main takes at once. */
export const mostSelected = 5_000;

interface Row {
  id: string;
}

/**
 * The rows that the next action is about, in the order in which they were marked. Apart from the row whose detail is
 * shown: the arrows move that one and leave the marks alone, so that rows far apart can be marked by key.
 */
export class Selection<T extends Row> {
  readonly #marked = new SvelteMap<string, T>();
  /** Where a range begins. */
  #anchor: string | null = null;

  get count(): number {
    return this.#marked.size;
  }

  get rows(): T[] {
    return [...this.#marked.values()];
  }

  get ids(): string[] {
    return [...this.#marked.keys()];
  }

  has(id: string): boolean {
    return this.#marked.has(id);
  }

  clear(): void {
    this.#marked.clear();
    this.#anchor = null;
  }

  /** Marks a row, or takes the mark away. */
  toggle(row: T): void {
    this.#anchor = row.id;
    if (!this.#marked.delete(row.id) && this.count < mostSelected) this.#marked.set(row.id, row);
  }

  /** Marks everything from where the last range began up to a row. */
  extendTo(row: T, from: string | null, rows: readonly T[]): void {
    this.#anchor ??= from ?? row.id;
    const start = rows.findIndex(({ id }) => id === this.#anchor);
    const end = rows.findIndex(({ id }) => id === row.id);
    const range = rows.slice(Math.min(start < 0 ? end : start, end), Math.max(start, end) + 1);
    this.replace(start > end ? range.reverse() : range);
  }

  /** Marks exactly these, as many as can be taken at once. */
  replace(rows: readonly T[]): void {
    this.#marked.clear();
    for (const row of rows.slice(0, mostSelected)) this.#marked.set(row.id, row);
  }

  /** Takes over what changed of rows that are marked. */
  refresh(rows: readonly T[]): void {
    if (this.count === 0) return;
    for (const row of rows) if (this.#marked.has(row.id)) this.#marked.set(row.id, row);
  }

  /** Takes the marks from rows that are no longer there. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.ids) if (!ids.has(id)) this.#marked.delete(id);
  }

  /**
   * What a press on a row means: Shift makes a range, Ctrl or Cmd one more mark, a plain click this row alone. A key
   * without them only moves on.
   *
   * @param active the row whose detail is shown; it counts as the first mark
   */
  hit(row: T, event: KeyboardEvent | MouseEvent, active: T | null, rows: readonly T[]): void {
    if (event.shiftKey) this.extendTo(row, active?.id ?? null, rows);
    else if (event.ctrlKey || event.metaKey) {
      if (this.count === 0 && active && active.id !== row.id) this.toggle(active);
      this.toggle(row);
    } else if (event instanceof MouseEvent) this.clear();
  }

  /** The keys that mark: Space marks the active row, Escape ends marking. True where it was one of them. */
  key(event: KeyboardEvent, active: T | null): boolean {
    if (event.key === ' ' && active) this.toggle(active);
    else if (event.key === 'Escape' && this.count > 0) this.clear();
    else return false;
    event.preventDefault();
    return true;
  }
}
