import type { NewContact } from '../../domain/contact.ts';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import type { Candidate, OperationSubject } from '../../domain/operation.ts';
import type { Cents } from '../../domain/primitives.ts';
import { assertNever } from '../../domain/result.ts';
import type { ContactBody, InvoiceBody } from '../lexware/api.ts';

/** An invoice: the draft as it was when it was sent off, and the body made of it. */
export interface InvoiceContent {
  kind: 'invoice';
  title: string;
  totalCents: Cents | null;
  draft: InvoiceDraft;
  body: InvoiceBody;
}

/** A new contact, with the id that Kontor gave it. */
export interface ContactContent {
  kind: 'contact';
  title: string;
  localId: string;
  contact: NewContact;
  body: ContactBody;
}

/** A receipt; its bytes are kept under the operation's `bodyHash`. */
export interface ReceiptContent {
  kind: 'receipt';
  title: string;
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
}

/** What an operation wants done. */
export type OperationContent = InvoiceContent | ContactContent | ReceiptContent;

/** Content as it was stored; before there were other kinds, it was an invoice's without saying so. */
export function reviveContent(stored: unknown): OperationContent {
  const content = stored as OperationContent | Omit<InvoiceContent, 'kind'>;
  return 'kind' in content ? content : { kind: 'invoice', ...content };
}

/** A candidate as it was stored; before there were other kinds, it was an invoice without saying so. */
export function reviveCandidate(stored: Candidate | Omit<Extract<Candidate, { kind: 'invoice' }>, 'kind'>): Candidate {
  return 'kind' in stored ? stored : { kind: 'invoice', ...stored };
}

/** What the user sees of an operation's content. */
export function subjectOf(content: OperationContent): OperationSubject {
  switch (content.kind) {
    case 'invoice':
      return { kind: 'invoice', voucherDate: content.draft.voucherDate };
    case 'contact':
      return { kind: 'contact', contact: content.contact };
    case 'receipt':
      return { kind: 'receipt', fileName: content.fileName, mediaType: content.mediaType, bytes: content.size };
    default:
      return assertNever(content);
  }
}
