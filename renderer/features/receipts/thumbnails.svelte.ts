import { SvelteMap } from 'svelte/reactivity';
import type { ReceiptRow } from '../../../domain/receipt-entry.ts';
import { kontor } from '../../bridge.ts';
import { drawThumbnail } from './draw-thumbnail.ts';
import { hasPreview } from './receipt-standing.ts';

/** As many as are kept at hand; each is a few kilobytes. */
const mostKept = 400;

/**
 * Small pictures of receipts, made one after another and only for rows in sight: what scrolls out of sight before its
 * turn is left out. What was drawn once is kept by main.
 */
export class Thumbnails {
  readonly #urls = new SvelteMap<string, string>();
  /** Of these there is none, or none that can be drawn; asking again would only cost time. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing that is shown depends on it
  readonly #without = new Set<string>();
  #wanted: string[] = [];
  #isBusy = false;

  /** Where the picture of a receipt is; `null` as long as there is none. Reactive. */
  urlOf(id: string): string | null {
    return this.#urls.get(id) ?? null;
  }

  /** Asks for the picture of a row that came into sight. Returns a function for when it goes. */
  want(row: ReceiptRow): () => void {
    const { id } = row;
    if (!hasPreview(row) || row.state === 'reading' || this.#urls.has(id) || this.#without.has(id))
      return () => undefined;
    this.#wanted.push(id);
    void this.#work();
    return () => {
      this.#wanted = this.#wanted.filter((wanted) => wanted !== id);
    };
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let id = this.#wanted.shift(); id !== undefined; id = this.#wanted.shift()) {
      if (this.#urls.has(id)) continue;
      const png = await load(id);
      if (png) this.#keep(id, png);
      else this.#without.add(id);
    }
    this.#isBusy = false;
  }

  #keep(id: string, png: Uint8Array): void {
    this.#urls.set(id, URL.createObjectURL(new Blob([png.slice()], { type: 'image/png' })));
    const [oldest] = this.#urls;
    if (this.#urls.size <= mostKept || oldest === undefined) return;
    URL.revokeObjectURL(oldest[1]);
    this.#urls.delete(oldest[0]);
  }
}

/** The picture that main keeps, else one that is drawn now and given to main. */
async function load(id: string): Promise<Uint8Array | null> {
  const kept = await kontor.receipts.thumbnail({ id });
  if (kept.ok && kept.value) return kept.value;
  const preview = await kontor.receipts.preview({ id });
  if (!preview.ok) return null;
  const png = await drawThumbnail(preview.value);
  if (png) await kontor.receipts.keepThumbnail({ id, png });
  return png;
}

export const thumbnails = new Thumbnails();
