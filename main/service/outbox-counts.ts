import { groupOf, standingOf } from '../../domain/operation-standing.ts';
import { waitingStates } from '../../domain/operation.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { Store } from '../store/store.ts';

/** How the outbox of a company stands, in numbers. The whole of it is read only where something may wait for the user. */
export function countOutbox({
  operations,
}: Store): Pick<Organisation, 'waiting' | 'decisions' | 'uncertain' | 'outgoing'> {
  const outgoing = operations.countIn('queued') + operations.countIn('sending');
  const uncertain = operations.countIn('unknown');
  const decisions = operations.countIn('needsDecision');
  if (!waitingStates.some((state) => operations.countIn(state) > 0))
    return { waiting: 0, decisions, uncertain, outgoing };
  const all = operations.list();
  const mine = all.ok ? all.value.filter((one) => groupOf(standingOf(one, all.value)) === 'needsYou') : [];
  return { waiting: mine.length, decisions, uncertain, outgoing };
}
