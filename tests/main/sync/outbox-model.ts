import fc from 'fast-check';
import type { OperationState } from '../../../domain/operation.ts';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { sampleDraft } from '../store/samples.ts';
import type { StoredOperation } from '../../../main/store/operations.ts';
import { createFaults, SmallLexware, type Fault } from './small-lexware.ts';
import { settled, VirtualClock } from './virtual-clock.ts';

/** What a user, the network and bad luck can do. */
export type Action =
  | { do: 'send'; title: string; finalize: boolean }
  | { do: 'fault'; fault: Fault }
  | { do: 'lookUpFault'; fault: Fault }
  | { do: 'detailFault'; fault: Fault }
  | { do: 'weather'; fault: Fault }
  | { do: 'lag'; ms: number }
  | { do: 'wait'; ms: number }
  | { do: 'kill'; during: boolean }
  | { do: 'jump'; ms: number }
  | { do: 'wake' }
  | { do: 'retry' }
  | { do: 'decide'; pick: number };

const titles = ['A', 'B', 'C'];
const lookUpFaults = ['notSent', 'rateLimited', 'unknownBefore'] as const;

export const someAction: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      title: fc.constantFrom(...titles),
      finalize: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: fc.constantFrom(...createFaults) }) },
  fc.record({
    do: fc.constantFrom('lookUpFault' as const, 'detailFault' as const),
    fault: fc.constantFrom(...lookUpFaults),
  }),
  fc.record({ do: fc.constant('weather' as const), fault: fc.constantFrom('none', 'none', 'notSent', 'rateLimited') }),
  fc.record({ do: fc.constant('lag' as const), ms: fc.constantFrom(0, 1_000, 30_000) }),
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(0, 2_000, 25_000, 70_000, 600_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('kill' as const), during: fc.boolean() }) },
  fc.record({ do: fc.constant('jump' as const), ms: fc.constantFrom(-3_600_000, 3_600_000, 90_000_000) }),
  fc.record({ do: fc.constant('wake' as const) }),
  fc.record({ do: fc.constant('retry' as const) }),
  fc.record({ do: fc.constant('decide' as const), pick: fc.nat({ max: 5 }) }),
);

/** What went wrong in a run; everything but `undecided` has to be 0. */
export interface Outcome {
  lost: number;
  duplicated: number;
  wrong: number;
  undecided: number;
  kills: number;
  faults: number;
}

/** A change that breaks the outbox on purpose; the identity for the real one. */
export interface Twin {
  store: (store: Store) => Store;
  api: (api: LexwareApi) => LexwareApi;
}
export const honest: Twin = { store: (store) => store, api: (api) => api };

/** One run: the world, what the user asked for, and who is working on it now. */
class Run {
  readonly clock = new VirtualClock();
  readonly lexware = new SmallLexware(this.clock.server);
  readonly store: Store;
  readonly twin: Twin;
  readonly outcome: Outcome = { lost: 0, duplicated: 0, wrong: 0, undecided: 0, kills: 0, faults: 0 };
  /** Per title: how often the user asked for it, and how often for another copy of what was uncertain. */
  readonly asked = new Map<string, number>();
  readonly acknowledged: string[] = [];
  sync: OrganisationSync;

  constructor(twin: Twin) {
    const opened = openDatabase({ path: ':memory:', key: null });
    if (!opened.ok) throw new Error(opened.error.code);
    this.store = opened.value;
    this.twin = twin;
    this.sync = this.begin();
  }

  begin(): OrganisationSync {
    const sync = createOrganisationSync({
      store: this.twin.store(this.store),
      api: this.twin.api(this.lexware),
      clock: this.clock,
      onChanged: () => undefined,
      onOperation: () => undefined,
      onUnexpected: () => (this.outcome.wrong += 1),
    });
    sync.start();
    return sync;
  }

  /** As by kill -9: what runs now never stores anything any more; what has left still arrives. */
  kill(): void {
    this.outcome.kills += 1;
    void this.sync.stop();
    this.sync = this.begin();
  }

  ask(title: string): void {
    this.asked.set(title, (this.asked.get(title) ?? 0) + 1);
  }
}

/** Runs the actions, then lets calm return, and counts what went wrong. */
export async function play(actions: readonly Action[], twin: Twin): Promise<Outcome> {
  const run = new Run(twin);
  await run.clock.advance(1_000);
  for (const action of actions) await act(run, action);
  run.lexware.faults.createInvoice = [];
  run.lexware.faults.listVouchers = [];
  run.lexware.faults.getInvoice = [];
  run.lexware.weather = 'none';
  run.sync.wake();
  await run.clock.advance(3_600_000);
  judge(run);
  const stopped = run.sync.stop();
  await run.clock.advance(5_000);
  await stopped;
  run.store.close();
  return run.outcome;
}

