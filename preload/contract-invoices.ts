import * as v from 'valibot';
import { invoiceFilterSchema, invoiceSortSchema, statusFilters } from '../domain/invoice-filter.ts';
import { centsSchema, idSchema } from '../domain/primitives.ts';
import { invoiceSchema, paymentSchema, voucherRowSchema } from '../domain/voucher.ts';
import {
  byId,
  byIds,
  bytesSchema,
  chosenIds,
  cursor,
  limit,
  method,
  nothing,
  savedSchema,
  shortText,
} from './contract-parts.ts';

/** The contract's part about invoices: the list, one of them, and its documents. */
export const invoices = {
  list: method(
    v.strictObject({
      ...invoiceFilterSchema.entries,
      sort: v.optional(invoiceSortSchema),
      cursor,
      limit: limit(500),
    }),
    v.object({
      rows: v.array(voucherRowSchema),
      /** Opaque; pass it back for the next page. `null`: this was the last one. */
      nextCursor: v.nullable(v.string()),
      /** Over all rows that match, not only this page. */
      totals: v.object({ count: v.number(), totalCents: centsSchema, openCents: centsSchema }),
      /** Per chip, over all rows that match the search. */
      counts: v.record(v.picklist(statusFilters), v.number()),
    }),
  ),
  get: method(byId, invoiceSchema),
  /** What was paid on it, oldest first; asked of Lexware each time. A draft has none. */
  payments: method(byId, v.array(paymentSchema)),
  document: method(
    v.strictObject({ id: idSchema, format: v.picklist(['pdf', 'xml']) }),
    v.object({ fileName: v.string(), mediaType: v.string(), bytes: bytesSchema }),
  ),
  /** Any voucher. `voucherType` helps where the mirror does not know it, as Lexware names it: `dunning`. */
  openInLexware: method(v.strictObject({ id: idSchema, voucherType: v.optional(shortText) }), nothing),
  /** Asks where to, then writes the document there. */
  saveDocument: method(v.strictObject({ id: idSchema, format: v.picklist(['pdf', 'xml']) }), savedSchema),
  /**
   * Asks for a folder, then writes the PDF of each; `progress` tells how far. Drafts have none and count as failed.
   * `stopped`: the user ended it on the way; what was saved until then is there.
   */
  saveDocuments: method(
    byIds,
    v.object({
      outcome: v.picklist(['saved', 'cancelled', 'stopped']),
      saved: v.number(),
      failed: v.array(idSchema),
    }),
  ),
  /** Ends the saving of documents that is running; where none is, nothing happens. */
  cancelSaving: method(null, nothing),
  /** Writes a table for spreadsheets: UTF-8 with BOM, semicolons, decimal comma, German dates. */
  exportCsv: method(
    v.strictObject({
      rows: v.union([v.strictObject({ ids: chosenIds }), v.strictObject({ filter: invoiceFilterSchema })]),
    }),
    savedSchema,
  ),
} as const;
