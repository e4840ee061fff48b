import type { Operation } from '../../domain/operation.ts';
import { faultKinds } from '../../sandbox/faults.ts';
import { readCourses } from './courses.ts';
import { FaultBench, phases, type Strike } from './fault-bench.ts';
import { askFor, type AskKind } from './kinds.ts';
import { addCounts, luckOf, noCounts, type Counts } from './report.ts';
import { SandboxView } from './sandbox-view.ts';

const veils = ['timeoutBefore', 'timeoutAfter', 'resetBefore', 'resetAfter'] as const;

/** @param every each fault in every phase, or in one of them in turn */
function plan(luck: () => number, every: boolean): Strike[] {
  return faultKinds.flatMap((kind, index) =>
    phases
      .filter((_phase, number) => every || number === index % phases.length)
      .map((phase) => ({
        kind,
        phase,
        count: 1 + Math.floor(luck() * 3),
        ms: kind === 'lateIndex' ? 1_000 + Math.floor(luck() * 29_000) : luck() < 0.7 ? 20 : 400,
        veil: veils[Math.floor(luck() * veils.length)]!,
      })),
  );
}

/**
 * Lets every fault strike, once, on one sandbox.
 * @param kinds what is asked for, taking turns
 * @param every in every phase, or in one of them in turn
 */
export async function strikeAll(
  kinds: readonly AskKind[],
  every: boolean,
  seed: number,
): Promise<{ counts: Counts; broken: string[] }> {
  const luck = luckOf(seed);
  const bench = await FaultBench.open();
  const counts = noCounts();
  const broken: string[] = [];
  try {
    for (const [index, strike] of plan(luck, every).entries()) {
      const kind = kinds[index % kinds.length]!;
      const run = await strikeOnce(bench, kind, strike, `${String(seed)}.${String(index)}`);
      addCounts(counts, run.counts);
      broken.push(...run.broken.map((what) => `${strike.kind} ${strike.phase} ${kind}: ${what}`));
    }
    counts.resent += bench.departures.resent;
    for (const { unproved } of readCourses(bench.sql).values()) counts.resent += unproved;
    broken.push(...bench.unexpected.map(String));
  } finally {
    await bench.clear();
    await bench.close();
  }
  return { counts, broken };
}

async function strikeOnce(bench: FaultBench, kind: AskKind, strike: Strike, name: string) {
  const counts = { ...noCounts(), runs: 1 };
  const broken: string[] = [];
  const asked = new Map<string, string>();
  const view = new SandboxView(bench);
  bench.strike(strike);
  const onAsked = ({ id }: Operation, mark: string) => void asked.set(id, mark);
  for (const number of [1, 2, 3]) {
    const desk = { store: bench.store, sync: bench.sync, nowMs: bench.clock.now(), onDraft: () => undefined, onAsked };
    askFor(kind, desk, `${name}.${String(number)}`);
  }
  if (!(await bench.rest())) broken.push('came to no rest');
  counts.faults = await bench.clear();
  await bench.clock.runUntil(() => false, 60_000);
  await judgeRefusals(bench, asked, view, counts);
  await userDecides(bench, asked, view, counts);
  for (const [id, mark] of asked) {
    const { state, resourceId } = bench.store.operations.find(id) ?? { state: null, resourceId: null };
    const made = await view.made(mark);
    counts.duplicated += Math.max(0, made.length - 1);
    if (state === 'confirmed' && resourceId !== null && made.includes(resourceId)) continue;
    counts.lost += 1;
    broken.push(`${mark} is ${String(state)}`);
  }
  return { counts, broken };
}

/** What was refused for certain has no effect; the user tries it again. */
async function judgeRefusals(
  bench: FaultBench,
  asked: Map<string, string>,
  view: SandboxView,
  counts: Counts,
): Promise<void> {
  for (const [id, mark] of asked) {
    const operation = bench.store.operations.find(id);
    if (operation?.state !== 'rejected') continue;
    if (operation.kind !== 'uploadReceipt' && (await view.made(mark)).length > 0) counts.lost += 1;
    bench.sync.retry(id);
  }
  await bench.rest();
}

/** Operations that nobody but the user can settle; each has to show what it made, if it made something. */
async function userDecides(
  bench: FaultBench,
  asked: Map<string, string>,
  view: SandboxView,
  counts: Counts,
): Promise<void> {
  for (const [id, mark] of asked) {
    const operation = bench.store.operations.find(id);
    if (operation?.state !== 'needsDecision') continue;
    counts.undecided += 1;
    const made = await view.made(mark);
    const own = operation.candidates.find(({ resourceId }) => made.includes(resourceId));
    if (own) bench.sync.decide(id, { kind: 'itIs', resourceId: own.resourceId });
    else {
      bench.departures.word(id);
      bench.sync.decide(id, { kind: 'sendAgain' });
    }
    await bench.rest();
  }
}
