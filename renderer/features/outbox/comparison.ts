import type { Candidate, Operation } from '../../../domain/operation.ts';
import { voucherStatuses, type VoucherStatus } from '../../../domain/voucher.ts';
import { formatDate, formatMoney } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { statusLooks } from '../invoices/status.ts';
import { addressLine, contactName } from './contact-words.ts';

/** One detail of what was sent beside the same of a candidate. `verdict` is `null` where Lexware gives the value. */
export interface ComparedDetail {
  label: string;
  ours: string;
  theirs: string;
  verdict: 'same' | 'different' | null;
}

/** What was sent beside what Lexware holds, detail by detail. */
export function compare(operation: Operation, candidate: Candidate): ComparedDetail[] {
  return candidate.kind === 'invoice' ? compareInvoice(operation, candidate) : compareContact(operation, candidate);
}

/** The labels of what differs. */
export function differences(details: readonly ComparedDetail[]): string[] {
  return details.filter((detail) => detail.verdict === 'different').map((detail) => detail.label);
}

/** What a candidate is called in the heading of its card. */
export function candidateName(candidate: Candidate): string {
  if (candidate.kind === 'invoice') return candidate.number ?? m.outbox_status_draft();
  return [candidate.name, candidate.customerNumber].filter(Boolean).join(', ');
}

function compareInvoice(operation: Operation, candidate: Extract<Candidate, { kind: 'invoice' }>): ComparedDetail[] {
  const isFinal = operation.kind === 'createInvoiceFinalised';
  const ours = operation.subject.kind === 'invoice' ? operation.subject : null;
  const status: VoucherStatus = voucherStatuses.find((known) => known === candidate.status) ?? 'unknown';
  return [
    {
      label: m.outbox_number(),
      ours: m.outbox_number_by_lexware(),
      theirs: candidate.number ?? m.outbox_no_number(),
      verdict: null,
    },
    detail(m.outbox_contact(), operation.title, candidate.contactName),
    detail(m.outbox_date(), ours ? formatDate(ours.voucherDate) : '–', formatDate(candidate.voucherDate)),
    detail(m.outbox_amount(), money(operation.totalCents), money(candidate.totalCents)),
    {
      label: m.outbox_status(),
      ours: isFinal ? m.outbox_status_final() : m.outbox_status_draft(),
      theirs: statusLooks[status].text(),
      verdict: isFinal === (candidate.status !== 'draft') ? 'same' : 'different',
    },
  ];
}

function compareContact(operation: Operation, candidate: Extract<Candidate, { kind: 'contact' }>): ComparedDetail[] {
  const ours = operation.subject.kind === 'contact' ? operation.subject.contact : null;
  return [
    detail(m.outbox_name(), ours ? contactName(ours) : operation.title, candidate.name),
    detail(m.outbox_address(), addressLine(ours?.address ?? null), addressLine(candidate)),
    {
      label: m.outbox_customer_number(),
      ours: m.outbox_number_by_lexware(),
      theirs: candidate.customerNumber === null ? m.outbox_none() : String(candidate.customerNumber),
      verdict: null,
    },
    detail(m.outbox_email(), ours?.email ?? m.outbox_none(), candidate.email ?? m.outbox_none()),
  ];
}

function money(cents: number | null): string {
  return cents === null ? '–' : formatMoney(cents);
}

/** Blanks and letter case are no difference that a person would see. */
function detail(label: string, ours: string, theirs: string): ComparedDetail {
  return { label, ours, theirs, verdict: normalised(ours) === normalised(theirs) ? 'same' : 'different' };
}

function normalised(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').toLocaleLowerCase('de-DE');
}
