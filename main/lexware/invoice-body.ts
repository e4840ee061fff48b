import { wireFromIsoDate } from '../../domain/dates.ts';
import type {
  DraftLine,
  InvoiceDraft,
  PaymentTerm,
  PricedLine,
  Recipient,
  TaxType,
  TotalDiscount,
} from '../../domain/invoice-draft.ts';
import { wireFromCents } from '../../domain/money.ts';
import { assertNever } from '../../domain/result.ts';
import { isVatFree } from '../../domain/tax.ts';
import type { InvoiceBody } from './api.ts';

type Fields = Record<string, unknown>;

/**
 * The body of `POST /v1/invoices` for a draft (API reference 4.1): only the leading price, days as German midnights,
 * nothing that is empty. Lines keep their order and number, so that Lexware's complaints find their way back.
 * @param draft one that `checkDraft` found complete; gaps are sent as they are and Lexware refuses them
 */
export function buildInvoiceBody(draft: InvoiceDraft): InvoiceBody {
  return {
    language: draft.language,
    voucherDate: wireFromIsoDate(draft.voucherDate),
    address: addressOf(draft.recipient),
    ...xRechnungOf(draft.recipient),
    lineItems: draft.lineItems.map((line) => lineOf(line, draft.taxType)),
    totalPrice: { currency: 'EUR', ...discountOf(draft.totalDiscount) },
    taxConditions: { taxType: draft.taxType },
    ...(draft.paymentTerm !== null && { paymentConditions: paymentOf(draft.paymentTerm) }),
    shippingConditions: shippingOf(draft.shipping),
    ...filled({ title: draft.title, introduction: draft.introduction, remark: draft.remark }),
  };
}

/** A contact is sent as a reference only: name and address are then Lexware's, as its users keep them there. */
function addressOf(recipient: Recipient): Fields {
  switch (recipient.kind) {
    case 'none':
      return {};
    case 'contact':
      return { contactId: recipient.contactId };
    case 'oneTime': {
      const { name, supplement, street, zip, city, countryCode } = recipient;
      return filled({ name, supplement, street, zip, city, countryCode });
    }
    default:
      return assertNever(recipient);
  }
}

/** Only where it differs from the contact's own, which Lexware takes by itself (API reference 4.1.8). */
function xRechnungOf(recipient: Recipient): Fields {
  const buyerReference = recipient.kind === 'contact' ? (recipient.xRechnung?.buyerReference ?? null) : null;
  return buyerReference === null ? {} : { xRechnung: { buyerReference: buyerReference.trim() } };
}

function lineOf(line: DraftLine, taxType: TaxType): Fields {
  switch (line.type) {
    case 'text':
      return { type: 'text', ...filled({ name: line.name, description: line.description }) };
    case 'custom':
      return { type: 'custom', ...priced(line, taxType) };
    case 'material':
    case 'service':
      return { type: line.type, id: line.articleId, ...priced(line, taxType) };
    default:
      return assertNever(line);
  }
}

function priced(line: PricedLine, taxType: TaxType): Fields {
  return {
    ...filled({ name: line.name, description: line.description }),
    ...number('quantity', line.quantity),
    ...filled({ unitName: line.unitName }),
    unitPrice: {
      currency: 'EUR',
      ...number(taxType === 'gross' ? 'grossAmount' : 'netAmount', line.unitPrice),
      taxRatePercentage: isVatFree(taxType) ? 0 : line.taxRatePercentage,
    },
    ...number('discountPercentage', line.discountPercentage),
  };
}

function discountOf(discount: TotalDiscount): Fields {
  switch (discount.kind) {
    case 'none':
      return {};
    case 'absolute':
      return { totalDiscountAbsolute: wireFromCents(discount.cents) };
    case 'percentage':
      return { totalDiscountPercentage: Number(discount.percent) };
    default:
      return assertNever(discount);
  }
}

/** Label and duration always together: Lexware refuses the one without the other (API reference 4.1.5). */
function paymentOf(term: PaymentTerm): Fields {
  return {
    paymentTermLabel: term.label,
    paymentTermDuration: term.days,
    ...(term.discount !== null && {
      paymentDiscountConditions: {
        discountPercentage: Number(term.discount.percent),
        discountRange: term.discount.days,
      },
    }),
  };
}

/** Dates that the kind of supply has no use for are left out, even if the draft still remembers them. */
function shippingOf(shipping: InvoiceDraft['shipping']): Fields {
  const { type, date, endDate } = shipping;
  const isPeriod = type === 'serviceperiod' || type === 'deliveryperiod';
  return {
    shippingType: type,
    ...(type !== 'none' && date !== null && { shippingDate: wireFromIsoDate(date) }),
    ...(isPeriod && endDate !== null && { shippingEndDate: wireFromIsoDate(endDate) }),
  };
}

/** The decimal text as the JSON number that prints the same; empty: left out. At most 14 digits, so it is exact. */
function number(name: string, decimal: string): Fields {
  return decimal === '' ? {} : { [name]: Number(decimal) };
}

function filled(texts: Record<string, string>): Fields {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
}
