import * as v from 'valibot';
import { centsSchema, idSchema, isoDateSchema } from './primitives.ts';

/** The columns that the invoice list can be ordered by. */
export const invoiceSortKeys = ['number', 'voucherDate', 'contactName', 'dueDate', 'totalCents', 'openCents'] as const;
export type InvoiceSortKey = (typeof invoiceSortKeys)[number];

/**
 * The status chips of the invoice list. `all` counts every row; `issued` what was finalised and is not voided; `open`
 * counts what is overdue too, as Lexware does (API reference 4.11).
 */
export const statusFilters = ['all', 'issued', 'open', 'overdue', 'paid', 'draft', 'voided'] as const;
export type StatusFilter = (typeof statusFilters)[number];

export const invoiceSortSchema = v.strictObject({
  key: v.picklist(invoiceSortKeys),
  direction: v.picklist(['asc', 'desc']),
});
export type InvoiceSort = v.InferOutput<typeof invoiceSortSchema>;

/**
 * Which invoices are meant. Days are inclusive; amounts are gross totals in cents, inclusive. `addressee` means those
 * to an address of that name without a contact, compared as the search compares.
 */
export const invoiceFilterSchema = v.strictObject({
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
  status: v.optional(v.picklist(statusFilters)),
  contactId: v.optional(idSchema),
  addressee: v.optional(v.pipe(v.string(), v.maxLength(300))),
  dateFrom: v.optional(isoDateSchema),
  dateTo: v.optional(isoDateSchema),
  minCents: v.optional(centsSchema),
  maxCents: v.optional(centsSchema),
});
export type InvoiceFilter = v.InferOutput<typeof invoiceFilterSchema>;

/** A filter and an order under a name of the user's. */
export const savedViewSchema = v.strictObject({
  id: idSchema,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  filter: invoiceFilterSchema,
  sort: invoiceSortSchema,
});
export type SavedView = v.InferOutput<typeof savedViewSchema>;
