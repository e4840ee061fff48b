import { appError } from '../../domain/errors.ts';
import type { Candidate } from '../../domain/operation.ts';
import { assertNever } from '../../domain/result.ts';
import type { StoredOperation } from '../store/operations.ts';
import type { Verdict } from './reconcile.ts';
import type { SenderParts } from './sender.ts';
import { confirm } from './settle.ts';

/** What became of an operation after a look-up: settled, or still to be looked for. */
export type AfterLookUp = 'settled' | 'again';

/**
 * Draws the conclusion from one look-up, in one transaction. Back into the queue by itself goes only what does no harm
 * there: a draft, which can be deleted again, when its absence is proved; and a receipt, since Lexware knows equal
 * bytes. A finalised document and a contact never do without the user's word.
 * @param countAbsence counts a look-up without a find; answers whether it was the last one needed
 */
export function settleUnknown(
  { store, clock }: SenderParts,
  operation: StoredOperation,
  verdict: Verdict,
  countAbsence: () => boolean,
): AfterLookUp {
  const nowMs = clock.now();
  if (verdict.kind === 'found') {
    const { effect } = verdict;
    store.transact(() => confirm(store, operation, effect, nowMs, { found: effect.resourceId }));
    return 'settled';
  }
  if (!countAbsence()) {
    store.operations.record(operation.id, nowMs, { lookUp: verdict.kind });
    return 'again';
  }
  const next = conclusionOf(operation, verdict);
  store.operations.advance(operation.id, {
    to: next.to,
    nowMs,
    progress:
      next.to === 'queued'
        ? { error: null, candidates: [] }
        : { error: appError('lexware_outcome_unknown'), candidates: next.candidates },
    note: { lookUp: verdict.kind },
  });
  return 'settled';
}

type Conclusion = { to: 'queued' } | { to: 'needsDecision'; candidates: Candidate[] };

function conclusionOf(operation: StoredOperation, verdict: Exclude<Verdict, { kind: 'found' }>): Conclusion {
  switch (verdict.kind) {
    case 'absent':
      return isReversible(operation) ? { to: 'queued' } : { to: 'needsDecision', candidates: [] };
    case 'doubtful':
      return { to: 'needsDecision', candidates: verdict.candidates };
    case 'repeatable':
      return { to: 'queued' };
    default:
      return assertNever(verdict);
  }
}

function isReversible({ kind }: StoredOperation): boolean {
  switch (kind) {
    case 'createInvoiceDraft':
      return true;
    case 'createInvoiceFinalised':
    case 'createContact':
    case 'uploadReceipt':
      return false;
    default:
      return assertNever(kind);
  }
}
