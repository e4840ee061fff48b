import { groupOf, operationGroups, standingOf, type OperationGroup } from '../../../domain/operation-standing.ts';
import type { Operation } from '../../../domain/operation.ts';

export {
  groupOf,
  standingOf,
  type OperationGroup as Group,
  type Standing,
} from '../../../domain/operation-standing.ts';

/** The operations by group, each group in the order of the list; empty groups are left out. */
export function groupOperations(
  operations: readonly Operation[],
): { group: OperationGroup; operations: Operation[] }[] {
  return operationGroups
    .map((group) => ({
      group,
      operations: operations.filter((operation) => groupOf(standingOf(operation, operations)) === group),
    }))
    .filter((one) => one.operations.length > 0);
}