async function act(run: Run, action: Action): Promise<void> {
  const { clock, lexware, sync, store } = run;
  switch (action.do) {
    case 'send': {
      const draft = sampleDraft({ remark: action.title });
      store.drafts.create(draft, clock.now());
      const sent = sync.enqueueInvoice(draft.id, action.finalize);
      if (!sent.ok) throw new Error(sent.error.code);
      run.acknowledged.push(sent.value.id);
      run.ask(action.title);
      return settled();
    }
    case 'fault':
      run.outcome.faults += 1;
      (lexware.faults.createInvoice ??= []).push(action.fault);
      return;
    case 'lookUpFault':
      run.outcome.faults += 1;
      (lexware.faults.listVouchers ??= []).push(action.fault);
      return;
    case 'detailFault':
      run.outcome.faults += 1;
      (lexware.faults.getInvoice ??= []).push(action.fault);
      return;
    case 'weather':
      lexware.weather = action.fault;
      return;
    case 'lag':
      lexware.indexLagMs = action.ms;
      return;
    case 'wait':
      return clock.advance(action.ms);
    case 'kill':
      if (!action.during) return run.kill();
      lexware.onArrival = () => {
        lexware.onArrival = () => undefined;
        run.kill();
      };
      return;
    case 'jump':
      clock.wall += action.ms;
      return;
    case 'wake':
      sync.wake();
      return settled();
    case 'retry':
      for (const id of run.acknowledged) sync.retry(id);
      return settled();
    case 'decide':
      return decide(run, action.pick);
  }
}

/** The user decides: the right voucher where it is offered and it is theirs, or another copy, or nothing. */
async function decide({ store, sync, lexware, ...run }: Run, pick: number): Promise<void> {
  const waiting = store.operations.inState('needsDecision')[0];
  if (!waiting) return;
  const own = waiting.candidates.find(
    ({ resourceId }) => lexware.invoices.get(resourceId)?.remark === remarkOf(waiting),
  );
  if (own && pick < 3) sync.decide(waiting.id, { kind: 'itIs', resourceId: own.resourceId });
  else if (pick === 3) sync.decide(waiting.id, { kind: 'discard' });
  else {
    const title = remarkOf(waiting);
    run.asked.set(title, (run.asked.get(title) ?? 0) + 1);
    sync.decide(waiting.id, { kind: 'sendAgain' });
  }
  await settled();
}

function judge({ store, lexware, asked, acknowledged, outcome }: Run): void {
  const claimed = new Set<string>();
  for (const id of acknowledged) {
    const operation = store.operations.find(id);
    if (!operation) {
      outcome.lost += 1;
      continue;
    }
    const draft = operation.draftId === null ? null : store.drafts.get(operation.draftId);
    // One that waits behind an undecided twin waits for the user as well.
    const waits = store.operations.inState('needsDecision').some(({ bodyHash }) => bodyHash === operation.bodyHash);
    const fitting: Partial<Record<OperationState, string>> = {
      confirmed: 'sent',
      rejected: 'editing',
      needsDecision: 'queued',
      ...(waits && { queued: 'queued' }),
    };
    if (!draft?.ok || draft.value.state !== fitting[operation.state]) outcome.wrong += 1;
    if (operation.state === 'needsDecision') outcome.undecided += 1;
    if (operation.state !== 'confirmed') continue;
    const made = lexware.invoices.get(operation.resourceId ?? '');
    if (made?.remark !== remarkOf(operation) || claimed.has(made.id)) outcome.lost += 1;
    if (made) claimed.add(made.id);
  }
  for (const [title, times] of asked) {
    const made = [...lexware.invoices.values()].filter((invoice) => invoice.remark === title).length;
    outcome.duplicated += Math.max(0, made - times);
  }
  // A document that no operation knows although none with its content is open: somebody's work was doubled.
  const open = [...store.operations.inState('needsDecision'), ...store.operations.inState('rejected')];
  for (const invoice of lexware.invoices.values()) {
    const mayBelong = open.some((operation) => remarkOf(operation) === invoice.remark);
    const wasAskedTwice = acknowledged.length < [...asked.values()].reduce((sum, times) => sum + times, 0);
    if (!claimed.has(invoice.id) && !mayBelong && !wasAskedTwice) outcome.duplicated += 1;
  }
}

/** The title that the user gave an operation. */
function remarkOf({ content }: StoredOperation): string {
  if (content.kind !== 'invoice') throw new Error('only invoices are sent here');
  return content.draft.remark;
}
