import type { Candidate } from '../../domain/operation.ts';
import { assertNever, ok } from '../../domain/result.ts';
import type { CallOptions, LexwareApi, LexwareResult } from '../lexware/api.ts';
import type { StoredOperation } from '../store/operations.ts';
import type { Effect } from './effect.ts';
import { findContact } from './find-contact.ts';
import { findInvoice } from './find-invoice.ts';

/**
 * What one look-up at Lexware says about an operation of unknown outcome. `absent` is what was seen now; it becomes a
 * proof by repetition only. `doubtful`: something is there that may be it, or not everything could be looked at.
 * `repeatable`: nothing can be seen, but the call may be made again, since it has one effect however often it is made.
 */
export type Verdict =
  | { kind: 'found'; effect: Effect }
  | { kind: 'absent' }
  | { kind: 'doubtful'; candidates: Candidate[] }
  | { kind: 'repeatable' };

export interface LookUp {
  api: LexwareApi;
  operation: StoredOperation;
  /** Other operations whose outcome is open: what is theirs is not ours. */
  others: readonly StoredOperation[];
  /** Whether something at Lexware is the known effect of another operation. */
  isClaimed: (resourceId: string) => boolean;
  options: CallOptions;
}

/** Looks for the effect of an operation, by what can be found of its kind. */
export async function lookUp(question: LookUp): Promise<LexwareResult<Verdict>> {
  const { content } = question.operation;
  switch (content.kind) {
    case 'invoice':
      return findInvoice(question, content);
    case 'contact':
      return findContact(question, content);
    case 'receipt':
      // Files cannot be listed; equal bytes are answered with the ids that they have (API reference 4.13).
      return ok({ kind: 'repeatable' });
    default:
      return assertNever(content);
  }
}
