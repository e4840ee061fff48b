import { todayInBerlin } from '../../domain/dates.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Invoice, VoucherRow } from '../../domain/voucher.ts';
import type { Handlers } from '../../preload/contract.ts';
import type { LexwareFile } from '../lexware/api.ts';
import { invoicePermalink } from '../lexware/permalinks.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import { pending } from './pending-handlers.ts';
import type { Ports } from './ports.ts';

/** `invoices.*`: lists from the mirror; details and documents from the mirror too, once they were fetched. */
export function invoiceHandlers(organisations: Organisations, ports: Ports): Handlers['invoices'] {
  const today = (): string => todayInBerlin(ports.clock.wallMs());
  return {
    list: (query) => organisations.ask((session) => session.store.vouchers.list(query, today())),
    ...pending.invoices,
    get: ({ id }) => organisations.ask((session) => loadInvoice(session, id, ports.clock.wallMs())),
    document: ({ id, format }) =>
      organisations.ask((session) => loadDocument(session, id, format, ports.clock.wallMs())),
    openInLexware: ({ id }) => organisations.ask((session) => openInLexware(session, id, today(), ports)),
  };
}

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

async function loadDocument(
  session: OrganisationSession,
  id: string,
  format: 'pdf' | 'xml',
  nowMs: number,
): Promise<Result<LexwareFile, AppError>> {
  const row = session.store.vouchers.find(id);
  if (row?.status === 'draft') return fail(appError('document_not_available_for_draft'));
  const kept = session.store.documents.file(id, format, nowMs);
  if (kept !== null) return ok(kept);
  const answer = await session.api.getInvoiceFile(id, `application/${format}`, { priority: 'click' });
  if (!answer.ok) return fail(answer.error.error);
  session.store.documents.keepFile(id, format, answer.value, nowMs);
  return answer;
}

async function openInLexware(
  session: OrganisationSession,
  id: string,
  today: string,
  ports: Ports,
): Promise<Result<undefined, AppError>> {
  const row = session.store.vouchers.get(id, today);
  const { webAppUrl } = session.connection;
  // A draft can only be worked on there; everything else can only be looked at.
  const view = row.ok && row.value.status === 'draft' ? 'edit' : 'view';
  const address = invoicePermalink(webAppUrl, view, id);
  if (address === null) return fail(appError('link_not_allowed'));
  return ports.openExternal(address, new Set([new URL(webAppUrl).origin]));
}
