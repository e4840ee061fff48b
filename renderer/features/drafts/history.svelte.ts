const longest = 200;

/** Undo and redo over whole values. Changes with the same key in a row, such as typing in one field, are one step. */
export class History<T> {
  #past = $state.raw<T[]>([]);
  #future = $state.raw<T[]>([]);
  #lastKey: string | null = null;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Notes that `before` is about to be replaced; `null` as key is a step of its own. */
  note(before: T, key: string | null): void {
    this.#future = [];
    if (key !== null && key === this.#lastKey) return;
    this.#lastKey = key;
    this.#past = [...this.#past.slice(1 - longest), before];
  }

  /** The value before the last step, or `now` where there is none. */
  undo(now: T): T {
    const before = this.#past.at(-1);
    if (before === undefined) return now;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, now];
    this.#lastKey = null;
    return before;
  }

  /** The value that was undone last, or `now` where there is none. */
  redo(now: T): T {
    const after = this.#future.at(-1);
    if (after === undefined) return now;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, now];
    this.#lastKey = null;
    return after;
  }
}
