import fc from 'fast-check';
import type { Operation } from '../../domain/operation.ts';
import type { LexwareApi } from '../../main/lexware/api.ts';
import { buildInvoiceBody } from '../../main/lexware/invoice-body.ts';
import { sampleDraft } from '../main/store/samples.ts';
import { createFaults, type Fault } from '../main/sync/small-lexware.ts';
import { settled } from '../main/sync/virtual-clock.ts';
import { buildContactBody } from '../../main/lexware/contact-body.ts';
import { askFor, type AskKind, askKinds, contactMark, contactOf, creatingCalls, markOf } from './kinds.ts';
import type { World } from './model-world.ts';

/** One operation that the user was promised. */
export interface Intent {
  mark: string;
  draftId: string | null;
  /** How often the user asked for its effect. */
  allowed: number;
  /** What it had made when the user asked for another one all the same. */
  disowned?: readonly string[];
}

/** What the user was promised. */
export interface Model {
  /** Drafts by id: the text that was acknowledged last. */
  drafts: Map<string, string>;
  /** Operations by id, those that were asked for or tried again last at the end. */
  intents: Map<string, Intent>;
}

/** A command: what the user, the network or bad luck does. Random picks count round whatever there is by then. */
export type Command = fc.AsyncCommand<Model, World>;

function command(
  name: string,
  run: (model: Model, world: World) => void | Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check,
    run: async (model, world) => {
      await run(model, world);
      await settled();
    },
    toString: () => name,
  };
}

const marks = fc.constantFrom('A', 'B', 'C');
const picks = fc.nat({ max: 20 });

function pickOf<T>(all: Iterable<T>, pick: number): T | undefined {
  const list = [...all];
  return list[pick % Math.max(1, list.length)];
}

const create = marks.map((text) =>
  command(`create ${text}`, (model, { store, clock }) => {
    const draft = sampleDraft({ remark: text });
    if (store.drafts.create(draft, clock.now()).ok) model.drafts.set(draft.id, text);
  }),
);

const edit = fc.tuple(picks, marks).map(([pick, text]) =>
  command(`edit ${String(pick)} ${text}`, (model, { store, clock }) => {
    const id = pickOf(model.drafts.keys(), pick);
    const stored = id === undefined ? null : store.drafts.get(id);
    if (id === undefined || !stored?.ok) return;
    if (store.drafts.save({ ...stored.value.draft, remark: text }, clock.now()).ok) model.drafts.set(id, text);
  }),
);

const send = fc.tuple(picks, fc.boolean()).map(([pick, finalize]) =>
  command(
    `send ${String(pick)} ${finalize ? 'final' : 'draft'}`,
    (model, { sync }) => {
      const draft = pickOf(model.drafts, pick);
      const sent = draft && sync.enqueueInvoice(draft[0], finalize);
      if (sent?.ok) model.intents.set(sent.value.id, { mark: draft![1], draftId: draft![0], allowed: 1 });
    },
    ({ drafts }) => drafts.size > 0,
  ),
);

const askOf = (kinds: readonly AskKind[]) =>
  fc.tuple(fc.constantFrom(...kinds), marks).map(([kind, mark]) =>
    command(`ask ${kind} ${mark}`, (model, { store, sync, clock }) => {
      const onDraft = (id: string, text: string) => void model.drafts.set(id, text);
      const onAsked = ({ id, draftId }: Operation, asked: string) => {
        // Equal receipts are one operation.
        if (!model.intents.has(id)) model.intents.set(id, { mark: asked, draftId, allowed: 1 });
      };
      askFor(kind, { store, sync, nowMs: clock.now(), onDraft, onAsked }, mark);
    }),
  );

const faultOf = (names: readonly (keyof LexwareApi)[], faults: readonly Fault[]) =>
  fc.tuple(fc.constantFrom(...names), fc.constantFrom(...faults)).map(([name, kind]) =>
    command(`${name} ${kind}`, (_model, world) => {
      world.faults += 1;
      (world.lexware.faults[name] ??= []).push(kind);
    }),
  );

const ask = askOf(askKinds);
const fault = faultOf(creatingCalls, createFaults);
const lookUpFault = faultOf(
  ['listVouchers', 'getInvoice', 'searchContacts', 'getContact'],
  ['notSent', 'rateLimited', 'unknownBefore'],
);

/** Offline, throttled, with an expired token, or well again; a change of it wakes the app as the shell would. */
const weather = fc.constantFrom<Fault>('none', 'none', 'notSent', 'rateLimited', 'signedOut').map((kind) =>
  command(`weather ${kind}`, (_model, world) => {
    if (kind !== 'none') world.faults += 1;
    world.lexware.weather = kind;
    if (kind === 'none') world.sync.wake();
  }),
);

