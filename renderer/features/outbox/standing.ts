import type { Operation } from '../../../domain/operation.ts';
import { assertNever } from '../../../domain/result.ts';

/**
 * Where an operation stands as the user sees it. A rejected one may also have been taken back, discarded, or followed
 * by a later one of the same draft.
 */
export type Standing = Operation['state'] | 'takenBack' | 'discarded' | 'superseded';

/** The groups of the list, in the order in which they matter to the user. */
export const groups = ['needsYou', 'uncertain', 'waiting', 'done'] as const;
export type Group = (typeof groups)[number];

/** Where an operation stands, seen among all others. */
export function standingOf(operation: Operation, all: readonly Operation[]): Standing {
  if (operation.state !== 'rejected') return operation.state;
  if (operation.error?.code === 'operation_taken_back') return 'takenBack';
  // The user's "don't send any more" after an outcome that stayed open.
  if (operation.error?.code === 'lexware_outcome_unknown') return 'discarded';
  return all.some((other) => isLaterOfSameDraft(other, operation)) ? 'superseded' : 'rejected';
}

/** The group that a standing belongs to. */
export function groupOf(standing: Standing): Group {
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

/** The operations by group, each group in the order of the list; empty groups are left out. */
export function groupOperations(operations: readonly Operation[]): { group: Group; operations: Operation[] }[] {
  return groups
    .map((group) => ({
      group,
      operations: operations.filter((operation) => groupOf(standingOf(operation, operations)) === group),
    }))
    .filter((one) => one.operations.length > 0);
}

function isLaterOfSameDraft(other: Operation, operation: Operation): boolean {
  if (operation.draftId === null || other.draftId !== operation.draftId) return false;
  return other.createdAt > operation.createdAt;
}
