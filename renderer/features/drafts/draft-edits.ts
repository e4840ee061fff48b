import type { Article, Contact } from '../../../domain/contact.ts';
import type {
  DraftLine,
  InvoiceDraft,
  Recipient,
  ShippingType,
  TaxRate,
  TaxType,
} from '../../../domain/invoice-draft.ts';
import { taxRates } from '../../../domain/invoice-draft.ts';
import type { IsoDate } from '../../../domain/primitives.ts';
import { isVatFree } from '../../../domain/tax.ts';

type Lines = readonly DraftLine[];

/** Puts a line behind the one at `index`; `-1` puts it first. */
export function insertLine(lines: Lines, index: number, line: DraftLine): DraftLine[] {
  return [...lines.slice(0, index + 1), line, ...lines.slice(index + 1)];
}

/** Replaces the line at `index`. */
export function replaceLine(lines: Lines, index: number, line: DraftLine): DraftLine[] {
  return lines.map((one, at) => (at === index ? line : one));
}

/** Takes the line at `index` away. */
export function removeLine(lines: Lines, index: number): DraftLine[] {
  return lines.filter((_, at) => at !== index);
}

/** Moves a line to another place; a place outside the list changes nothing. */
export function moveLine(lines: Lines, from: number, to: number): DraftLine[] {
  const line = lines[from];
  if (line === undefined || to < 0 || to >= lines.length || to === from) return [...lines];
  return insertLine(removeLine(lines, from), to - 1, line);
}

/** Puts a copy of the line at `index` behind it. */
export function duplicateLine(lines: Lines, index: number, id: string): DraftLine[] {
  const line = lines[index];
  return line === undefined ? [...lines] : insertLine(lines, index, { ...line, id });
}

/** Whether the user has put nothing into a line yet; quantity, unit and rate come by themselves. */
export function isBlankLine(line: DraftLine): boolean {
  const texts = line.name.trim() === '' && line.description.trim() === '';
  return texts && (line.type === 'text' || line.unitPrice === '');
}

/** The lines without those that are blank; all of them where nothing else would be left. */
export function withoutBlankLines(lines: Lines): DraftLine[] {
  const filled = lines.filter((line) => !isBlankLine(line));
  return filled.some((line) => line.type !== 'text') ? filled : [...lines];
}

/**
 * Fills a line from the catalogue. The price is taken on the side that the document leads with, so that Lexware's own
 * arithmetic starts from the catalogue's figure; quantity and discount of the line stay.
 */
export function withArticle(line: DraftLine, article: Article, taxType: TaxType): DraftLine {
  const rate = taxRates.find((known) => known === article.taxRatePercentage) ?? 19;
  return {
    id: line.id,
    type: article.type,
    articleId: article.id,
    name: article.title.slice(0, 255),
    description: article.description.slice(0, 2000),
    quantity: line.type === 'text' || line.quantity === '' ? '1' : line.quantity,
    unitName: article.unitName.slice(0, 50),
    unitPrice: taxType === 'gross' ? article.grossPrice : article.netPrice,
    taxRatePercentage: isVatFree(taxType) ? 0 : rate,
    discountPercentage: line.type === 'text' ? '' : line.discountPercentage,
  };
}

/** Switches the kind of taxation. Without VAT every rate is 0; back from there the lines get the usual rate again. */
export function withTaxType(draft: InvoiceDraft, taxType: TaxType): Pick<InvoiceDraft, 'taxType' | 'lineItems'> {
  const wasFree = isVatFree(draft.taxType);
  const isFree = isVatFree(taxType);
  if (wasFree === isFree) return { taxType, lineItems: draft.lineItems };
  const taxRatePercentage: TaxRate = isFree ? 0 : 19;
  const lineItems = draft.lineItems.map((line) => (line.type === 'text' ? line : { ...line, taxRatePercentage }));
  return { taxType, lineItems };
}

/** Whether a kind of supply is a period with two days. */
export function isPeriod(type: ShippingType): boolean {
  return type === 'serviceperiod' || type === 'deliveryperiod';
}

/** Switches the kind of supply, keeping the days that still have a meaning. */
export function withShippingType(
  shipping: InvoiceDraft['shipping'],
  type: ShippingType,
  today: IsoDate,
): InvoiceDraft['shipping'] {
  if (type === 'none') return { type, date: null, endDate: null };
  return { type, date: shipping.date ?? today, endDate: isPeriod(type) ? shipping.endDate : null };
}

/** The recipient for a contact; its address is Lexware's and shown for orientation. */
export function recipientFromContact(contact: Contact): Recipient {
  const { supplement = '', street = '', zip = '', city = '', countryCode = '' } = contact.address ?? {};
  return {
    kind: 'contact',
    contactId: contact.id,
    name: contact.name.slice(0, 255),
    supplement: supplement.slice(0, 255),
    street: street.slice(0, 255),
    zip: zip.slice(0, 20),
    city: city.slice(0, 255),
    countryCode: countryCode.slice(0, 6),
    ...(contact.buyerReference !== undefined && {
      xRechnung: { ofContact: contact.buyerReference.slice(0, 100), buyerReference: null },
    }),
  };
}

/** An address for this document only, to be filled in. */
export function oneTimeRecipient(name: string): Extract<Recipient, { kind: 'oneTime' }> {
  return { kind: 'oneTime', name, supplement: '', street: '', zip: '', city: '', countryCode: 'DE' };
}
