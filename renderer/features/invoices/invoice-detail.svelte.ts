import type { Invoice, Payment } from '../../../domain/voucher.ts';
import { kontor } from '../../bridge.ts';
import { createRest } from '../../ui/rest.ts';
import { toLoading, type Loading } from '../documents/loading.ts';
import { xmlInPdf } from '../documents/pdf.ts';

/** One invoice with its document, loaded for a detail pane that may move on to the next one at any moment. */
export class InvoiceDetail {
  invoice = $state.raw<Loading<Invoice>>({ step: 'loading' });
  pdf = $state.raw<Loading<Uint8Array>>({ step: 'loading' });
  /** `null` where the document holds no XML. */
  xml = $state.raw<Loading<string | null>>({ step: 'loading' });
  payments = $state.raw<Loading<Payment[]>>({ step: 'loading' });
  private generation = 0;
  private xmlAskedFor = -1;
  /** A key held down in the list would ask for every invoice on the way, and Lexware answers two calls a second. */
  private readonly rest = createRest();

  /** Loads an invoice and its PDF; answers that belong to an earlier one are dropped. */
  async show(id: string): Promise<void> {
    const generation = ++this.generation;
    this.invoice = { step: 'loading' };
    this.pdf = { step: 'loading' };
    this.xml = { step: 'loading' };
    this.payments = { step: 'loading' };
    await this.rest();
    if (generation === this.generation) await this.load(id, generation);
  }

  /** Asks again for the same invoice without taking away what is shown. */
  async refresh(id: string): Promise<void> {
    await this.load(id, ++this.generation);
  }

  /** Loads the XML of an e-invoice: an own file of an XRechnung, else what lies in the PDF (API reference 4.1.9). */
  async loadXml(): Promise<void> {
    const { invoice, pdf, generation } = this;
    if (invoice.step !== 'ready' || this.xmlAskedFor === generation) return;
    if (invoice.value.electronicDocumentProfile !== 'XRechnung') {
      if (pdf.step !== 'ready') return;
      this.xmlAskedFor = generation;
      const found = await xmlInPdf(pdf.value);
      if (generation === this.generation) this.xml = { step: 'ready', value: found };
      return;
    }
    this.xmlAskedFor = generation;
    const answer = await kontor.invoices.document({ id: invoice.value.id, format: 'xml' });
    if (generation !== this.generation) return;
    this.xml = toLoading(answer, ({ bytes }) => new TextDecoder().decode(bytes));
  }

  private async load(id: string, generation: number): Promise<void> {
    const answer = await kontor.invoices.get({ id });
    if (generation !== this.generation) return;
    this.invoice = toLoading(answer, (invoice) => invoice);
    // Lexware has no document of a draft (API reference 4.1.9); asking would only cost one of two calls a second.
    if (!answer.ok || answer.value.status === 'draft') return;
    if (this.pdf.step !== 'ready') {
      const document = await kontor.invoices.document({ id, format: 'pdf' });
      if (generation !== this.generation) return;
      this.pdf = toLoading(document, ({ bytes }) => bytes);
    }
    if (!hasPayments(answer.value)) {
      this.payments = { step: 'ready', value: [] };
      return;
    }
    const payments = await kontor.invoices.payments({ id });
    if (generation === this.generation) this.payments = toLoading(payments, (list) => list);
  }
}

/** Whether something was paid: then Lexware is asked what; for all others the call is saved. */
function hasPayments({ openCents, grossCents, status }: Invoice): boolean {
  return status === 'paid' || status === 'paidoff' || (openCents !== null && openCents !== grossCents);
}
