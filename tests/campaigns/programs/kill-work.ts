import { openSync, readFileSync, writeSync } from 'node:fs';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import { createOrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { EagerClock } from '../eager-clock.ts';
import { askFor, type Desk, isAtRest, isCreating, isLookUp } from '../kinds.ts';
import type { CallMessage, KillPoint, LedgerLine, WorkOrder } from '../kill-protocol.ts';
import { killTwins, withMethod } from '../twins.ts';

/**
 * Opens a store that another process died with, lets everything come to rest, reports on it, and works on until it is
 * killed. Lexware is in the parent. Argument: a `WorkOrder`.
 */
const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as WorkOrder;
const startMs = Date.parse('2026-09-01T08:00:00Z');
const clock = new EagerClock(startMs, order.elapsed);
const ledger = openSync(order.ledger, 'a');
const twin = killTwins[order.twin];
let armed = false;
let left = order.die?.nth ?? 0;

function tell(line: LedgerLine): void {
  writeSync(ledger, `${JSON.stringify(line)}\n`);
}

/** Dies here, if this is the place: by a real signal, before the next instruction. */
function reach(point: KillPoint): void {
  if (!armed || order.die?.point !== point) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

const waiting = new Map<number, (answer: unknown) => void>();
let calls = 0;
process.on('message', ({ call, answer }: { call: number; answer: unknown }) => {
  waiting.get(call)?.(answer);
  waiting.delete(call);
});

async function callParent(name: string, given: unknown[]): Promise<unknown> {
  if (isLookUp(name, given)) reach('looking');
  if (isCreating(name)) reach('leaving');
  const answer = await clock.during(
    () =>
      new Promise((answered) => {
        calls += 1;
        waiting.set(calls, answered);
        // The last argument says how urgent it is, and may hold a signal, which no process can be sent.
        process.send?.({
          call: calls,
          isWorking: armed,
          name,
          given: given.slice(0, -1),
          at: clock.now(),
        } satisfies CallMessage);
      }),
  );
  if (isLookUp(name, given)) reach('looked');
  if (isCreating(name)) reach('answered');
  return answer;
}

const api = new Proxy({} as LexwareApi, {
  get:
    (_target, name: string) =>
    async (...given: unknown[]) =>
      callParent(name, given),
});

/** The store with the points inside of transactions. */
function pierced(store: Store): Store {
  const { operations } = store;
  const enqueueing = withMethod(operations, 'enqueue', (...given) => {
    const enqueued = operations.enqueue(...given);
    reach('enqueueing');
    return enqueued;
  });
  const advancing = withMethod(enqueueing, 'advance', (id, step) => {
    const from = operations.find(id)?.state;
    const advanced = operations.advance(id, step);
    if (step.to === 'sending') reach('claiming');
    else if (from === 'sending') reach('settling');
    else if (from === 'unknown') reach('concluding');
    return advanced;
  });
  return { ...store, operations: advancing };
}

const opened = openDatabase({ path: order.path, key: new Uint8Array(Buffer.from(order.key, 'hex')) });
if (!opened.ok) throw new Error(opened.error.code);
const store = pierced(opened.value);
const sync = createOrganisationSync({
  store: twin ? twin.store(store) : store,
  api: twin ? twin.api(api) : api,
  clock,
  onChanged: () => undefined,
  onOperation: ({ id, state }) => {
    tell({ line: 'step', id, state });
    if (state === 'sending') reach('claimed');
    if (state === 'confirmed') reach('settled');
  },
});

function report(isQuiet: boolean): void {
  for (const id of order.check.operations) {
    const found = store.operations.find(id);
    const needed = found?.dependsOn ? store.operations.find(found.dependsOn) : null;
    const waits = found?.state === 'queued' && needed?.state === 'needsDecision';
    tell({ line: 'operation', id, state: found?.state ?? null, resourceId: found?.resourceId ?? null, waits });
  }
  for (const id of order.check.drafts) {
    const found = store.drafts.get(id);
    tell({ line: 'savedDraft', id, mark: found.ok ? found.value.draft.remark : null });
  }
  tell({ line: 'rest', elapsed: clock.elapsed, isQuiet });
}

sync.start();
report(await clock.runUntil(() => isAtRest(store), 3_600_000));
armed = true;
tell({ line: 'working' });
const desk: Desk = {
  store,
  sync,
  nowMs: clock.now(),
  onDraft: (id, mark) => {
    tell({ line: 'draft', id, mark });
    reach('asking');
  },
  onAsked: ({ id, kind }, mark) => {
    tell({ line: 'asked', id, kind, mark });
    reach('acknowledged');
  },
};
for (const { kind, mark } of order.ask) {
  // Other kinds have nothing to save before.
  if (kind === 'createContact' || kind === 'uploadReceipt') reach('asking');
  askFor(kind, desk, mark);
}
await clock.runUntil(() => isAtRest(store), 3_600_000);
process.exit(0);
