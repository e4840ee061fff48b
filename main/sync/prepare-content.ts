import type { NewContact } from '../../domain/contact.ts';
import { checkDraft } from '../../domain/draft-check.ts';
import { appError, type AppError } from '../../domain/errors.ts';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { TaxProfile } from '../../domain/tax.ts';
import { computeTotals } from '../../domain/totals.ts';
import { buildContactBody } from '../lexware/contact-body.ts';
import { buildInvoiceBody } from '../lexware/invoice-body.ts';
import type { InvoiceContent, ReceiptContent } from '../store/operation-content.ts';
import type { PreparedContent } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { canonicalHash } from './canonical.ts';
import { nameOf } from './new-contact.ts';

/** Until the profile is known, what is right for most; Lexware checks again. */
const usualProfile: TaxProfile = { taxType: 'net', smallBusiness: false };

/**
 * What sending a draft does. A recipient under an id of Kontor's is replaced by Lexware's where it is known; where it
 * is not, the invoice depends on the operation that creates the contact.
 * @returns `draft_not_found`, `draft_already_sent`, `draft_incomplete` with fields, `operation_waits_in_vain` where the
 *   recipient was not created
 */
export function prepareInvoice(store: Store, draftId: string, finalize: boolean): Result<PreparedContent, AppError> {
  const stored = store.drafts.get(draftId);
  if (!stored.ok) return stored;
  if (stored.value.trashedAt !== null) return fail(appError('draft_not_found'));
  if (stored.value.state !== 'editing') return fail(appError('draft_already_sent'));
  const { draft } = stored.value;
  const findings = checkDraft(draft, store.meta.get('profile') ?? usualProfile);
  if (findings.length > 0) return fail(appError('draft_incomplete', { fields: findings }));
  const dependsOn = contactOperation(store, draft);
  if (!dependsOn.ok) return dependsOn;
  const content = withLexwareContact(store, {
    kind: 'invoice',
    title: draft.recipient.kind === 'none' ? '' : draft.recipient.name,
    totalCents: computeTotals(draft).grossCents,
    draft,
    body: buildInvoiceBody(draft),
  });
  return ok({
    kind: finalize ? 'createInvoiceFinalised' : 'createInvoiceDraft',
    content,
    bodyHash: canonicalHash(content.body),
    dependsOn: dependsOn.value,
  });
}

/**
 * What creating a contact does.
 * @param localId Kontor's own id for it
 * @returns `invalid_input` for a person with a VAT id, which Lexware keeps of companies only (API reference 4.9)
 */
export function prepareContact(contact: NewContact, localId: string): Result<PreparedContent, AppError> {
  if (contact.name.kind === 'person' && (contact.vatRegistrationId ?? '') !== '') {
    return fail(appError('invalid_input', { fields: [{ field: 'vatRegistrationId', code: 'invalid' }] }));
  }
  const body = buildContactBody(contact);
  return ok({
    kind: 'createContact',
    content: { kind: 'contact', title: nameOf(contact), localId, contact, body },
    bodyHash: canonicalHash(body),
    dependsOn: null,
  });
}

/** A file that is sent, without its bytes; `size` is their number. */
export type SentFile = Pick<ReceiptContent, 'fileName' | 'mediaType' | 'size'>;

/** What uploading a receipt does; its bytes are kept under `hash`. */
export function prepareReceipt({ fileName, mediaType, size }: SentFile, hash: string): PreparedContent {
  return {
    kind: 'uploadReceipt',
    content: { kind: 'receipt', title: fileName, fileName, mediaType, size },
    bodyHash: hash,
    dependsOn: null,
  };
}

/** The same invoice for Lexware's contact where the recipient has an id of Kontor's; else the very same value. */
export function withLexwareContact(store: Store, content: InvoiceContent): InvoiceContent {
  const { recipient } = content.draft;
  if (recipient.kind !== 'contact') return content;
  const contactId = store.contacts.resolve(recipient.contactId);
  if (contactId === recipient.contactId) return content;
  return {
    ...content,
    draft: { ...content.draft, recipient: { ...recipient, contactId } },
    body: { ...content.body, address: { contactId } },
  };
}

function contactOperation(store: Store, { recipient }: InvoiceDraft): Result<string | null, AppError> {
  const alias = recipient.kind === 'contact' ? store.contacts.alias(recipient.contactId) : null;
  if (alias === null || alias.contactId !== null) return ok(null);
  const state = store.operations.find(alias.operationId)?.state;
  if (state === undefined || state === 'rejected') return fail(appError('operation_waits_in_vain'));
  return ok(alias.operationId);
}
