import type { DraftLine, InvoiceDraft, PricedLine } from '../../domain/invoice-draft.ts';
import { computeTotals } from '../../domain/totals.ts';
import type { Invoice } from '../../domain/voucher.ts';

type InvoiceLine = Invoice['lineItems'][number];

/** Two roundings may differ on how a discount is spread over the rates (API reference 3.2). Cents. */
const tolerance = 2;

/**
 * Whether an invoice that Lexware holds is what this draft asked for. Compared is what the draft states; what it leaves
 * to Lexware (texts by default, payment terms, the address of a contact) is not. A doubtful case is "no": then the user
 * is asked, while a wrong "yes" would claim somebody else's invoice.
 */
export function isSameInvoice(draft: InvoiceDraft, invoice: Invoice): boolean {
  return (
    draft.voucherDate === invoice.voucherDate &&
    draft.taxType === invoice.taxType &&
    isSameRecipient(draft, invoice) &&
    isSameShipping(draft, invoice) &&
    isSameText(draft.title, invoice.title) &&
    isSameText(draft.introduction, invoice.introduction) &&
    isSameText(draft.remark, invoice.remark) &&
    (draft.paymentTerm === null || isSameText(draft.paymentTerm.label, invoice.paymentTermLabel)) &&
    draft.lineItems.length === invoice.lineItems.length &&
    draft.lineItems.every((line, index) => isSameLine(line, invoice.lineItems[index])) &&
    Math.abs(computeTotals(draft).grossCents - invoice.grossCents) <= tolerance
  );
}

function isSameRecipient({ recipient }: InvoiceDraft, invoice: Invoice): boolean {
  switch (recipient.kind) {
    case 'none':
      return false;
    case 'contact':
      return recipient.contactId === invoice.recipient.contactId;
    case 'oneTime': {
      const fields = ['name', 'supplement', 'street', 'zip', 'city', 'countryCode'] as const;
      return fields.every((field) => plain(recipient[field]) === plain(invoice.recipient[field]));
    }
  }
}

function isSameShipping({ shipping }: InvoiceDraft, invoice: Invoice): boolean {
  if (shipping.type !== invoice.shipping.type) return false;
  if (shipping.type === 'none') return true;
  const isPeriod = shipping.type === 'serviceperiod' || shipping.type === 'deliveryperiod';
  return shipping.date === invoice.shipping.date && (!isPeriod || shipping.endDate === invoice.shipping.endDate);
}

function isSameLine(line: DraftLine, other: InvoiceLine | undefined): boolean {
  if (other?.type !== line.type || plain(line.name) !== plain(other.name)) return false;
  if (plain(line.description) !== plain(other.description)) return false;
  return line.type === 'text' || isSamePrice(line, other);
}

function isSamePrice(line: PricedLine, other: InvoiceLine): boolean {
  return (
    isSameNumber(line.quantity, other.quantity) &&
    isSameNumber(line.unitPrice, other.unitPrice) &&
    isSameNumber(line.discountPercentage, other.discountPercentage) &&
    plain(line.unitName) === plain(other.unitName) &&
    line.taxRatePercentage === (other.taxRatePercentage ?? 0)
  );
}

/** `95`, `95.0` and `95.00` are one number; none is 0. */
function isSameNumber(a: string, b: string | null): boolean {
  return withoutPadding(a) === withoutPadding(b ?? '');
}

function withoutPadding(number: string): string {
  const trimmed = number.includes('.') ? number.replace(/0+$/, '').replace(/\.$/, '') : number;
  return trimmed === '' ? '0' : trimmed;
}

/** An empty text of ours leaves the text to Lexware. */
function isSameText(ours: string, theirs: string): boolean {
  return plain(ours) === '' || plain(ours) === plain(theirs);
}

function plain(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
