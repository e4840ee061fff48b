import { appError } from '../../domain/errors.ts';
import { assertNever } from '../../domain/result.ts';
import type { StoredOperation } from '../store/operations.ts';
import { confirm } from './outbox-requests.ts';
import type { Verdict } from './reconcile.ts';
import type { SenderParts } from './sender.ts';

/** What became of an operation after a look-up: settled, or still to be looked for. */
export type AfterLookUp = 'settled' | 'again';

/**
 * Draws the conclusion from one look-up, in one transaction. Only a draft, which can be deleted again, goes back into
 * the queue when its absence is proved; a finalised document never does without the user's word.
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
    store.transact(() => confirm(store, operation, verdict.resourceId, nowMs, { found: verdict.resourceId }));
    return 'settled';
  }
  if (!countAbsence()) {
    store.operations.record(operation.id, nowMs, { lookUp: verdict.kind });
    return 'again';
  }
  if (verdict.kind === 'absent' && isReversible(operation)) {
    store.operations.advance(operation.id, {
      to: 'queued',
      nowMs,
      progress: { error: null, candidates: [] },
      note: { absenceProved: true },
    });
    return 'settled';
  }
  store.operations.advance(operation.id, {
    to: 'needsDecision',
    nowMs,
    progress: {
      error: appError('lexware_outcome_unknown'),
      candidates: verdict.kind === 'doubtful' ? verdict.candidates : [],
    },
    note: { lookUp: verdict.kind },
  });
  return 'settled';
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
