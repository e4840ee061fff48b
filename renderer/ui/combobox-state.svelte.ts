/** What a combobox asks its state for; read anew on every use, so that props stay live. */
interface Source<T> {
  search: (text: string) => Promise<T[]>;
  select: (item: T) => void;
  /** What the last entry of the list does; `null`: there is none. */
  footer: () => (() => void) | null;
}

/** How long typing must rest before a search, in ms. */
const rest = 90;

/** The list of a combobox: open or not, what was found, what is marked. */
export class ComboboxState<T> {
  open = $state(false);
  items = $state.raw<T[]>([]);
  /** True after the first answer; before it, an empty list is no news. */
  answered = $state(false);
  /** The marked entry; `-1`: none. The entry behind the last item is the footer. */
  active = $state(-1);

  readonly #source: Source<T>;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(source: Source<T>) {
    this.#source = source;
  }

  get count(): number {
    return this.items.length + (this.#source.footer() ? 1 : 0);
  }

  /** Opens the list and searches once typing rests. Earlier results stay until the new ones are there: no jump. */
  typed(text: string): void {
    this.open = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(text), rest);
  }

  /** Opens the list and searches at once. */
  show(text: string): void {
    this.open = true;
    void this.#search(text);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.open = false;
    this.active = -1;
    this.answered = false;
  }

  /** Moves the mark by `step` entries, around the ends. */
  move(step: 1 | -1): void {
    if (this.count === 0) return;
    const from = this.active === -1 && step === -1 ? this.count : this.active;
    this.active = (from + step + this.count) % this.count;
  }

  /** Takes the entry at `index`: an item, or the footer behind the last. */
  choose(index: number): void {
    const item = this.items[index];
    const footer = this.#source.footer();
    this.close();
    if (item !== undefined) this.#source.select(item);
    else footer?.();
  }

  async #search(text: string): Promise<void> {
    const asked = (this.#asked += 1);
    const found = await this.#source.search(text);
    // A slower answer to an earlier question must not replace a newer one.
    if (asked !== this.#asked) return;
    this.items = found;
    this.answered = true;
    this.active = found.length > 0 && text.trim() !== '' ? 0 : -1;
  }
}
