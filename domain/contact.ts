import * as v from 'valibot';
import { centsSchema, decimalSchema, idSchema } from './primitives.ts';

/**
 * A contact as the editor needs it. `invoiceable` is false where Lexware would refuse an invoice: no customer role,
 * or not exactly one billing address (API reference 4.1.1).
 */
export const contactSchema = v.object({
  id: idSchema,
  name: v.string(),
  customerNumber: v.nullable(v.number()),
  isCompany: v.boolean(),
  isCustomer: v.boolean(),
  isVendor: v.boolean(),
  invoiceable: v.boolean(),
  address: v.nullable(
    v.object({
      supplement: v.string(),
      street: v.string(),
      zip: v.string(),
      city: v.string(),
      countryCode: v.string(),
    }),
  ),
  email: v.nullable(v.string()),
  /** The buyer's reference (Leitweg-ID) of one who receives XRechnungen; absent for all others (API reference 4.1.8). */
  buyerReference: v.optional(v.string()),
  /** Created here; Lexware has not confirmed it yet, and `id` is Kontor's own. */
  pending: v.boolean(),
});
export type Contact = v.InferOutput<typeof contactSchema>;

const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

/**
 * A contact to be created at Lexware: a company or a person, as customer, vendor or both (API reference 4.9). Lexware
 * demands a name and a role; an address needs its country.
 */
export const newContactSchema = v.pipe(
  v.strictObject({
    name: v.variant('kind', [
      v.strictObject({ kind: v.literal('company'), name: v.pipe(line(255), v.nonEmpty()) }),
      v.strictObject({
        kind: v.literal('person'),
        salutation: line(25),
        firstName: line(255),
        lastName: v.pipe(line(255), v.nonEmpty()),
      }),
    ]),
    isCustomer: v.boolean(),
    isVendor: v.boolean(),
    address: v.nullable(
      v.strictObject({
        supplement: line(255),
        street: line(255),
        zip: line(20),
        city: line(255),
        countryCode: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
      }),
    ),
    email: v.nullable(v.pipe(line(255), v.email())),
    phone: v.nullable(line(50)),
    vatRegistrationId: v.nullable(line(20)),
  }),
  v.check(({ isCustomer, isVendor }) => isCustomer || isVendor),
);
export type NewContact = v.InferOutput<typeof newContactSchema>;

/** A contact in the list, with what is open on its invoices (sales documents only). Cents. */
export const contactRowSchema = v.object({
  contact: contactSchema,
  invoiceCount: v.number(),
  openCents: centsSchema,
  overdueCents: centsSchema,
});
export type ContactRow = v.InferOutput<typeof contactRowSchema>;

/** An article or service from Lexware's catalogue; the price on its leading side. */
export const articleSchema = v.object({
  id: idSchema,
  type: v.picklist(['material', 'service']),
  number: v.nullable(v.string()),
  title: v.string(),
  description: v.string(),
  unitName: v.string(),
  leadingPrice: v.picklist(['net', 'gross']),
  netPrice: decimalSchema,
  grossPrice: decimalSchema,
  taxRatePercentage: v.number(),
});
export type Article = v.InferOutput<typeof articleSchema>;
