import type { Invoice } from '../../domain/voucher.ts';
import type { VoucherListRow } from '../lexware/api.ts';
import type { Store } from '../store/store.ts';
import { currentGeneration } from './sync-state.ts';

/**
 * Shows a document in the list before Lexware's own list has it, from its details. The next pull replaces the row.
 * @param createdMs of Lexware's clock, `null` where unknown; never ours, since look-ups are measured by it
 */
export function showConfirmed(store: Store, invoice: Invoice, createdMs: number | null, nowMs: number): void {
  store.transact(() => {
    const known = store.vouchers.find(invoice.id);
    store.documents.keepInvoice(invoice, nowMs);
    if (!known) store.vouchers.upsert([toRow(invoice, createdMs ?? 0)], currentGeneration(store));
  });
}

function toRow(invoice: Invoice, createdMs: number): VoucherListRow {
  return {
    id: invoice.id,
    voucherType: 'invoice',
    status: invoice.status,
    number: invoice.number,
    voucherDate: invoice.voucherDate,
    dueDate: invoice.dueDate,
    contactId: invoice.recipient.contactId,
    contactName: invoice.recipient.name,
    totalCents: invoice.grossCents,
    openCents: invoice.openCents ?? invoice.grossCents,
    createdMs,
    updatedMs: createdMs,
    archived: false,
  };
}
