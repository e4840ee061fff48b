import fc from 'fast-check';
import { commands, type Command, type Intent, type Model } from './model-commands.ts';
import { effectsOf, markOf } from './kinds.ts';
import { World, type Twin } from './model-world.ts';
import { readCourses } from './courses.ts';
import type { Counts } from './report.ts';

export type ModelOutcome = Pick<Counts, 'kills' | 'faults' | 'lost' | 'duplicated' | 'resent' | 'undecided'> & {
  broken: string[];
};

/** Up to 60 commands in a row. */
export const scripts: fc.Arbitrary<Iterable<Command>> = fc.commands(commands, { maxCommands: 60, size: 'max' });

/** Runs the commands, lets calm return for an hour, and counts what went wrong. */
export async function play(script: Iterable<Command>, twin: Twin): Promise<ModelOutcome> {
  const model: Model = { drafts: new Map(), intents: new Map() };
  const world = new World(twin);
  await world.clock.advance(1_000);
  await fc.asyncModelRun(() => ({ model, real: world }), script);
  const { lexware, clock } = world;
  Object.assign(lexware, { faults: {}, weather: 'none', onArrival: () => undefined });
  for (const name of ['createInvoice', 'listVouchers', 'getInvoice'] as const) lexware.faults[name] = [];
  world.sync.wake();
  await clock.advance(3_600_000);
  void world.sync.syncNow();
  await clock.advance(60_000);
  const outcome = judge(model, world);
  await world.end();
  return outcome;
}

function judge(model: Model, world: World): ModelOutcome {
  const { store, departures, kills, faults, broken } = world;
  const outcome: ModelOutcome = {
    kills,
    faults,
    lost: 0,
    duplicated: 0,
    resent: departures.resent,
    undecided: 0,
    broken,
  };
  judgeDrafts(model, world, outcome);
  const claimed = new Set<string>();
  const latest = new Map([...model.intents].map(([id, { draftId }]) => [draftId, id]));
  for (const [id, intent] of model.intents) {
    judgeIntent(id, { ...intent, isLatest: latest.get(intent.draftId) === id }, world, claimed, outcome);
  }
  for (const [id, { sendings, unproved }] of readCourses(world.sql)) {
    outcome.resent += unproved;
    if (sendings < (world.effects.get(id)?.length ?? 0)) broken.push(`${id} was sent more often than written down`);
  }
  const mirrored = effectsOf(world.lexware).filter((id) => store.vouchers.find(id) === null);
  if (mirrored.length > 0) broken.push(`${String(mirrored.length)} documents are missing in the mirror`);
  return outcome;
}

function judgeDrafts({ drafts }: Model, { store }: World, outcome: ModelOutcome): void {
  for (const [id, text] of drafts) {
    const stored = store.drafts.get(id);
    if (!stored.ok || stored.value.draft.remark !== text) outcome.lost += 1;
  }
}

/** What an operation's draft has to be in the end. */
const draftStates: Readonly<Record<string, string>> = {
  confirmed: 'sent',
  rejected: 'editing',
  needsDecision: 'queued',
  queued: 'queued',
};

function judgeIntent(
  id: string,
  { mark, draftId, allowed, isLatest }: Intent & { isLatest: boolean },
  { store, lexware, effects, known, broken }: World,
  claimed: Set<string>,
  outcome: ModelOutcome,
): void {
  const operation = store.operations.find(id);
  if (!operation) {
    outcome.lost += 1;
    return;
  }
  const { state, resourceId, bodyHash } = operation;
  const made = (effects.get(id) ?? []).filter((effect) => lexware.invoices.has(effect));
  outcome.duplicated += Math.max(0, made.length - allowed);
  // One that waits behind an undecided twin waits for the user as well.
  const isBlocked =
    state === 'queued' && store.operations.inState('needsDecision').some((other) => other.bodyHash === bodyHash);
  if (!['confirmed', 'rejected', 'needsDecision'].includes(state) && !isBlocked) outcome.lost += 1;
  if (state === 'needsDecision') {
    outcome.undecided += 1;
    const offered = operation.candidates.map((candidate) => candidate.resourceId);
    const missing = made.filter((effect) => !offered.includes(effect) && !store.operations.isClaimed(effect));
    if (missing.length > 0) broken.push(`${id} asks the user without showing what it made`);
  }
  if (state === 'confirmed') {
    const isTheirs = resourceId !== null && known.get(id)?.includes(resourceId) === true;
    if (resourceId === null || isTheirs || claimed.has(resourceId) || markOf(lexware, resourceId) !== mark)
      outcome.lost += 1;
    else claimed.add(resourceId);
  }
  if (state === 'rejected' && made.length > 0 && operation.error?.code !== 'lexware_outcome_unknown') outcome.lost += 1;
  // A draft that came back may have been sent anew: then that operation speaks for it.
  const draft = draftId === null || !isLatest ? null : store.drafts.get(draftId);
  if (draft && (!draft.ok || draft.value.state !== draftStates[state]))
    broken.push(`${id} is ${state}, its draft is not`);
}
