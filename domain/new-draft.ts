import * as v from 'valibot';
import {
  shippingTypes,
  taxRates,
  taxTypes,
  type DraftLine,
  type InvoiceDraft,
  type PricedLine,
  type Recipient,
  type TaxRate,
  type TaxType,
} from './invoice-draft.ts';
import { decimalSchema, percentSchema, type IsoDate } from './primitives.ts';
import { isVatFree } from './tax.ts';
import type { Invoice } from './voucher.ts';

/** What a new draft starts from. `today` is the German calendar day. */
export interface NewDraftOptions {
  id: string;
  today: IsoDate;
  taxType: TaxType;
  language: InvoiceDraft['language'];
}

/** An empty draft dated today. It has no lines yet: the editor adds the first. */
export function newDraft({ id, today, taxType, language }: NewDraftOptions): InvoiceDraft {
  return {
    id,
    language,
    recipient: { kind: 'none' },
    voucherDate: today,
    shipping: { type: 'service', date: today, endDate: null },
    taxType,
    lineItems: [],
    totalDiscount: { kind: 'none' },
    paymentTerm: null,
    title: '',
    introduction: '',
    remark: '',
  };
}

/** An empty line with a price: one of it, at the usual rate of the tax type. */
export function newLine(id: string, taxType: TaxType): PricedLine {
  return {
    type: 'custom',
    id,
    name: '',
    description: '',
    quantity: '1',
    unitName: '',
    unitPrice: '',
    taxRatePercentage: isVatFree(taxType) ? 0 : 19,
    discountPercentage: '',
  };
}

/** An empty line of text. */
export function newTextLine(id: string): DraftLine {
  return { type: 'text', id, name: '', description: '' };
}

/** What `draftFromInvoice` needs besides the invoice. `lineId` makes a new id for each line. */
export interface CopyOptions extends NewDraftOptions {
  lineId: () => string;
}

/**
 * A new draft with the content of an invoice: same recipient, lines and texts, dated today. Catalogue lines become free
 * ones (the mirror doesn't keep article ids), payment terms fall back to Lexware's default, periods of supply are left
 * to the user, and a rate that is not domestic becomes the usual one.
 */
export function draftFromInvoice(invoice: Invoice, options: CopyOptions): InvoiceDraft {
  const taxType = taxTypes.find((known) => known === invoice.taxType) ?? options.taxType;
  const type = shippingTypes.find((known) => known === invoice.shipping.type) ?? 'service';
  const oneDay = type === 'service' || type === 'delivery';
  return {
    ...newDraft({ ...options, taxType }),
    recipient: recipientOf(invoice.recipient),
    shipping: { type, date: oneDay ? options.today : null, endDate: null },
    lineItems: invoice.lineItems.slice(0, 300).map((line) => lineFrom(line, options.lineId(), taxType)),
    title: invoice.title.slice(0, 25),
    introduction: invoice.introduction.slice(0, 2000),
    remark: invoice.remark.slice(0, 2000),
  };
}

function recipientOf({ contactId, ...address }: Invoice['recipient']): Recipient {
  const fields = {
    name: address.name.slice(0, 255),
    supplement: address.supplement.slice(0, 255),
    street: address.street.slice(0, 255),
    zip: address.zip.slice(0, 20),
    city: address.city.slice(0, 255),
    countryCode: address.countryCode.slice(0, 6),
  };
  return contactId === null ? { kind: 'oneTime', ...fields } : { kind: 'contact', contactId, ...fields };
}

function lineFrom(line: Invoice['lineItems'][number], id: string, taxType: TaxType): DraftLine {
  const texts = { name: line.name.slice(0, 255), description: line.description.slice(0, 2000) };
  if (line.type === 'text') return { type: 'text', id, ...texts };
  return {
    ...newLine(id, taxType),
    ...texts,
    quantity: v.is(decimalSchema, line.quantity) ? line.quantity : '',
    unitName: line.unitName.slice(0, 50),
    unitPrice: v.is(decimalSchema, line.unitPrice) ? line.unitPrice : '',
    taxRatePercentage: rateOf(line.taxRatePercentage, taxType),
    discountPercentage:
      v.is(percentSchema, line.discountPercentage) && Number(line.discountPercentage) > 0
        ? line.discountPercentage
        : '',
  };
}

function rateOf(rate: number | null, taxType: TaxType): TaxRate {
  if (isVatFree(taxType)) return 0;
  return taxRates.find((known) => known === rate) ?? 19;
}
