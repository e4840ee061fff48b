import type { ReceiptRow } from '../../../domain/receipt-entry.ts';

/** Whether a receipt can be put into the outbox: it waits for the user's word. */
export function canSend({ state, removed }: ReceiptRow): boolean {
  return !removed && state === 'ready';
}

/** Whether a receipt can leave the inbox: what is on its way right now stays in sight. */
export function canRemove({ state, removed }: ReceiptRow): boolean {
  return !removed && !['queued', 'sending', 'unknown'].includes(state);
}

/** Whether the same invoice is here, or at Lexware, already. */
export function isTwin({ sameInvoiceAs, sameVoucherAs }: ReceiptRow): boolean {
  return sameInvoiceAs !== null || sameVoucherAs !== null;
}

/** How many things were found in a receipt. */
export function findingCount({ findings }: ReceiptRow): number {
  return Object.values(findings).reduce((sum, count) => sum + count, 0);
}

/** Whether it is an invoice by another name: MINIMUM and BASIC WL are booked as receipts, and are no e-invoices in law. */
export function isReceiptOnly({ kind, profile }: ReceiptRow): boolean {
  return kind === 'not-an-e-invoice' && profile !== null;
}

/**
 * Whether nothing speaks against sending it. That its form makes it no e-invoice in law does not: it still is a
 * receipt, and its badge says so.
 */
export function isFlawless(row: ReceiptRow): boolean {
  const form = isReceiptOnly(row) ? (row.findings.format ?? 0) : 0;
  return !isTwin(row) && findingCount(row) === form;
}

/** Whether a receipt is a picture, of which several can become one PDF. */
export function isPicture({ fileType }: ReceiptRow): boolean {
  return fileType !== null && ['jpeg', 'png', 'tiff', 'webp', 'heic'].includes(fileType);
}

/** Whether there is something to look at: a page or a picture. */
export function hasPreview({ fileType, state }: ReceiptRow): boolean {
  return state !== 'refused' && fileType !== null && !['xml', 'eml', 'zip'].includes(fileType);
}

/** Whether rows can become one PDF: several pictures, none of them sent. */
export function canJoin(rows: readonly ReceiptRow[]): boolean {
  return rows.length > 1 && rows.every((row) => canSend(row) && isPicture(row));
}