const lag = fc
  .constantFrom(0, 1_000, 30_000)
  .map((ms) => command(`list lags ${String(ms)}`, (_model, { lexware }) => void (lexware.indexLagMs = ms)));

const wait = fc
  .constantFrom(0, 2_000, 25_000, 70_000, 600_000)
  .map((ms) => command(`wait ${String(ms)}`, (_model, { clock }) => clock.advance(ms)));

const kill = fc.constantFrom('now', 'at the next arrival').map((when) =>
  command(`kill ${when}`, (_model, world) => {
    if (when === 'now') return world.kill();
    world.lexware.onArrival = () => {
      world.lexware.onArrival = () => undefined;
      world.kill();
    };
  }),
);

const restart = fc.constant(command('restart', (_model, world) => world.restart()));

const jump = fc
  .constantFrom(-3_600_000, 3_600_000, 90_000_000)
  .map((ms) => command(`clock jumps ${String(ms)}`, (_model, { clock }) => void (clock.wall += ms)));

const wake = fc.constant(command('wake', (_model, { sync }) => sync.wake()));

const retry = picks.map((pick) =>
  command(`retry ${String(pick)}`, (model, { sync, store, departures }) => {
    const intent = pickOf(model.intents, pick);
    if (!intent) return;
    const [id, asked] = intent;
    const before = store.operations.get(id);
    if (before.ok && before.value.state === 'rejected') departures.word(id);
    if (!sync.retry(id).ok || !before.ok || before.value.state !== 'rejected') return;
    // What was discarded undecided may have had its effect; to try it again is the user's word for another one.
    if (before.value.error?.code === 'lexware_outcome_unknown') asked.allowed += 1;
    asked.mark = asked.draftId === null ? asked.mark : (model.drafts.get(asked.draftId) ?? asked.mark);
    model.intents.delete(id);
    model.intents.set(id, asked);
  }),
);

/** The user decides: the right document where it is offered, or another copy, or nothing. */
const decide = picks.map((pick) =>
  command(`decide ${String(pick)}`, (model, { store, sync, lexware, departures, effects }) => {
    const waiting = pickOf(store.operations.inState('needsDecision'), pick);
    const asked = waiting && model.intents.get(waiting.id);
    if (!asked) return;
    const own = waiting.candidates.find(({ resourceId }) => markOf(lexware, resourceId) === asked.mark);
    if (own && pick % 3 !== 0) return void sync.decide(waiting.id, { kind: 'itIs', resourceId: own.resourceId });
    if (pick % 4 === 0) return void sync.decide(waiting.id, { kind: 'discard' });
    asked.allowed += 1;
    asked.disowned = [...(effects.get(waiting.id) ?? [])];
    departures.word(waiting.id);
    sync.decide(waiting.id, { kind: 'sendAgain' });
  }),
);

/** The user takes back what still waits. */
const takeBack = picks.map((pick) =>
  command(`take back ${String(pick)}`, (model, { sync }) => {
    const intent = pickOf(model.intents, pick);
    if (intent) sync.takeBack(intent[0]);
  }),
);

/** Somebody writes the same by hand in the web app, and the mirror hears of it. */
const byHand = fc.tuple(marks, fc.constantFrom('draft', 'final', 'contact')).map(([mark, what]) =>
  command(`by hand ${what} ${mark}`, async (_model, { lexware, foreign, sync }) => {
    const { id } =
      what === 'contact'
        ? lexware.createAt(buildContactBody(contactOf(contactMark(mark))))
        : lexware.create(buildInvoiceBody(sampleDraft({ remark: mark })), what === 'final');
    foreign.add(id);
    await sync.syncNow();
  }),
);

export const commands: fc.Arbitrary<Command>[] = [
  ...[create, edit, send, ask, ask, ask, fault, fault, fault, lookUpFault, weather, lag, wait, wait, wait],
  ...[kill, kill, restart, jump, wake, retry, decide, decide, takeBack, byHand],
];

/** Only what makes the outcome of equal invoices doubtful. */
export const doubtfulCommands: fc.Arbitrary<Command>[] = [
  ...[askOf(['createInvoiceDraft']), askOf(['createInvoiceDraft']), byHand, wait],
  ...[faultOf(['createInvoice'], ['none', 'unknownBefore']), faultOf(['getInvoice'], ['notSent'])],
];
