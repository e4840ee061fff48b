import type { Invoice } from '../../domain/voucher.ts';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import type { Candidate } from '../../domain/operation.ts';
import type { VoucherListRow } from '../lexware/api.ts';
import type { InvoiceContent } from '../store/operation-content.ts';
import type { StoredOperation } from '../store/operations.ts';

/** Amounts this near may be the same document under another rounding. Cents. */
const nearCents = 2;

/** Clocks within Lexware may differ; what the mirror knew before the call is told apart by id. Ms. */
export const watermarkMarginMs = 5 * 60_000;

/**
 * Whether a row of the voucherlist may be what an operation made, before its content is looked at: new since the
 * watermark, and the amount or the recipient fits. Whatever fails here can be counted out, so it is generous.
 */
export function isPlausible(row: VoucherListRow, operation: StoredOperation, content: InvoiceContent): boolean {
  if (row.createdMs < operation.watermarkMs - watermarkMarginMs || operation.knownIds.includes(row.id)) return false;
  return isNearTotal(row, content) || isSameContact(row, content.draft);
}

/** A row as the user sees it beside their own. */
export function toCandidate(row: VoucherListRow, invoice: Invoice | null): Candidate {
  return {
    kind: 'invoice',
    resourceId: row.id,
    number: invoice?.number ?? row.number,
    status: invoice?.status ?? row.status,
    contactName: row.contactName,
    voucherDate: row.voucherDate,
    totalCents: invoice?.grossCents ?? row.totalCents,
  };
}

function isNearTotal(row: VoucherListRow, { totalCents }: InvoiceContent): boolean {
  if (row.totalCents === null || totalCents === null) return true;
  return Math.abs(row.totalCents - totalCents) <= nearCents;
}

/** The list shows persons as "Last, First", so names are compared as sets of words. */
function isSameContact(row: VoucherListRow, { recipient }: InvoiceDraft): boolean {
  switch (recipient.kind) {
    case 'none':
      return true;
    case 'contact':
      return row.contactId === recipient.contactId || nameKey(row.contactName) === nameKey(recipient.name);
    case 'oneTime':
      return nameKey(row.contactName) === nameKey(recipient.name);
  }
}

/** The words of a name in one order, without case. */
export function nameKey(name: string): string {
  const words =
    name
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.sort().join(' ');
}
