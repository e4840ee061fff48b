import type { Operation } from '../../../domain/operation.ts';
import { assertNever } from '../../../domain/result.ts';
import { errorText } from '../../i18n/errors.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { groupOf, standingOf } from './standing.ts';

/** What the window knows that may keep an operation waiting. */
export interface Surroundings {
  online: boolean;
  signedOut: boolean;
}

/** Why a queued operation is not being sent right now. */
export type Waiting =
  | { kind: 'turn' }
  | { kind: 'contact'; operation: Operation; isStuck: boolean }
  | { kind: 'offline' }
  | { kind: 'signedOut' }
  | { kind: 'retry'; operation: Operation };

/** Why `operation` waits, or `null` where it does not wait at all. */
export function waitingOf(
  operation: Operation,
  all: readonly Operation[],
  { online, signedOut }: Surroundings,
): Waiting | null {
  if (operation.state !== 'queued') return null;
  const contact = all.find((other) => other.id === operation.waitsFor);
  if (contact && contact.state !== 'confirmed') {
    return { kind: 'contact', operation: contact, isStuck: groupOf(standingOf(contact, all)) === 'needsYou' };
  }
  if (!online) return { kind: 'offline' };
  if (signedOut) return { kind: 'signedOut' };
  return operation.error ? { kind: 'retry', operation } : { kind: 'turn' };
}

/** The reason in a few words, for a row; `null` where the state says it all. */
export function shortReason(waiting: Waiting | null): string | null {
  switch (waiting?.kind) {
    case undefined:
    case 'turn':
      return null;
    case 'contact':
      return m.outbox_row_wait_contact({ name: waiting.operation.title });
    case 'offline':
      return m.outbox_row_wait_offline();
    case 'signedOut':
      return m.outbox_row_wait_signed_out();
    case 'retry':
      return m.outbox_row_wait_retry();
    default:
      return assertNever(waiting);
  }
}

/** The reason in whole sentences, for the detail. */
export function waitingText(waiting: Waiting): { title: string; text: string } {
  switch (waiting.kind) {
    case 'turn':
      return { title: m.outbox_queued_title(), text: m.outbox_queued_text() };
    case 'contact':
      return {
        title: m.outbox_wait_contact_title({ name: waiting.operation.title }),
        text: waiting.isStuck ? m.outbox_wait_contact_stuck() : m.outbox_wait_contact_text(),
      };
    case 'offline':
      return { title: m.outbox_wait_offline_title(), text: m.outbox_wait_offline_text() };
    case 'signedOut':
      return { title: m.outbox_wait_signed_out_title(), text: m.outbox_wait_signed_out_text() };
    case 'retry': {
      const { error } = waiting.operation;
      const reason = error ? errorText(error) : null;
      return { title: m.outbox_wait_retry_title(), text: reason ? `${reason.title}. ${reason.text}` : '' };
    }
    default:
      return assertNever(waiting);
  }
}
