import * as v from 'valibot';
import { centsSchema, idSchema, isoDateSchema } from './primitives.ts';
import { voucherRowSchema } from './voucher.ts';

const sumSchema = v.object({ count: v.number(), cents: centsSchema });

/**
 * The numbers of the overview, as of `today` (Europe/Berlin). Sums are over finalised invoices that are not voided, by
 * their gross totals; `open` and `overdue` by what is still to be paid. Each equals the list that it leads to.
 */
export const overviewSchema = v.object({
  today: isoDateSchema,
  open: sumSchema,
  overdue: sumSchema,
  /** Drafts at Lexware, and drafts that live here. */
  lexwareDrafts: sumSchema,
  localDrafts: v.object({ count: v.number() }),
  thisMonth: sumSchema,
  /** The twelve months up to this one, oldest first; `month` is `yyyy-MM`. */
  months: v.array(v.object({ month: v.string(), count: v.number(), cents: centsSchema, openCents: centsSchema })),
  /** At most five, by what they owe. */
  debtors: v.array(
    v.object({
      contactId: v.nullable(idSchema),
      name: v.string(),
      count: v.number(),
      openCents: centsSchema,
      overdueCents: centsSchema,
    }),
  ),
  /** The latest bookkeeping vouchers that came in: at most five. */
  receipts: v.array(voucherRowSchema),
});
export type Overview = v.InferOutput<typeof overviewSchema>;
