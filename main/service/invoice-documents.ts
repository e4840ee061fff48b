import { compareDays, todayInBerlin } from '../../domain/dates.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Invoice, Payment, VoucherRow } from '../../domain/voucher.ts';
import type { LexwareFile, Priority } from '../lexware/api.ts';
import type { DocumentFormat } from '../store/documents.ts';
import type { OrganisationSession } from './organisation-session.ts';

/** An invoice in full: as kept, or fetched from Lexware and kept. */
export async function loadInvoice(
  session: OrganisationSession,
  id: string,
  nowMs: number,
): Promise<Result<Invoice, AppError>> {
  const row = session.store.vouchers.get(id, todayInBerlin(nowMs));
  const kept = session.store.documents.invoice(id);
  if (kept !== null) return ok(asListed(kept.invoice, row.ok ? row.value : null));
  const answer = await session.api.getInvoice(id, { priority: 'click' });
  if (!answer.ok) return fail(answer.error.error);
  session.store.documents.keepInvoice(answer.value, nowMs);
  return ok(asListed(answer.value, row.ok ? row.value : null));
}

/** Lexware states what is open and what is overdue only in its list (API reference 4.11). */
function asListed(invoice: Invoice, row: VoucherRow | null): Invoice {
  if (row === null) return invoice;
  return { ...invoice, status: row.status, openCents: row.openCents, dueDate: invoice.dueDate ?? row.dueDate };
}

/** What was paid on an invoice, oldest first. Not kept: a payment does not change the invoice's row at once. */
export async function loadPayments(session: OrganisationSession, id: string): Promise<Result<Payment[], AppError>> {
  if (session.store.vouchers.find(id)?.status === 'draft') return ok([]);
  const answer = await session.api.listPayments(id, { priority: 'visible' });
  if (!answer.ok) return fail(answer.error.error);
  return ok([...answer.value].sort((a, b) => compareDays(a.date ?? '', b.date ?? '')));
}

/** The document of an invoice: as kept, or fetched from Lexware and kept. Drafts have none (API reference 4.1.9). */
export async function loadDocument(
  session: OrganisationSession,
  id: string,
  format: DocumentFormat,
  nowMs: number,
  priority: Priority = 'click',
): Promise<Result<LexwareFile, AppError>> {
  const row = session.store.vouchers.find(id);
  if (row?.status === 'draft') return fail(appError('document_not_available_for_draft'));
  const kept = session.store.documents.file(id, format, nowMs);
  if (kept !== null) return ok(kept);
  const answer = await session.api.getInvoiceFile(id, `application/${format}`, { priority });
  if (!answer.ok) return fail(answer.error.error);
  session.store.documents.keepFile(id, format, answer.value, nowMs);
  return answer;
}
