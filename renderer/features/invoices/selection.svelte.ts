import { sumCents } from '../../../domain/cents.ts';
import type { VoucherRow } from '../../../domain/voucher.ts';
import { Selection } from '../../ui/selection.svelte.ts';

/** The marked invoices, with their sums. */
export class InvoiceSelection extends Selection<VoucherRow> {
  get totalCents(): number {
    return sumCents(this.rows.map((row) => row.totalCents ?? 0));
  }

  get openCents(): number {
    return sumCents(this.rows.map((row) => row.openCents ?? 0));
  }
}

export const selection = new InvoiceSelection();
