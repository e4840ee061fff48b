import fc from 'fast-check';
import { commands, doubtfulCommands, type Command, type Intent, type Model } from './model-commands.ts';
import { markOf } from './kinds.ts';
import type { StoredOperation } from '../../main/store/operations.ts';
import type { Store } from '../../main/store/store.ts';
import { World, type Twin } from './model-world.ts';
import { readCourses } from './courses.ts';
import type { Counts } from './report.ts';

export type ModelOutcome = Pick<Counts, 'kills' | 'faults' | 'lost' | 'duplicated' | 'resent' | 'undecided'> & {
  broken: string[];
};

/** Up to 60 commands in a row. */
export const scripts = fc.commands(commands, { maxCommands: 60, size: 'max' });

/** Up to 30 of those that make outcomes doubtful. */
export const doubtfulScripts = fc.commands(doubtfulCommands, { maxCommands: 30, size: 'max' });

/** Runs the commands, lets calm return for an hour, and counts what went wrong. */
export async function play(script: Iterable<Command>, twin: Twin): Promise<ModelOutcome> {
  const model: Model = { drafts: new Map(), intents: new Map() };
  const world = new World(twin);
  await world.clock.advance(1_000);
  await fc.asyncModelRun(() => ({ model, real: world }), script);
  const { lexware, clock } = world;
  lexware.weather = 'none';
  lexware.onArrival = () => undefined;
  for (const name of Object.keys(lexware.faults) as (keyof typeof lexware.faults)[]) lexware.faults[name] = [];
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
  const unseen = [...world.lexware.invoices.keys()].filter((id) => store.vouchers.find(id) === null);
  const unmet = [...world.lexware.records.keys()].filter((id) => !store.contacts.get(id).ok);
  if (unseen.length + unmet.length > 0) broken.push('the mirror is not what Lexware holds');
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
  { mark, draftId, allowed, disowned = [], isLatest }: Intent & { isLatest: boolean },
  { store, lexware, effects, known, broken }: World,
  claimed: Set<string>,
  outcome: ModelOutcome,
): void {
  const operation = store.operations.find(id);
  if (!operation) {
    outcome.lost += 1;
    return;
  }
  const { state, resourceId } = operation;
  const made = effects.get(id) ?? [];
  outcome.duplicated += Math.max(0, made.length - allowed);
  if (!['confirmed', 'rejected'].includes(state) && !waitsForUser(operation, store)) outcome.lost += 1;
  if (state === 'needsDecision') {
    outcome.undecided += 1;
    const offered = operation.candidates.map((candidate) => candidate.resourceId);
    const missing = made.filter(
      (effect) => !disowned.includes(effect) && !offered.includes(effect) && !store.operations.isClaimed(effect),
    );
    if (missing.length > 0) broken.push(`${id} asks the user without showing what it made`);
  }
  if (state === 'confirmed') {
    const isTheirs = resourceId !== null && known.get(id)?.includes(resourceId) === true;
    if (resourceId === null || isTheirs || claimed.has(resourceId) || markOf(lexware, resourceId) !== mark)
      outcome.lost += 1;
    else claimed.add(resourceId);
  }
  // Equal bytes that are refused after they were taken are there all the same, and are found when they are sent again.
  const isHidden =
    state === 'rejected' &&
    made.some((effect) => !disowned.includes(effect)) &&
    operation.error?.code !== 'lexware_outcome_unknown';
  if (isHidden && operation.kind !== 'uploadReceipt') outcome.lost += 1;
  // A draft that came back may have been sent anew: then that operation speaks for it.
  const draft = draftId === null || !isLatest ? null : store.drafts.get(draftId);
  if (draft && (!draft.ok || draft.value.state !== draftStates[state]))
    broken.push(`${id} is ${state}, its draft is not`);
}

/** Undecided, or behind something undecided: with the same content, or the contact that it names. */
function waitsForUser({ state, bodyHash, dependsOn }: StoredOperation, store: Store): boolean {
  if (state !== 'queued') return state === 'needsDecision';
  const needed = dependsOn === null ? null : store.operations.find(dependsOn);
  if (needed && waitsForUser(needed, store)) return true;
  return store.operations.inState('needsDecision').some((other) => other.bodyHash === bodyHash);
}
