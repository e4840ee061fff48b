import { expect, onTestFinished } from 'vitest';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import type { Operation } from '../../../domain/operation.ts';
import type { Store } from '../../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { sampleDraft } from '../store/samples.ts';
import { memoryStore, valueOf } from '../store/temporary-store.ts';
import { SmallLexware } from './small-lexware.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A sync over an empty store and a small Lexware; no bug may come up in it. */
export interface Bench {
  store: Store;
  clock: VirtualClock;
  lexware: SmallLexware;
  sync: OrganisationSync;
  seen: Operation[];
  unexpected: unknown[];
  draft: (change?: Partial<InvoiceDraft>) => string;
  state: (id: string) => string;
}

export function bench(): Bench {
  const store = memoryStore();
  const clock = new VirtualClock();
  const lexware = new SmallLexware(clock.server);
  const seen: Operation[] = [];
  const unexpected: unknown[] = [];
  const sync = createOrganisationSync({
    store,
    api: lexware,
    clock,
    onChanged: () => undefined,
    onOperation: (operation) => seen.push(operation),
    onUnexpected: (error) => unexpected.push(error),
  });
  onTestFinished(async () => {
    const stopped = sync.stop();
    await clock.advance(5_000);
    await stopped;
    expect(unexpected).toEqual([]);
  });
  return {
    store,
    clock,
    lexware,
    sync,
    seen,
    unexpected,
    draft: (change) => valueOf(store.drafts.create(sampleDraft(change), clock.now())).draft.id,
    state: (id) => valueOf(store.operations.get(id)).state,
  };
}
