import { assertNever } from '../../domain/result.ts';
import type { Contact } from '../../domain/contact.ts';
import type { Invoice } from '../../domain/voucher.ts';
import type { LexwareApi, VoucherListRow } from '../lexware/api.ts';
import type { Store } from '../store/store.ts';
import type { Effect, Made } from './effect.ts';
import type { SyncTopic } from './pull-context.ts';
import { currentGeneration } from './sync-state.ts';

export interface ShowParts {
  store: Store;
  api: LexwareApi;
  nowMs: number;
  /** Whether nothing may be stored any more. */
  isStopped: () => boolean;
}

/**
 * Shows what an operation made before Lexware's own lists have it, from its details, which are read where they are
 * not known yet. The next pull replaces the row.
 * @returns what changed; `null`: nothing
 */
export async function showConfirmed(parts: ShowParts, { resourceId, made }: Effect): Promise<SyncTopic | null> {
  switch (made.kind) {
    case 'invoice':
      return showInvoice(parts, resourceId, made);
    case 'contact':
      return showContact(parts, resourceId, made.contact);
    case 'receipt':
      return null;
    default:
      return assertNever(made);
  }
}

async function showInvoice(
  { store, api, nowMs, isStopped }: ShowParts,
  id: string,
  { invoice: known, createdMs }: Extract<Made, { kind: 'invoice' }>,
): Promise<SyncTopic | null> {
  const invoice = known ?? (await valueOf(api.getInvoice(id, { priority: 'outbox' })));
  if (isStopped() || invoice === null) return null;
  store.transact(() => {
    const isKnown = store.vouchers.find(id) !== null;
    store.documents.keepInvoice(invoice, nowMs);
    // A date of ours would mislead the look-ups, which are measured by Lexware's.
    if (!isKnown) store.vouchers.upsert([toRow(invoice, createdMs ?? 0)], currentGeneration(store));
  });
  return 'invoices';
}

/** The mirror has the contact since it was confirmed; Lexware's record adds its number. */
async function showContact(
  { store, api, isStopped }: ShowParts,
  id: string,
  known: Contact | null,
): Promise<SyncTopic | null> {
  const contact = known ?? (await valueOf(api.getContact(id, { priority: 'outbox' })));
  if (isStopped() || contact === null) return null;
  store.transact(() => store.contacts.upsert([contact], currentGeneration(store)));
  return 'contacts';
}

async function valueOf<T>(answer: Promise<{ ok: true; value: T } | { ok: false }>): Promise<T | null> {
  const settled = await answer;
  return settled.ok ? settled.value : null;
}

function toRow(invoice: Invoice, createdMs: number): VoucherListRow {
  return {
    id: invoice.id,
    voucherType: 'invoice',
    status: invoice.status,
    number: invoice.number,
    voucherDate: invoice.voucherDate,
    dueDate: invoice.dueDate,
    contactId: invoice.recipient.contactId,
    contactName: invoice.recipient.name,
    totalCents: invoice.grossCents,
    openCents: invoice.openCents ?? invoice.grossCents,
    createdMs,
    updatedMs: createdMs,
    archived: false,
  };
}
