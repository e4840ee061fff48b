import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import { computeTotals } from '../../../domain/totals.ts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { withoutBlankLines } from './draft-edits.ts';

/** A content in a few words: `3 Positionen, 1.190,00 €`. */
export function summaryOf(draft: InvoiceDraft): string {
  const total = formatMoney(computeTotals(draft).grossCents);
  return m.versions_summary({ lines: linesText(draft), total });
}

/** What would be different if `earlier` took the place of `present`, a sentence each; empty where nothing would. */
export function differencesOf(earlier: InvoiceDraft, present: InvoiceDraft): string[] {
  const texts: string[] = [];
  const totals = [earlier, present].map((draft) => computeTotals(draft).grossCents);
  if (totals[0] !== totals[1]) {
    texts.push(m.versions_total({ then: formatMoney(totals[0] ?? 0), now: formatMoney(totals[1] ?? 0) }));
  }
  if (recipientName(earlier) !== recipientName(present)) {
    texts.push(m.versions_recipient({ then: recipientName(earlier), now: recipientName(present) }));
  } else if (isDifferent(earlier.recipient, present.recipient)) texts.push(m.versions_address());
  if (countLines(earlier) !== countLines(present)) {
    texts.push(m.versions_lines({ then: linesText(earlier), now: linesText(present) }));
  } else if (isDifferent(earlier.lineItems, present.lineItems)) texts.push(m.versions_lines_changed());
  if (earlier.voucherDate !== present.voucherDate) {
    texts.push(m.versions_date({ then: formatDate(earlier.voucherDate), now: formatDate(present.voucherDate) }));
  }
  if (isDifferent(termsOf(earlier), termsOf(present))) texts.push(m.versions_terms());
  if (isDifferent(textsOf(earlier), textsOf(present))) texts.push(m.versions_texts());
  return texts;
}

function recipientName({ recipient }: InvoiceDraft): string {
  return (recipient.kind === 'none' ? '' : recipient.name.trim()) || m.drafts_no_recipient();
}

function countLines(draft: InvoiceDraft): number {
  return withoutBlankLines(draft.lineItems).length;
}

function linesText(draft: InvoiceDraft): string {
  return m.versions_line_count({ count: countLines(draft) });
}

function termsOf({ shipping, taxType, totalDiscount, paymentTerm }: InvoiceDraft): unknown {
  return { shipping, taxType, totalDiscount, paymentTerm };
}

function textsOf({ title, introduction, remark, language }: InvoiceDraft): unknown {
  return { title, introduction, remark, language };
}

/** Both sides come from main, which writes the fields of a draft in one order. */
function isDifferent(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
