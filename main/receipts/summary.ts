import type { ElectronicInvoice } from '../../domain/electronic-invoice.ts';
import type { Inspection, ReceiptKind } from '../../domain/receipt.ts';
import type { Finding } from '../../domain/receipt-finding.ts';

/** One line of `npm run inspect`. Amounts are exact decimal text; `lines` and `attachments` are numbers of them. */
export interface InspectionSummary {
  file: string;
  kind: ReceiptKind;
  reason: string | null;
  format: string | null;
  profile: string | null;
  version: string | null;
  typeCode: string | null;
  number: string | null;
  issueDate: string | null;
  sellerName: string | null;
  buyerName: string | null;
  currency: string | null;
  netTotal: string | null;
  taxTotal: string | null;
  grossTotal: string | null;
  payable: string | null;
  lines: number;
  attachments: number;
  findings: Finding[];
}

/** An inspection in short. */
export function summarise(file: string, inspection: Inspection): InspectionSummary {
  const invoice = 'invoice' in inspection ? inspection.invoice : null;
  return {
    file,
    kind: inspection.kind,
    reason: inspection.reason,
    ...describe(invoice),
    attachments: inspection.kind === 'refused' ? 0 : inspection.attachments.length,
    findings: inspection.kind === 'refused' ? [] : inspection.findings,
  };
}

function describe(
  invoice: ElectronicInvoice | null,
): Omit<InspectionSummary, 'file' | 'kind' | 'reason' | 'attachments' | 'findings'> {
  return {
    format: invoice?.format ?? null,
    profile: invoice?.profile ?? null,
    version: invoice?.version ?? null,
    typeCode: invoice?.typeCode ?? null,
    number: invoice?.number ?? null,
    issueDate: invoice?.issueDate ?? null,
    sellerName: invoice?.seller.name ?? null,
    buyerName: invoice?.buyer.name ?? null,
    currency: invoice?.currency ?? null,
    netTotal: invoice?.totals.net ?? null,
    taxTotal: invoice?.totals.tax ?? null,
    grossTotal: invoice?.totals.gross ?? null,
    payable: invoice?.totals.payable ?? null,
    lines: invoice?.lines.length ?? 0,
  };
}
