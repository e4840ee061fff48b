import type { ContactRow } from '../../../domain/contact.ts';
import type { AppError } from '../../../domain/errors.ts';
import type { VoucherRow } from '../../../domain/voucher.ts';
import { kontor } from '../../bridge.ts';

/** As many invoices as are shown beside a contact; the rest is one press away. */
export const shownInvoices = 50;

/** One contact with what is open and its latest invoices, for a pane that may move on at any moment. */
export class ContactDetail {
  row = $state.raw<ContactRow | null>(null);
  invoices = $state.raw<VoucherRow[]>([]);
  error = $state.raw<AppError | null>(null);
  #asked = 0;

  /** Shows a contact; one that is shown already stays in sight until the answer. */
  async show(id: string): Promise<void> {
    const question = ++this.#asked;
    if (this.row?.contact.id !== id) {
      this.row = null;
      this.invoices = [];
    }
    const [summary, list] = await Promise.all([
      kontor.contacts.summary({ id }),
      kontor.invoices.list({ contactId: id, limit: shownInvoices }),
    ]);
    if (question !== this.#asked) return;
    this.row = summary.ok ? summary.value : null;
    this.invoices = list.ok ? list.value.rows : [];
    this.error = summary.ok ? null : summary.error;
  }
}
