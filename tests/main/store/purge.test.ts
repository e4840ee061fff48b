import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OperationState } from '../../../domain/operation.ts';
import type { Store } from '../../../main/store/store.ts';
import { sampleDraft, sampleReceipt } from './samples.ts';
import { codeOf, memoryStore, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;
const dayMs = 86_400_000;
const after90Days = now + 90 * dayMs + 1;

const paths: Readonly<Record<OperationState, OperationState[]>> = {
  queued: [],
  sending: ['sending'],
  unknown: ['sending', 'unknown'],
  needsDecision: ['sending', 'unknown', 'needsDecision'],
  rejected: ['rejected'],
  confirmed: ['sending', 'confirmed'],
};

function isKept(store: Store, number: number): boolean {
  const hash = createHash('sha256')
    .update(sampleReceipt(`Quittung ${String(number)}`).bytes)
    .digest('hex');
  return store.receipts.has(hash);
}

/** An operation in that state, whose draft is in the state that goes with it. */
function operationIn(store: Store, state: OperationState): { id: string; draftId: string } {
  const draft = sampleDraft();
  valueOf(store.drafts.create(draft, now));
  const body = { taxConditions: { taxType: 'net' as const } };
  const content = { kind: 'invoice' as const, title: 'x', totalCents: 1, draft, body };
  const { id } = store.operations.enqueue(
    {
      id: randomUUID(),
      kind: 'createInvoiceDraft',
      draftId: draft.id,
      bodyHash: randomUUID(),
      content,
      dependsOn: null,
    },
    now,
  );
  store.drafts.setState(draft.id, state === 'rejected' ? 'editing' : state === 'confirmed' ? 'sent' : 'queued');
  for (const to of paths[state]) store.operations.advance(id, { to, nowMs: now });
  return { id, draftId: draft.id };
}

describe('what was done with for 90 days', () => {
  it('goes: the confirmed operation with its attempts, and its draft', async () => {
    const store = memoryStore();
    const { id, draftId } = operationIn(store, 'confirmed');
    expect(valueOf(await store.purge(after90Days - 2))).toEqual({ operations: 0, drafts: 0, receipts: 0 });
    expect(valueOf(await store.purge(after90Days))).toEqual({ operations: 1, drafts: 1, receipts: 0 });
    expect(store.operations.find(id)).toBeNull();
    expect(codeOf(store.drafts.get(draftId))).toBe('draft_not_found');
  });

  it('goes: a draft in the bin with its versions, and nobody else’s', async () => {
    const store = memoryStore();
    const [trashed, kept] = [sampleDraft(), sampleDraft()];
    for (const draft of [trashed, kept]) valueOf(store.drafts.create(draft, now));
    valueOf(store.drafts.remove(trashed.id, now));
    expect(valueOf(await store.purge(after90Days - 2)).drafts).toBe(0);
    expect(valueOf(await store.purge(after90Days)).drafts).toBe(1);
    expect(codeOf(store.drafts.versions(trashed.id))).toBe('draft_not_found');
    expect(valueOf(store.drafts.versions(kept.id))).toHaveLength(1);
  });

  it.each(['queued', 'sending', 'unknown', 'needsDecision', 'rejected'] as const)(
    'is not an operation that is %s, however old, nor its draft',
    async (state) => {
      const store = memoryStore();
      const { id, draftId } = operationIn(store, state);
      if (state === 'rejected') valueOf(store.drafts.remove(draftId, now));
      expect(valueOf(await store.purge(now + 4_000 * dayMs))).toEqual({ operations: 0, drafts: 0, receipts: 0 });
      expect(store.operations.find(id)?.state).toBe(state);
      expect(store.drafts.get(draftId).ok).toBe(true);
    },
  );

  it('is not what a clock that was set back makes of it', async () => {
    const store = memoryStore();
    operationIn(store, 'confirmed');
    expect(valueOf(await store.purge(0))).toEqual({ operations: 0, drafts: 0, receipts: 0 });
  });

  it('goes one file of bytes after the other, and everybody else has a turn between them', async () => {
    const store = memoryStore();
    for (let number = 0; number < 5; number += 1) store.receipts.keep(sampleReceipt(`Quittung ${String(number)}`), now);
    const turns: number[] = [];
    const count = (): number => Array.from({ length: 5 }, (_, at) => at).filter((at) => isKept(store, at)).length;
    const watch = (): void => {
      turns.push(count());
      if (count() > 0) setImmediate(watch);
    };
    setImmediate(watch);
    valueOf(await store.purge(after90Days));
    await expect.poll(() => turns.at(-1)).toBe(0);
    expect(new Set(turns).size).toBeGreaterThan(3);
  });

  it('goes no further once the store was closed', async () => {
    const store = openStore(temporaryPlace());
    for (let number = 0; number < 3; number += 1) store.receipts.keep(sampleReceipt(`Quittung ${String(number)}`), now);
    const purging = store.purge(after90Days);
    valueOf(store.close());
    expect((await purging).ok).toBe(true);
  });
});
