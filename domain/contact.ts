import * as v from 'valibot';
import { idSchema, decimalSchema } from './primitives.ts';

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
});
export type Contact = v.InferOutput<typeof contactSchema>;

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
