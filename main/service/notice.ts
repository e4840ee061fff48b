import type { OperationState } from '../../domain/operation.ts';

/** Why the user is called: an operation was rejected or needs a decision, or a sign-in has ended. */
export type NoticeReason = 'rejected' | 'needsDecision' | 'signedOut';

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
