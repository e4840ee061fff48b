import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase, type Store } from '../../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { sampleDraft, sampleNewContact, sampleRecipient } from '../store/samples.ts';
import { createFaults, SmallLexware, type Fault } from './small-lexware.ts';
import { settled, VirtualClock } from './virtual-clock.ts';

/** What a user with new customers, the network and bad luck can do. Contacts are named by the order of their creation. */
type Action =
  /** With so many invoices in the same moment. */
  | { do: 'contact'; invoices: number }
  | { do: 'invoice'; contact: number; finalize: boolean }
  | { do: 'fault'; fault: Fault }
  | { do: 'wait'; ms: number }
  | { do: 'kill' }
  | { do: 'takeBack'; pick: number }
  | { do: 'retry'; pick: number }
  | { do: 'decide'; pick: number };

const pick = fc.nat({ max: 9 });
const someAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('contact' as const), invoices: fc.nat({ max: 2 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('invoice' as const),
      contact: fc.nat({ max: 3 }),
      finalize: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: fc.constantFrom(...createFaults) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(0, 2_000, 70_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const) }) },
  fc.record({ do: fc.constantFrom('takeBack' as const, 'retry' as const), pick }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('decide' as const), pick }) },
);

/** Refuses what names nobody, and remembers how often that happened. */
class StrictLexware extends SmallLexware {
  strangers = 0;

  override createInvoice(...given: Parameters<SmallLexware['createInvoice']>) {
    const { contactId } = given[0]['address'] as { contactId?: string };
    if (contactId !== undefined && !this.records.has(contactId)) this.strangers += 1;
    return super.createInvoice(...given);
  }
}

/** A store that is broken on purpose; the identity for the real one. */
type Twin = (store: Store) => Store;

class World {
  readonly clock = new VirtualClock();
  readonly lexware = new StrictLexware(this.clock.server);
  readonly store = openMemory();
  /** Per contact its own id, its operation and the remarks of its invoices in the order in which they were sent. */
  readonly contacts: { localId: string; operationId: string; remarks: string[] }[] = [];
  readonly operations: string[] = [];
  readonly unexpected: unknown[] = [];
  sentAgain = 0;
  readonly #twin: Twin;
  sync: OrganisationSync;

  constructor(twin: Twin) {
    this.#twin = twin;
    this.sync = this.begin();
  }

  begin(): OrganisationSync {
    const sync = createOrganisationSync({
      store: this.#twin(this.store),
      api: this.lexware,
      clock: this.clock,
      onChanged: () => undefined,
      onOperation: () => undefined,
      onUnexpected: (error) => this.unexpected.push(error),
    });
    sync.start();
    return sync;
  }

  async act(action: Action): Promise<void> {
    switch (action.do) {
      case 'contact':
        return this.#addContact(action.invoices);
      case 'invoice':
        return this.#sendInvoice(action);
      case 'fault':
        (this.lexware.faults.createContact ??= []).push(action.fault);
        return;
      case 'wait':
        return this.clock.advance(action.ms);
      case 'kill':
        void this.sync.stop();
        this.sync = this.begin();
        return;
      case 'takeBack':
      case 'retry': {
        const id = this.operations[action.pick % Math.max(1, this.operations.length)];
        if (id !== undefined) this.sync[action.do](id);
        return settled();
      }
      case 'decide':
        return this.#decide(action.pick);
    }
  }

  #addContact(invoices: number): void {
    const name = `Kundin ${String(this.contacts.length)}`;
    const queued = this.sync.enqueueContact(sampleNewContact({ name: { kind: 'company', name } }));
    if (!queued.ok) throw new Error(queued.error.code);
    const { contact, operation } = queued.value;
    this.contacts.push({ localId: contact.id, operationId: operation.id, remarks: [] });
    this.operations.push(operation.id);
    const invoice = { do: 'invoice', contact: this.contacts.length - 1, finalize: true } as const;
    for (let number = 0; number < invoices; number += 1) this.#sendInvoice(invoice);
  }

  #sendInvoice({ contact: index, finalize }: Extract<Action, { do: 'invoice' }>): void {
    const contact = this.contacts[index];
    if (!contact) return;
    const remark = `${contact.localId} ${String(contact.remarks.length)}`;
    const draft = sampleDraft({ remark, recipient: sampleRecipient(contact.localId) });
    this.store.drafts.create(draft, this.clock.now());
    const sent = this.sync.enqueueInvoice(draft.id, finalize);
    const isLost = this.store.operations.find(contact.operationId)?.state === 'rejected';
    expect(sent.ok ? 'queued' : sent.error.code).toBe(isLost ? 'operation_waits_in_vain' : 'queued');
    if (!sent.ok) return;
    contact.remarks.push(remark);
    this.operations.push(sent.value.id);
  }

  async #decide(choice: number): Promise<void> {
    const [waiting] = this.store.operations.inState('needsDecision');
    if (!waiting) return;
    const [candidate] = waiting.candidates;
    if (candidate) this.sync.decide(waiting.id, { kind: 'itIs', resourceId: candidate.resourceId });
    else if (choice % 2 === 0) this.sync.decide(waiting.id, { kind: 'discard' });
    else {
      this.sentAgain += 1;
      this.sync.decide(waiting.id, { kind: 'sendAgain' });
    }
    await settled();
  }
}

