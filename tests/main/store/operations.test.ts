import { fc, test } from '@fast-check/vitest';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { operationStates, type OperationState } from '../../../domain/operation.ts';
import { mayFollow } from '../../../main/store/operation-transitions.ts';
import type { Store } from '../../../main/store/store.ts';
import { sampleDraft } from './samples.ts';
import { memoryStore, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;

function enqueue(store: Store, bodyHash: string = randomUUID(), dependsOn: string | null = null) {
  const draft = sampleDraft();
  valueOf(store.drafts.create(draft, now));
  const content = {
    kind: 'invoice' as const,
    title: 'Ida Petersen',
    totalCents: 11900,
    draft,
    body: { taxConditions: { taxType: 'net' as const } },
  };
  return store.operations.enqueue(
    { id: randomUUID(), kind: 'createInvoiceDraft', draftId: draft.id, bodyHash, content, dependsOn },
    now,
  );
}

describe('operations', () => {
  test.prop([fc.array(fc.constantFrom(...operationStates), { maxLength: 12 })])(
    'take only steps that may follow',
    (path) => {
      const store = memoryStore();
      const { id } = enqueue(store);
      let state: OperationState = 'queued';
      let sends = 0;
      for (const to of path) {
        const step = () => store.operations.advance(id, { to, nowMs: now });
        if (mayFollow(state, to)) {
          step();
          sends += to === 'sending' ? 1 : 0;
          state = to;
        } else expect(step).toThrow(`${state} cannot become ${to}`);
        expect(store.operations.find(id)).toMatchObject({ state, attempts: sends });
      }
    },
    60_000,
  );

  it('never go from unknown to sending, and from confirmed nowhere', () => {
    expect(mayFollow('unknown', 'sending')).toBe(false);
    expect(operationStates.some((state) => mayFollow('confirmed', state))).toBe(false);
  });

  it('wait in order, and behind an unsettled one with the same body', () => {
    const store = memoryStore();
    const [first, second, twin, last] = [
      enqueue(store, 'a'),
      enqueue(store, 'b'),
      enqueue(store, 'a'),
      enqueue(store, 'c'),
    ];
    const order: string[] = [];
    const settle = (id: string, to: OperationState) => {
      store.operations.advance(id, { to: 'sending', nowMs: now });
      store.operations.advance(id, { to, nowMs: now });
      order.push(store.operations.next()?.id ?? 'none');
    };
    settle(first.id, 'unknown');
    settle(second.id, 'confirmed');
    settle(last.id, 'confirmed');
    store.operations.advance(first.id, { to: 'needsDecision', nowMs: now });
    order.push(store.operations.next()?.id ?? 'none');
    store.operations.advance(first.id, { to: 'confirmed', nowMs: now });
    order.push(store.operations.next()?.id ?? 'none');
    expect(order).toEqual([second.id, last.id, 'none', 'none', twin.id]);
  });

  it('can have one unsettled entry per draft and one effect per voucher', () => {
    const store = memoryStore();
    const operation = enqueue(store);
    const again = { ...operation, id: randomUUID(), draftId: operation.draftId ?? '' };
    expect(() => store.operations.enqueue(again, now)).toThrow();
    const other = enqueue(store);
    const resourceId = randomUUID();
    for (const { id } of [operation, other]) store.operations.advance(id, { to: 'sending', nowMs: now });
    store.operations.advance(operation.id, { to: 'confirmed', nowMs: now, resourceId });
    expect(store.operations.isClaimed(resourceId)).toBe(true);
    expect(() => store.operations.advance(other.id, { to: 'confirmed', nowMs: now, resourceId })).toThrow();
    expect(store.operations.find(other.id)?.state).toBe('sending');
  });

  it('keep nothing of a step whose transaction failed', () => {
    const store = memoryStore();
    const { id } = enqueue(store);
    const work = () =>
      store.transact(() => {
        store.operations.advance(id, { to: 'sending', nowMs: now });
        throw new Error('power loss');
      });
    expect(work).toThrow('power loss');
    expect(store.operations.find(id)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it('are listed newest first', () => {
    const store = memoryStore();
    const ids = [enqueue(store), enqueue(store), enqueue(store)].map(({ id }) => id);
    expect(valueOf(store.operations.list()).map(({ id }) => id)).toEqual(ids.reverse());
  });
});
