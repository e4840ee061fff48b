import { appError } from '../../domain/errors.ts';
import { assertNever, fail, ok } from '../../domain/result.ts';
import type { CallOptions, ContactBody, InvoiceBody, LexwareApi, LexwareFile, LexwareResult } from '../lexware/api.ts';
import type { StoredOperation } from '../store/operations.ts';
import type { Store } from '../store/store.ts';
import { canonicalHash } from './canonical.ts';
import type { Effect } from './effect.ts';

/** What leaves for Lexware, complete: after the claim nothing is read from the disk any more. */
export type Outgoing =
  | { kind: 'invoice'; body: InvoiceBody; finalize: boolean }
  | { kind: 'contact'; body: ContactBody }
  | { kind: 'receipt'; file: LexwareFile };

/** The bytes that an operation sends, where it sends some; `null` where they are no longer what was queued. */
export async function bytesOf(store: Store, { content, bodyHash }: StoredOperation): Promise<LexwareFile | null> {
  return content.kind === 'receipt' ? store.receipts.load(bodyHash) : null;
}

/**
 * What an operation sends; `null` where it is no longer what was queued (a damaged file).
 * @param file what `bytesOf` answered
 */
export function outgoingOf({ content, bodyHash, kind }: StoredOperation, file: LexwareFile | null): Outgoing | null {
  switch (content.kind) {
    case 'invoice': {
      const { body } = content;
      const finalize = kind === 'createInvoiceFinalised';
      return canonicalHash(body) === bodyHash ? { kind: 'invoice', body, finalize } : null;
    }
    case 'contact':
      return canonicalHash(content.body) === bodyHash ? { kind: 'contact', body: content.body } : null;
    case 'receipt':
      return file ? { kind: 'receipt', file: { ...file, fileName: content.fileName } } : null;
    default:
      return assertNever(content);
  }
}

/** Calls Lexware, once. Never throws. */
export async function transmit(api: LexwareApi, outgoing: Outgoing): Promise<LexwareResult<Effect>> {
  try {
    return await call(api, outgoing, { priority: 'outbox' });
  } catch {
    // A bug of ours after the first byte may have left: the one safe reading.
    return fail({ proof: 'unknown', httpStatus: 0, error: appError('lexware_outcome_unknown') });
  }
}

async function call(api: LexwareApi, outgoing: Outgoing, options: CallOptions): Promise<LexwareResult<Effect>> {
  switch (outgoing.kind) {
    case 'invoice': {
      const answer = await api.createInvoice(outgoing.body, outgoing.finalize, options);
      if (!answer.ok) return answer;
      const { id, createdMs } = answer.value;
      return ok({ resourceId: id, made: { kind: 'invoice', createdMs, invoice: null } });
    }
    case 'contact': {
      const answer = await api.createContact(outgoing.body, options);
      return answer.ok ? ok({ resourceId: answer.value.id, made: { kind: 'contact', contact: null } }) : answer;
    }
    case 'receipt': {
      const answer = await api.uploadFile(outgoing.file, options);
      if (!answer.ok) return answer;
      return ok({ resourceId: answer.value.id, made: { kind: 'receipt', voucherId: answer.value.voucherId } });
    }
    default:
      return assertNever(outgoing);
  }
}
