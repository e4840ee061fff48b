import * as v from 'valibot';
import { centsSchema, idSchema, isoDateSchema } from './primitives.ts';

/**
 * The states that Kontor shows. Lexware's list knows more and may grow: what is not in this list is `unknown`,
 * never an error (API reference 4.11).
 */
export const voucherStatuses = [
  'draft',
  'open',
  'overdue',
  'paid',
  'paidoff',
  'voided',
  'transferred',
  'sepadebit',
  'accepted',
  'rejected',
  'unchecked',
  'blank',
  'unknown',
] as const;
export type VoucherStatus = (typeof voucherStatuses)[number];

/** One row of the invoice list. Amounts in cents; days are German calendar days. */
export const voucherRowSchema = v.object({
  id: idSchema,
  voucherType: v.string(),
  status: v.picklist(voucherStatuses),
  number: v.nullable(v.string()),
  voucherDate: isoDateSchema,
  dueDate: v.nullable(isoDateSchema),
  contactId: v.nullable(idSchema),
  contactName: v.string(),
  totalCents: v.nullable(centsSchema),
  openCents: v.nullable(centsSchema),
});
export type VoucherRow = v.InferOutput<typeof voucherRowSchema>;

/** A line of an invoice that Lexware holds. Quantities and prices are decimal text as Lexware states them. */
export const invoiceLineSchema = v.object({
  type: v.string(),
  name: v.string(),
  description: v.string(),
  quantity: v.nullable(v.string()),
  unitName: v.string(),
  unitPrice: v.nullable(v.string()),
  taxRatePercentage: v.nullable(v.number()),
  discountPercentage: v.nullable(v.string()),
  amountCents: v.nullable(centsSchema),
});

/** Something that was paid on a voucher, or settled it otherwise. `type` is Lexware's (API reference 4.14). */
export const paymentSchema = v.object({ type: v.string(), date: v.nullable(isoDateSchema), cents: centsSchema });
export type Payment = v.InferOutput<typeof paymentSchema>;

/** An invoice as Lexware holds it, ready to be shown. */
export const invoiceSchema = v.object({
  id: idSchema,
  number: v.nullable(v.string()),
  status: v.picklist(voucherStatuses),
  voucherDate: isoDateSchema,
  dueDate: v.nullable(isoDateSchema),
  shipping: v.object({ type: v.string(), date: v.nullable(isoDateSchema), endDate: v.nullable(isoDateSchema) }),
  recipient: v.object({
    contactId: v.nullable(idSchema),
    name: v.string(),
    supplement: v.string(),
    street: v.string(),
    zip: v.string(),
    city: v.string(),
    countryCode: v.string(),
  }),
  taxType: v.string(),
  lineItems: v.array(invoiceLineSchema),
  netCents: centsSchema,
  taxCents: centsSchema,
  grossCents: centsSchema,
  openCents: v.nullable(centsSchema),
  taxes: v.array(v.object({ ratePercentage: v.number(), netCents: centsSchema, taxCents: centsSchema })),
  paymentTermLabel: v.string(),
  title: v.string(),
  introduction: v.string(),
  remark: v.string(),
  /** `NONE` (plain PDF), `EN16931` (ZUGFeRD), `XRechnung`, or what Lexware adds later. */
  electronicDocumentProfile: v.string(),
  relatedVouchers: v.array(v.object({ id: v.string(), number: v.nullable(v.string()), voucherType: v.string() })),
});
export type Invoice = v.InferOutput<typeof invoiceSchema>;
