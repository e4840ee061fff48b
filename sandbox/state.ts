import { berlinDay, berlinIso } from './api/berlin.ts';
import { finaliseVoucher } from './api/sales-create.ts';
import { bookPayment } from './api/booking.ts';
import { termDays } from './api/invoices.ts';
import { isOverdue } from './api/voucherlist.ts';
import type { Organisation, Voucher } from './api/store.ts';

/** A document as the admin endpoint shows it; amounts in cents. */
export interface DocumentState {
  id: string;
  kind: string;
  status: string;
  number: string | null;
  voucherDay: string;
  createdDate: string;
  updatedDate: string;
  contactId: string | null;
  contactName: string;
  netCents: number | null;
  taxCents: number | null;
  totalCents: number | null;
  openCents: number | null;
  title: string | null;
}

/** A company as the admin endpoint shows it. */
export interface OrganisationState {
  id: string;
  companyName: string;
  taxType: string;
  contacts: number;
  articles: number;
  files: number;
  /** Documents by kind and status, such as `invoice overdue`. */
  counts: Record<string, number>;
  documents: DocumentState[];
}

function cents(value: unknown): number | null {
  return typeof value === 'number' ? Math.round(value * 100) : null;
}

function statusOf(voucher: Voucher, now: number): string {
  return isOverdue(voucher, now) ? 'overdue' : voucher.status;
}

function documentState(voucher: Voucher, now: number): DocumentState {
  const total = (voucher.content.totalPrice ?? {}) as Record<string, unknown>;
  return {
    id: voucher.id,
    kind: voucher.kind,
    status: statusOf(voucher, now),
    number: voucher.number ?? null,
    voucherDay: berlinDay(voucher.voucherMs),
    createdDate: berlinIso(voucher.createdMs),
    updatedDate: berlinIso(voucher.updatedMs),
    contactId: voucher.contactId ?? null,
    contactName: voucher.contactName,
    netCents: cents(total.totalNetAmount),
    taxCents: cents(total.totalTaxAmount),
    totalCents: voucher.totalCents ?? null,
    openCents: voucher.openCents ?? null,
    title: typeof voucher.content.title === 'string' ? voucher.content.title : null,
  };
}

/** Everything that a test wants to know about a company at `now` (ms), newest document first. */
export function organisationState(organisation: Organisation, now: number): OrganisationState {
  const vouchers = [...organisation.vouchers.values()].sort((a, b) => b.createdMs - a.createdMs);
  const counts: Record<string, number> = {};
  for (const voucher of vouchers) {
    const name = `${voucher.kind} ${statusOf(voucher, now)}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return {
    id: organisation.id,
    companyName: organisation.letterhead.name,
    taxType: organisation.taxType,
    contacts: organisation.contacts.size,
    articles: organisation.articles.size,
    files: organisation.files.size,
    counts,
    documents: vouchers.map((voucher) => documentState(voucher, now)),
  };
}

/** What only Lexware's web app can do with a document (API reference 4.1.10). */
export const webActions = ['finalise', 'pay', 'payPart', 'void', 'delete', 'archive', 'retitle'] as const;
export type WebAction = (typeof webActions)[number];

/**
 * Does to a document what a user would do in Lexware's web app at `now` (ms). Answers false where the document does not
 * exist or its status does not allow it.
 */
export function actInWebApp(organisation: Organisation, voucherId: string, action: WebAction, now: number): boolean {
  const voucher = organisation.vouchers.get(voucherId);
  if (!voucher) return false;
  const open = voucher.openCents ?? 0;
  switch (action) {
    case 'finalise':
      if (voucher.status !== 'draft') return false;
      finaliseVoucher(organisation, voucher, termDays(voucher));
      break;
    case 'pay':
    case 'payPart':
      if (voucher.status !== 'open' || open === 0) return false;
      bookPayment(voucher, action === 'pay' ? open : Math.ceil(open / 2), now, 'manualPayment');
      break;
    case 'void':
      if (voucher.status !== 'open') return false;
      voucher.status = 'voided';
      voucher.openCents = 0;
      break;
    case 'delete':
      if (voucher.status !== 'draft') return false;
      organisation.vouchers.delete(voucherId);
      break;
    case 'archive':
      voucher.archived = true;
      break;
    case 'retitle':
      if (voucher.status !== 'draft') return false;
      voucher.content.title = 'Geändert';
      break;
  }
  voucher.updatedMs = Math.max(now, voucher.updatedMs);
  voucher.version += 1;
  return true;
}
