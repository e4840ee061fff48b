import type { OperationState } from '../../domain/operation.ts';
import type { Command } from '../../preload/contract.ts';

/**
 * Why the user is called: an operation was rejected or needs a decision, a sign-in has ended, or an API key comes to its
 * end or should have come to it.
 */
export type NoticeReason = 'rejected' | 'needsDecision' | 'signedOut' | 'keyExpires' | 'keyExpired';

/**
 * That something in an organisation goes no further without the user. It names nothing of the business, since what the
 * system shows of it can be read on a locked screen.
 */
export interface Notice {
  reason: NoticeReason;
  organisationId: string;
}

/** The reason in the state of an operation, or `null` where nobody has to be called. */
export function noticeReasonOf(state: OperationState): NoticeReason | null {
  return state === 'rejected' || state === 'needsDecision' ? state : null;
}

/** Where a notice leads, `null` where the page itself shows what it is about. */
export const noticeCommands: Record<NoticeReason, Command | null> = {
  rejected: 'outbox',
  needsDecision: 'outbox',
  signedOut: null,
  keyExpires: 'settings',
  keyExpired: 'settings',
};
