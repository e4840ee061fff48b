import * as v from 'valibot';
import { isoDateSchema } from './primitives.ts';

/**
 * One model for every e-invoice, in the terms of EN 16931 (the BT and BG numbers). It holds what the document states
 * and computes nothing: what is missing is `null`, and what contradicts itself stays so until a check tells.
 */
export const invoiceFormats = [
  'XRechnung UBL',
  'XRechnung CII',
  'ZUGFeRD 1',
  'ZUGFeRD 2',
  'Factur-X',
  // EN 16931 without a German or French profile, such as Peppol's
  'UBL',
  'CII',
] as const;
export type InvoiceFormat = (typeof invoiceFormats)[number];

export const invoiceProfiles = [
  'MINIMUM',
  'BASIC WL',
  'BASIC',
  // ZUGFeRD 1's name of what became EN 16931
  'COMFORT',
  'EN 16931',
  'EXTENDED',
  'XRECHNUNG',
  'PEPPOL',
] as const;
export type InvoiceProfile = (typeof invoiceProfiles)[number];

/** An amount of the document's currency as exact decimal text, at least two decimals: `-12.30`, `0.125`. */
export const amountSchema = v.pipe(v.string(), v.regex(/^-?\d{1,20}\.\d{2,20}$/));
/** A price, quantity or rate as exact decimal text without needless zeros: `19`, `0.2185`. */
export const exactSchema = v.pipe(v.string(), v.regex(/^-?\d{1,20}(\.\d{1,20})?$/));

const text = v.nullable(v.string());
const amount = v.nullable(amountSchema);
const exact = v.nullable(exactSchema);
const day = v.nullable(isoDateSchema);

/** A value with the list or scheme that it belongs to. */
const identifierSchema = v.object({ value: v.string(), scheme: text });
const periodSchema = v.object({ start: day, end: day });

/** Seller (BG-4), buyer (BG-7), payee (BG-10), tax representative (BG-11), place of delivery (BG-13). */
export const partySchema = v.object({
  name: text,
  tradingName: text,
  identifiers: v.array(identifierSchema),
  registration: v.nullable(identifierSchema),
  vatId: text,
  taxNumber: text,
  legalInformation: text,
  electronicAddress: v.nullable(identifierSchema),
  address: v.nullable(v.object({ lines: v.array(v.string()), zip: text, city: text, region: text, countryCode: text })),
  contact: v.nullable(v.object({ name: text, phone: text, email: text })),
});
export type Party = v.InferOutput<typeof partySchema>;

/** An allowance or a charge, of the document (BG-20, BG-21) or of a line (BG-27, BG-28). */
export const allowanceSchema = v.object({
  kind: v.picklist(['allowance', 'charge']),
  amount,
  base: amount,
  percent: exact,
  reason: text,
  reasonCode: text,
  taxCategory: text,
  taxRate: exact,
});
export type Allowance = v.InferOutput<typeof allowanceSchema>;

/** One line (BG-25). */
export const electronicLineSchema = v.object({
  id: text,
  /** Only `detail` counts in sums; the others exist in the profile EXTENDED. */
  role: v.picklist(['detail', 'group', 'information']),
  note: text,
  name: text,
  description: text,
  quantity: exact,
  unit: text,
  /** Net amount (BT-131). */
  amount,
  netPrice: exact,
  grossPrice: exact,
  priceDiscount: exact,
  /** Quantity that the price is for (BT-149). */
  baseQuantity: exact,
  taxCategory: text,
  taxRate: exact,
  period: v.nullable(periodSchema),
  orderLine: text,
  buyerAccounting: text,
  sellerItemId: text,
  buyerItemId: text,
  standardItemId: v.nullable(identifierSchema),
  classifications: v.array(identifierSchema),
  originCountry: text,
  attributes: v.array(v.object({ name: text, value: text })),
  allowances: v.array(allowanceSchema),
});
export type ElectronicLine = v.InferOutput<typeof electronicLineSchema>;

/** VAT of one category and rate (BG-23). */
export const taxBreakdownSchema = v.object({
  category: text,
  rate: exact,
  taxable: amount,
  tax: amount,
  exemptionReason: text,
  exemptionCode: text,
});
export type TaxBreakdown = v.InferOutput<typeof taxBreakdownSchema>;

/** Totals (BG-22). */
export const invoiceTotalsSchema = v.object({
  lines: amount,
  allowances: amount,
  charges: amount,
  net: amount,
  tax: amount,
  taxInAccountingCurrency: amount,
  gross: amount,
  prepaid: amount,
  rounding: amount,
  payable: amount,
});
export type InvoiceTotals = v.InferOutput<typeof invoiceTotalsSchema>;

/** How to pay (BG-16 to BG-19). */
export const paymentMeansSchema = v.object({
  code: text,
  label: text,
  iban: text,
  accountName: text,
  bic: text,
  cardNumber: text,
  cardHolder: text,
  debitedIban: text,
});
export type PaymentMeans = v.InferOutput<typeof paymentMeansSchema>;

/** Other documents that this one names (BT-11 to BT-19, BG-3). */
export const invoiceReferencesSchema = v.object({
  buyerReference: text,
  project: text,
  contract: text,
  order: text,
  salesOrder: text,
  receivingAdvice: text,
  despatchAdvice: text,
  tender: text,
  invoicedObject: v.nullable(identifierSchema),
  buyerAccounting: text,
  precedingInvoices: v.array(v.object({ number: text, issueDate: day })),
});

/** A supporting document (BG-24); its bytes stay in the file. */
export const supportingDocumentSchema = v.object({
  id: text,
  description: text,
  link: text,
  fileName: text,
  mediaType: text,
  /** Size of the decoded content in bytes. */
  bytes: v.nullable(v.number()),
});
export type SupportingDocument = v.InferOutput<typeof supportingDocumentSchema>;

export const electronicInvoiceSchema = v.object({
  format: v.picklist(invoiceFormats),
  profile: v.nullable(v.picklist(invoiceProfiles)),
  /** Version of the profile as the document names it: `3.0` of XRechnung, `1.0` or `2.0` of ZUGFeRD. */
  version: text,
  /** Specification identifier (BT-24) and business process (BT-23), as they stand. */
  guideline: text,
  process: text,
  number: text,
  /** UNTDID 1001: 380 invoice, 381 credit note, 384 correction, 389 self-billed, … */
  typeCode: text,
  issueDate: day,
  dueDate: day,
  taxPointDate: day,
  taxPointCode: text,
  deliveryDate: day,
  period: v.nullable(periodSchema),
  currency: text,
  taxCurrency: text,
  notes: v.array(v.object({ subject: text, text: v.string() })),
  references: invoiceReferencesSchema,
  seller: partySchema,
  buyer: partySchema,
  payee: v.nullable(partySchema),
  taxRepresentative: v.nullable(partySchema),
  deliverTo: v.nullable(partySchema),
  payment: v.object({
    means: v.array(paymentMeansSchema),
    reference: text,
    terms: text,
    mandate: text,
    creditorId: text,
  }),
  allowances: v.array(allowanceSchema),
  taxes: v.array(taxBreakdownSchema),
  totals: invoiceTotalsSchema,
  lines: v.array(electronicLineSchema),
  documents: v.array(supportingDocumentSchema),
});
export type ElectronicInvoice = v.InferOutput<typeof electronicInvoiceSchema>;
