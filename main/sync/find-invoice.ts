import { addDays, todayInBerlin } from '../../domain/dates.ts';
import { ok } from '../../domain/result.ts';
import type { Invoice } from '../../domain/voucher.ts';
import type { LexwareResult, VoucherListRow } from '../lexware/api.ts';
import type { InvoiceContent } from '../store/operation-content.ts';
import { isPlausible, toCandidate, watermarkMarginMs } from './candidates.ts';
import type { LookUp, Verdict } from './reconcile.ts';
import { isSameInvoice } from './same-invoice.ts';

const pageSize = 250;
/** Lexware's window ends after 10,000 rows (API reference 3.6). */
const maxPages = 40;
/** So many documents are read in full; more new ones with this amount or recipient mean asking the user. */
const maxDetails = 20;

interface Detail {
  row: VoucherListRow;
  invoice: Invoice;
}

/** Looks for an invoice: list from the watermark, read what may be it, compare the content. */
export async function findInvoice(question: LookUp, content: InvoiceContent): Promise<LexwareResult<Verdict>> {
  const listed = await listSince(question);
  if (!listed.ok) return listed;
  const plausible = listed.value.rows.filter(
    (row) => isPlausible(row, question.operation, content) && !question.isClaimed(row.id),
  );
  const details = await readDetails(question, plausible.slice(0, maxDetails));
  if (!details.ok) return details;
  const isComplete = listed.value.complete && plausible.length <= maxDetails;
  return ok(judge(question, content, details.value, isComplete));
}

function judge(
  { operation, others }: LookUp,
  content: InvoiceContent,
  details: readonly Detail[],
  isComplete: boolean,
): Verdict {
  const wantsFinal = operation.kind === 'createInvoiceFinalised';
  const matches = details.filter(
    ({ invoice }) => isSameInvoice(content.draft, invoice) && !(wantsFinal && invoice.status === 'draft'),
  );
  const [only] = matches;
  if (only && matches.length === 1) {
    const { row, invoice } = only;
    return {
      kind: 'found',
      effect: { resourceId: row.id, made: { kind: 'invoice', createdMs: row.createdMs, invoice } },
    };
  }
  const drafts = others.flatMap((other) => (other.content.kind === 'invoice' ? [other.content.draft] : []));
  const open = details.filter(
    (detail) => matches.includes(detail) || !drafts.some((draft) => isSameInvoice(draft, detail.invoice)),
  );
  if (open.length === 0 && isComplete) return { kind: 'absent' };
  return { kind: 'doubtful', candidates: open.map(({ row, invoice }) => toCandidate(row, invoice)) };
}

async function listSince(question: LookUp): Promise<LexwareResult<{ rows: VoucherListRow[]; complete: boolean }>> {
  const rows: VoucherListRow[] = [];
  const since = question.operation.watermarkMs - watermarkMarginMs;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await question.api.listVouchers(
      {
        voucherType: 'invoice',
        voucherStatus: 'any',
        page,
        size: pageSize,
        sort: { property: 'createdDate', direction: 'DESC' },
        // A day earlier than needed costs nothing and forgives any reading of the day's edges.
        ...(question.operation.watermarkMs > 0 && { createdDateFrom: addDays(todayInBerlin(since), -1) }),
      },
      question.options,
    );
    if (!answer.ok) return answer;
    rows.push(...answer.value.content);
    if (answer.value.last) return ok({ rows, complete: true });
    if (answer.value.content.length === 0) return ok({ rows, complete: false });
  }
  return ok({ rows, complete: false });
}

async function readDetails(question: LookUp, rows: readonly VoucherListRow[]): Promise<LexwareResult<Detail[]>> {
  const details: Detail[] = [];
  for (const row of rows) {
    const answer = await question.api.getInvoice(row.id, question.options);
    if (answer.ok) details.push({ row, invoice: answer.value });
    // Deleted since it was listed: not there, which is what counts.
    else if (answer.error.error.code !== 'lexware_not_found') return answer;
  }
  return ok(details);
}
