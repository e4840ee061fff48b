import type { AppError } from '../../../domain/errors.ts';
import type { Invoice } from '../../../domain/voucher.ts';
import { kontor } from '../../bridge.ts';

/** What is shown of one invoice: nothing yet, the invoice, or why it could not be had. */
export type Loading<T> = { step: 'loading' } | { step: 'ready'; value: T } | { step: 'failed'; error: AppError };

/** One invoice with its document, loaded for a detail pane that may move on to the next one at any moment. */
export class InvoiceDetail {
  invoice = $state.raw<Loading<Invoice>>({ step: 'loading' });
  pdf = $state.raw<Loading<Uint8Array>>({ step: 'loading' });
  private generation = 0;

  /** Loads an invoice and its PDF; answers that belong to an earlier one are dropped. */
  async show(id: string): Promise<void> {
    const generation = ++this.generation;
    this.invoice = { step: 'loading' };
    this.pdf = { step: 'loading' };
    await this.load(id, generation);
  }

  /** Asks again for the same invoice without taking away what is shown. */
  async refresh(id: string): Promise<void> {
    await this.load(id, ++this.generation);
  }

  private async load(id: string, generation: number): Promise<void> {
    const answer = await kontor.invoices.get({ id });
    if (generation !== this.generation) return;
    this.invoice = answer.ok ? { step: 'ready', value: answer.value } : { step: 'failed', error: answer.error };
    // Lexware has no document of a draft (API reference 4.1.9); asking would only cost one of two calls a second.
    if (!answer.ok || answer.value.status === 'draft') return;
    if (this.pdf.step === 'ready') return;
    const document = await kontor.invoices.document({ id, format: 'pdf' });
    if (generation !== this.generation) return;
    this.pdf = document.ok ? { step: 'ready', value: document.value.bytes } : { step: 'failed', error: document.error };
  }
}
