import type { OperationState } from '../../domain/operation.ts';

/**
 * Which state may follow which. What is not here cannot be stored: above all nothing leads from `unknown` to `sending`,
 * so that no call of unknown outcome is repeated without a proof (`queued`) or the user's word (`needsDecision`).
 */
const allowed: Readonly<Record<OperationState, readonly OperationState[]>> = {
  queued: ['sending', 'rejected'],
  sending: ['confirmed', 'rejected', 'queued', 'unknown'],
  unknown: ['confirmed', 'queued', 'needsDecision'],
  needsDecision: ['confirmed', 'queued', 'rejected'],
  rejected: ['queued'],
  confirmed: [],
};

/** Whether an operation may go from one state to the other. */
export function mayFollow(from: OperationState, to: OperationState): boolean {
  return allowed[from].includes(to);
}
