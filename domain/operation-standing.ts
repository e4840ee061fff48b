import type { Operation } from './operation.ts';
import { assertNever } from './result.ts';

/**
 * Where an operation stands as the user sees it. A rejected one may also have been taken back, discarded, or followed
 * by a later one of the same draft.
 */
export type Standing = Operation['state'] | 'takenBack' | 'discarded' | 'superseded';

/** The groups of the outbox, in the order in which they matter to the user. */
export const operationGroups = ['needsYou', 'uncertain', 'waiting', 'done'] as const;
export type OperationGroup = (typeof operationGroups)[number];

/** What of an operation says where it stands. */
export type Standable = Pick<Operation, 'state' | 'draftId' | 'createdAt' | 'error'>;

/** Where an operation stands, seen among all others. */
export function standingOf(operation: Standable, all: readonly Standable[]): Standing {
  if (operation.state !== 'rejected') return operation.state;
  if (operation.error?.code === 'operation_taken_back') return 'takenBack';
  // The user's "don't send any more" after an outcome that stayed open.
  if (operation.error?.code === 'lexware_outcome_unknown') return 'discarded';
  return all.some((other) => isLaterOfSameDraft(other, operation)) ? 'superseded' : 'rejected';
}

/** The group that a standing belongs to. */
export function groupOf(standing: Standing): OperationGroup {
  switch (standing) {
    case 'needsDecision':
    case 'rejected':
      return 'needsYou';
    case 'unknown':
      return 'uncertain';
    case 'queued':
    case 'sending':
      return 'waiting';
    case 'confirmed':
    case 'takenBack':
    case 'discarded':
    case 'superseded':
      return 'done';
    default:
      return assertNever(standing);
  }
}

/** Those that go no further without the user. What the user ended or sent anew is none of them. */
export function waitingForUser<T extends Standable>(all: readonly T[]): T[] {
  return all.filter((operation) => groupOf(standingOf(operation, all)) === 'needsYou');
}

function isLaterOfSameDraft(other: Standable, operation: Standable): boolean {
  if (operation.draftId === null || other.draftId !== operation.draftId) return false;
  return other.createdAt > operation.createdAt;
}
