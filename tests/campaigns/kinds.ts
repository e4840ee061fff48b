import type { NewContact } from '../../domain/contact.ts';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import type { Operation, OperationKind } from '../../domain/operation.ts';
import type { LexwareFile } from '../../main/lexware/api.ts';
import type { Store } from '../../main/store/store.ts';
import type { OrganisationSync } from '../../main/sync/organisation-sync.ts';
import { sampleDraft, sampleNewContact, sampleReceipt, sampleRecipient } from '../main/store/samples.ts';
import type { SmallLexware } from '../main/sync/small-lexware.ts';

/** Where something is put into the outbox, and who is told of it. */
export interface Desk {
  store: Store;
  sync: OrganisationSync;
  nowMs: number;
  /** What the user wrote is saved, and is going to be sent. */
  onDraft: (id: string, mark: string) => void;
  /** An operation was acknowledged. */
  onAsked: (operation: Operation, mark: string) => void;
}

type Ask = (desk: Desk, mark: string) => void;

/**
 * What can be asked for; what `onAsked` tells is found again in the content of what Lexware makes of it. `chain` is a contact and an
 * invoice that waits for it.
 */
const asks = {
  createInvoiceDraft: (desk, mark) => sendInvoice(desk, mark, false),
  createInvoiceFinalised: (desk, mark) => sendInvoice(desk, mark, true),
  createContact: (desk, mark) => void addContact(desk, contactMark(mark)),
  uploadReceipt: (desk, mark) => {
    const asked = desk.sync.enqueueReceipt(sampleReceipt(`Beleg ${mark}`));
    if (asked.ok) desk.onAsked(asked.value, `Beleg ${mark}`);
  },
  chain: (desk, mark) => {
    const name = contactMark(mark);
    const contactId = addContact(desk, name);
    if (contactId !== null) sendInvoice(desk, `Rechnung an ${name}`, true, sampleRecipient(contactId, name));
  },
} satisfies Record<OperationKind | 'chain', Ask>;

export type AskKind = keyof typeof asks;
export const askKinds = Object.keys(asks) as AskKind[];

/** Asks for something, once. */
export function askFor(kind: AskKind, desk: Desk, mark: string): void {
  asks[kind](desk, mark);
}

function sendInvoice(desk: Desk, mark: string, finalize: boolean, recipient?: InvoiceDraft['recipient']): void {
  const draft = sampleDraft({ remark: mark, ...(recipient && { recipient }) });
  if (!desk.store.drafts.create(draft, desk.nowMs).ok) return;
  desk.onDraft(draft.id, mark);
  const asked = desk.sync.enqueueInvoice(draft.id, finalize);
  if (asked.ok) desk.onAsked(asked.value, mark);
}

function addContact(desk: Desk, mark: string): string | null {
  const asked = desk.sync.enqueueContact(contactOf(mark));
  if (!asked.ok) return null;
  desk.onAsked(asked.value.operation, mark);
  return asked.value.contact.id;
}

/** What stands in a contact for a mark. */
export function contactMark(mark: string): string {
  return `Kontakt ${mark}`;
}

/** The contact in which a mark stands. */
export function contactOf(name: string): NewContact {
  return sampleNewContact({ name: { kind: 'company', name } });
}

/** The ids of everything that a small Lexware holds of what operations make. */
export function effectsOf({ invoices, records, inbox }: SmallLexware): string[] {
  return [...invoices.keys(), ...records.keys(), ...[...inbox.files.values()].map(({ id }) => id)];
}

/** The mark in something that a small Lexware holds; `null`: it is not there. */
export function markOf({ invoices, records, inbox }: SmallLexware, resourceId: string): string | null {
  const file = [...inbox.files.values()].find(({ id }) => id === resourceId);
  const contact = records.get(resourceId)?.contact;
  return invoices.get(resourceId)?.remark ?? contact?.name ?? (file ? markOfFile(file) : null);
}

/** The mark in what is given to a creating call: a body, or a file. */
export function markOfCall([content]: readonly unknown[]): string {
  const { remark, company, bytes } = content as { remark?: string; company?: { name: string }; bytes?: Uint8Array };
  return bytes ? markOfFile({ bytes }) : (remark ?? company?.name ?? '');
}

function markOfFile({ bytes }: Pick<LexwareFile, 'bytes'>): string {
  return new TextDecoder().decode(bytes).replace(/^%PDF-1\.4 /, '');
}

/** The calls that make something. */
export const creatingCalls = ['createInvoice', 'createContact', 'uploadFile'] as const;

/** Whether a call makes something. */
export function isCreating(name: string): boolean {
  return (creatingCalls as readonly string[]).includes(name);
}

/** Whether a call looks for what was made lately: a contact by its name, or documents by their creation. */
export function isLookUp(name: string, [query]: readonly unknown[]): boolean {
  if (name === 'searchContacts') return true;
  return name === 'listVouchers' && (query as { sort: { property: string } }).sort.property === 'createdDate';
}

/** Whether nothing is on its way or can go; what waits for the user stays. */
export function isAtRest({ operations }: Store): boolean {
  return (
    operations.inState('sending').length + operations.inState('unknown').length === 0 && operations.next() === null
  );
}