function openMemory() {
  const opened = openDatabase({ path: ':memory:', key: null });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** What holds when calm has returned, whatever happened before. */
function judge({ store, lexware, contacts, operations, unexpected }: World, wasRetried: boolean): void {
  expect([unexpected, lexware.strangers]).toEqual([[], 0]);
  const made = [...lexware.invoices.values()];
  for (const { localId, operationId, remarks } of contacts) {
    const contact = store.operations.find(operationId);
    const invoices = made.filter((invoice) => invoice.remark.startsWith(localId));
    expect(new Set(invoices.map(({ remark }) => remark)).size).toBe(invoices.length);
    if (contact?.state !== 'confirmed') {
      expect(invoices).toEqual([]);
      continue;
    }
    expect(store.contacts.resolve(localId)).toBe(contact.resourceId);
    for (const invoice of invoices) expect(invoice.recipient.contactId).toBe(contact.resourceId);
    const order = invoices.map(({ remark }) => remarks.indexOf(remark));
    // What is tried again goes at its old place, but not before what has gone meanwhile.
    if (!wasRetried) expect(order).toEqual([...order].sort((a, b) => a - b));
  }
  for (const id of operations) {
    const operation = store.operations.find(id);
    const needed = store.operations.find(operation?.dependsOn ?? '');
    const mayWait = needed?.state === 'needsDecision';
    expect(['confirmed', 'rejected', 'needsDecision', ...(mayWait ? ['queued'] : [])]).toContain(operation?.state);
    const draft = store.drafts.get(operation?.draftId ?? '');
    const fitting = { confirmed: 'sent', rejected: 'editing', queued: 'queued' } as Record<string, string>;
    if (draft.ok) expect(draft.value.state).toBe(fitting[operation?.state ?? '']);
  }
}

/** Plays the actions, lets calm return, and judges. */
async function play(actions: readonly Action[], twin: Twin): Promise<World> {
  const world = new World(twin);
  await world.clock.advance(0);
  for (const action of actions) await world.act(action);
  world.lexware.faults.createContact = [];
  await world.clock.advance(3_600_000);
  judge(
    world,
    actions.some((action) => action.do === 'retry'),
  );
  const stopped = world.sync.stop();
  await world.clock.advance(5_000);
  await stopped;
  return world;
}

const scripts = fc.array(someAction, { minLength: 4, maxLength: 24 });

/** The store with some methods of its operations replaced. */
function withOperations(store: Store, change: Partial<Store['operations']>): Store {
  const operations = new Proxy(store.operations, {
    get: (target, property) => {
      const value: unknown = Reflect.get(change, property) ?? Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { ...store, operations };
}

describe('invoices for contacts that are on their way', () => {
  it('go after their contact, to it, once, in order, or not at all', async () => {
    const seen = { invoices: 0, inVain: 0 };
    await fc.assert(
      fc.asyncProperty(scripts, async (actions) => {
        const { lexware, store, contacts, sentAgain } = await play(actions, (given) => given);
        // A retry after "discard" is the user's word as well.
        const isUsersWord = actions.some((action) => action.do === 'retry');
        expect(isUsersWord || lexware.records.size <= contacts.length + sentAgain).toBe(true);
        seen.invoices += lexware.invoices.size;
        const rejected = store.operations.inState('rejected');
        seen.inVain += rejected.filter(({ error }) => error?.code === 'operation_waits_in_vain').length;
        store.close();
      }),
      { numRuns: 150 },
    );
    expect(seen.invoices).toBeGreaterThan(50);
    expect(seen.inVain).toBeGreaterThan(0);
  }, 120_000);

  it.each<[string, Twin]>([
    [
      'does not wait',
      (store) =>
        withOperations(store, { next: () => store.operations.inState('queued')[0] ?? null, isBodyOpen: () => false }),
    ],
    ['leaves what waits in vain', (store) => withOperations(store, { waitingFor: () => [] })],
  ])(
    'would be caught if it %s',
    async (_name, twin) => {
      const property = fc.asyncProperty(scripts, async (actions) => {
        await play(actions, twin);
      });
      expect((await fc.check(property, { numRuns: 200, endOnFailure: true })).failed).toBe(true);
    },
    120_000,
  );
});
