import Big from 'big.js';
import { centsFromBig } from '../../domain/money.ts';
import type { Cents } from '../../domain/primitives.ts';
import type { ReceiptRow } from '../../domain/receipt-entry.ts';
import { gravestOf, type FindingClass } from '../../domain/receipt-finding.ts';
import type { Inspection } from '../../domain/receipt.ts';

/** What the list shows of an inspection. */
export type ReceiptSummary = Pick<
  ReceiptRow,
  | 'kind'
  | 'format'
  | 'profile'
  | 'senderName'
  | 'number'
  | 'issueDate'
  | 'payableCents'
  | 'currency'
  | 'findings'
  | 'gravest'
>;

/** Nothing is known: not read yet, or nothing could be read. */
export const emptySummary: ReceiptSummary = {
  kind: null,
  format: null,
  profile: null,
  senderName: null,
  number: null,
  issueDate: null,
  payableCents: null,
  currency: null,
  findings: { format: 0, business: 0, content: 0 },
  gravest: null,
};

/** What the list shows of an inspection. */
export function summaryOf(inspection: Inspection): ReceiptSummary {
  if (inspection.kind === 'refused') return emptySummary;
  const invoice = 'invoice' in inspection ? inspection.invoice : null;
  const count = (wanted: FindingClass): number => inspection.findings.filter((one) => one.class === wanted).length;
  return {
    kind: inspection.kind,
    format: invoice?.format ?? null,
    profile: invoice?.profile ?? null,
    senderName: invoice?.seller.name ?? null,
    number: invoice?.number ?? null,
    issueDate: invoice?.issueDate ?? null,
    payableCents: centsOf(invoice?.totals.payable ?? null),
    currency: invoice?.currency ?? null,
    findings: { format: count('format'), business: count('business'), content: count('content') },
    gravest: gravestOf(inspection.findings)?.code ?? null,
  };
}

/** The amount by which two receipts are known as the same invoice: with VAT where stated, else what is to be paid. */
export function comparedCents(inspection: Inspection): Cents | null {
  const totals = 'invoice' in inspection ? inspection.invoice?.totals : undefined;
  return centsOf(totals?.gross ?? totals?.payable ?? null);
}

/** An exact decimal text in cents; `null` for none and for what is too large to be exact. */
function centsOf(amount: string | null): Cents | null {
  return amount === null ? null : centsFromBig(new Big(amount));
}
