import * as v from 'valibot';
import { centsSchema, decimalSchema, idSchema, instantSchema, isoDateSchema, percentSchema } from './primitives.ts';

/** How prices are meant and why VAT is or is not shown; API reference 4.1.4. */
export const taxTypes = [
  'net',
  'gross',
  'vatfree',
  'intraCommunitySupply',
  'constructionService13b',
  'externalService13b',
  'thirdPartyCountryService',
  'thirdPartyCountryDelivery',
  'photovoltaicEquipment',
] as const;
export type TaxType = (typeof taxTypes)[number];

/** When the goods or services were supplied; API reference 4.1.6. */
export const shippingTypes = ['service', 'serviceperiod', 'delivery', 'deliveryperiod', 'none'] as const;
export type ShippingType = (typeof shippingTypes)[number];

/** Domestic VAT rates in percent. */
export const taxRates = [0, 7, 19] as const;
export type TaxRate = (typeof taxRates)[number];

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
/** A field that is empty while the user has not filled it. */
const orEmpty = <const S extends v.GenericSchema<string, string>>(schema: S) => v.union([v.literal(''), schema]);

const addressFields = {
  name: text(255),
  supplement: text(255),
  street: text(255),
  zip: text(20),
  city: text(255),
  countryCode: text(6),
};

/** Who receives the invoice: nobody yet, a contact of Lexware's, or an address typed for this document only. */
export const recipientSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({
    kind: v.literal('contact'),
    contactId: idSchema,
    ...addressFields,
    /**
     * Only for one who receives XRechnungen. `buyerReference` takes the place of the contact's own on this document;
     * empty: no XRechnung this time; `null`: the contact's own (API reference 4.1.8).
     */
    xRechnung: v.optional(v.object({ ofContact: text(100), buyerReference: v.nullable(text(100)) })),
  }),
  v.object({ kind: v.literal('oneTime'), ...addressFields }),
]);
export type Recipient = v.InferOutput<typeof recipientSchema>;

/** A line with a price. `unitPrice` is net, or gross where the draft's tax type is `gross`. */
const pricedLineFields = {
  /** Kontor's own id of the line; stable while it is moved and edited. */
  id: idSchema,
  name: text(255),
  description: text(2000),
  quantity: orEmpty(decimalSchema),
  unitName: text(50),
  unitPrice: orEmpty(decimalSchema),
  taxRatePercentage: v.picklist(taxRates),
  discountPercentage: orEmpty(percentSchema),
};
export const draftLineSchema = v.variant('type', [
  v.object({ type: v.literal('custom'), ...pricedLineFields }),
  v.object({ type: v.picklist(['material', 'service']), articleId: idSchema, ...pricedLineFields }),
  v.object({ type: v.literal('text'), id: idSchema, name: text(255), description: text(2000) }),
]);
export type DraftLine = v.InferOutput<typeof draftLineSchema>;
export type PricedLine = Exclude<DraftLine, { type: 'text' }>;

/** A discount on the whole document; Lexware takes one of the two kinds. */
export const totalDiscountSchema = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('absolute'), cents: v.pipe(centsSchema, v.minValue(0)) }),
  v.object({ kind: v.literal('percentage'), percent: percentSchema }),
]);
export type TotalDiscount = v.InferOutput<typeof totalDiscountSchema>;

/** Payment terms by value; API reference 4.1.5. `null` lets Lexware use the contact's or the company's default. */
export const paymentTermSchema = v.object({
  label: text(500),
  days: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)),
  discount: v.nullable(
    v.object({ percent: percentSchema, days: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999)) }),
  ),
});
export type PaymentTerm = v.InferOutput<typeof paymentTermSchema>;

/** An invoice that lives only in Kontor. Everything may be incomplete; `checkDraft` says what is missing. */
export const invoiceDraftSchema = v.object({
  id: idSchema,
  language: v.picklist(['de', 'en']),
  recipient: recipientSchema,
  voucherDate: isoDateSchema,
  shipping: v.object({
    type: v.picklist(shippingTypes),
    date: v.nullable(isoDateSchema),
    endDate: v.nullable(isoDateSchema),
  }),
  taxType: v.picklist(taxTypes),
  lineItems: v.pipe(v.array(draftLineSchema), v.maxLength(300)),
  totalDiscount: totalDiscountSchema,
  paymentTerm: v.nullable(paymentTermSchema),
  title: text(25),
  introduction: text(2000),
  remark: text(2000),
});
export type InvoiceDraft = v.InferOutput<typeof invoiceDraftSchema>;

/** Where a draft stands: still the user's, on its way, or held by Lexware. */
export const draftStates = ['editing', 'queued', 'sent'] as const;

/** A stored draft with what Kontor knows about it. */
export const storedDraftSchema = v.object({
  draft: invoiceDraftSchema,
  state: v.picklist(draftStates),
  createdAt: instantSchema,
  savedAt: instantSchema,
  trashedAt: v.nullable(instantSchema),
});
export type StoredDraft = v.InferOutput<typeof storedDraftSchema>;

/** An earlier content of a draft; `version` counts up. */
export const draftVersionSchema = v.object({ version: v.number(), savedAt: instantSchema, draft: invoiceDraftSchema });
export type DraftVersion = v.InferOutput<typeof draftVersionSchema>;

/** What the editor may offer, as Lexware and the company's profile allow. */
export const draftOptionsSchema = v.object({
  taxTypes: v.array(v.picklist(taxTypes)),
  defaultTaxType: v.picklist(taxTypes),
  paymentTerms: v.array(v.object({ ...paymentTermSchema.entries, organisationDefault: v.boolean() })),
  countries: v.array(v.object({ code: v.string(), nameDe: v.string(), nameEn: v.string() })),
});
