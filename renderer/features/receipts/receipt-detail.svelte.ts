import type { ReceiptDetail as Detail } from '../../../domain/receipt-entry.ts';
import { kontor, type AnswerOf } from '../../bridge.ts';
import { onceMore } from '../frame/once-more.ts';
import { toLoading, type Loading } from '../documents/loading.ts';

/** One receipt with what can be shown of it, for a pane that may move on to the next one at any moment. */
export class ReceiptDetail {
  detail = $state.raw<Loading<Detail>>({ step: 'loading' });
  preview = $state.raw<Loading<AnswerOf<'receipts', 'preview'>>>({ step: 'loading' });
  /** The XML of an e-invoice. */
  data = $state.raw<Loading<string | null>>({ step: 'loading' });
  #id: string | null = null;
  #asked = 0;
  #previewOf: string | null = null;
  #dataOf: string | null = null;

  /** Shows a receipt; the same one again stays in sight until the answer. */
  async show(id: string): Promise<void> {
    const question = ++this.#asked;
    if (id !== this.#id) {
      this.#id = id;
      this.#previewOf = null;
      this.#dataOf = null;
      this.detail = { step: 'loading' };
      this.preview = { step: 'loading' };
      this.data = { step: 'loading' };
    }
    const answer = await kontor.receipts.get({ id });
    if (question === this.#asked) this.detail = toLoading(answer, (detail) => detail);
  }

  /** Asks again for what is shown. */
  readonly refresh = onceMore(async () => {
    if (this.#id !== null) await this.show(this.#id);
  });

  /** Loads the page or the picture, once. */
  async loadPreview(id: string): Promise<void> {
    if (this.#previewOf === id) return;
    this.#previewOf = id;
    const answer = await kontor.receipts.preview({ id });
    if (id === this.#id) this.preview = toLoading(answer, (preview) => preview);
  }

  /** Loads the XML, once. */
  async loadData(id: string): Promise<void> {
    if (this.#dataOf === id) return;
    this.#dataOf = id;
    const answer = await kontor.receipts.data({ id });
    if (id === this.#id) this.data = toLoading(answer, ({ text }) => text);
  }
}
