import { todayInBerlin } from '../../domain/dates.ts';
import type { AppError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import type { Handlers } from '../../preload/contract.ts';
import { voucherPermalink } from '../lexware/permalinks.ts';
import { loadDocument, loadInvoice, loadPayments } from './invoice-documents.ts';
import { invoiceSavingHandlers } from './invoice-saving.ts';
import { openWebApp } from './open-web-app.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

/** `invoices.*`: lists from the mirror; details and documents from the mirror too, once they were fetched. */
export function invoiceHandlers(organisations: Organisations, ports: Ports): Handlers['invoices'] {
  const today = (): string => todayInBerlin(ports.clock.wallMs());
  return {
    list: (query) => organisations.ask((session) => session.store.vouchers.list(query, today())),
    get: ({ id }) => organisations.ask((session) => loadInvoice(session, id, ports.clock.wallMs())),
    payments: ({ id }) => organisations.ask((session) => loadPayments(session, id)),
    document: ({ id, format }) =>
      organisations.ask((session) => loadDocument(session, id, format, ports.clock.wallMs())),
    openInLexware: ({ id, voucherType }) =>
      organisations.ask((session) => openVoucher(session, id, voucherType ?? null, ports)),
    ...invoiceSavingHandlers(organisations, ports),
  };
}

function openVoucher(
  session: OrganisationSession,
  id: string,
  toldType: string | null,
  ports: Ports,
): Promise<Result<undefined, AppError>> {
  const row = session.store.vouchers.find(id);
  const voucherType = row?.voucherType ?? toldType ?? 'invoice';
  // A draft can only be worked on there; everything else can only be looked at.
  const view = row?.status === 'draft' ? 'edit' : 'view';
  return openWebApp(session, (appUrl) => voucherPermalink(appUrl, voucherType, view, id), ports);
}
