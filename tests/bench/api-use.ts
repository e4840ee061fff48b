import { ok } from '../../domain/result.ts';
import { createLexwareApi } from '../../main/lexware/lexware-api.ts';
import { createLimiter, type Limiter } from '../../main/lexware/limiter.ts';
import type { RateState } from '../../main/lexware/rate-model.ts';
import { openDatabase } from '../../main/store/store.ts';
import { pull } from '../../main/sync/pull.ts';
import { typesOf } from '../../main/sync/sync-state.ts';
import { VirtualClock } from '../main/lexware/virtual-clock.ts';
import type { Figure } from './figure.ts';
import { LimitedSandbox } from './limited-sandbox.ts';

const pageRows = 250;
const perSecond = 2;
const goals: Readonly<Record<number, number>> = { 1: 0.95, 2: 0.98, 5: 0.99 };
/** Profile, payment conditions and countries. */
const companyCalls = 3;

interface FirstSync {
  needed: number;
  made: number;
  refused: number;
  seconds: number;
}

/** A whole first sync by the real sync, limiter and HTTP client, against the sandbox's API and bucket in virtual time. */
async function syncFirst(vouchers: number, burst: number, state: RateState | null): Promise<FirstSync> {
  const clock = new VirtualClock();
  const sandbox = new LimitedSandbox(clock, { vouchers, perSecond, burst });
  const opened = openDatabase({ path: ':memory:', key: null });
  if (!opened.ok) throw new Error(opened.error.code);
  const bearer = ok('a-key');
  const credential = { getBearer: () => Promise.resolve(bearer), renewAfter401: () => Promise.resolve(bearer) };
  const limiter = createLimiter(clock, state);
  const context = {
    store: opened.value,
    api: createLexwareApi({ baseUrl: 'http://sandbox.invalid', fetch: sandbox.fetch, credential, limiter }),
    clock: {
      now: () => sandbox.now(),
      after: (wait: number, task: () => void) => clock.after(wait, task),
      random: () => 0.5,
    },
    signal: new AbortController().signal,
    onChanged: () => undefined,
    onProgress: () => undefined,
  };
  // As the schedule does: what was refused is asked again, from where it stood.
  const all = async () => {
    for (;;) {
      const answer = await pull(context, false);
      if (answer.ok) return;
      if (answer.error.proof !== 'rateLimited') throw new Error(answer.error.error.code);
      await clock.sleep(answer.error.retryAfterMs ?? 0);
    }
  };
  await runUntil(clock, all());
  if (context.store.vouchers.count() !== vouchers) throw new Error('the sync did not bring everything');
  context.store.close();
  const { made, refused, lastAnswerMs: last } = sandbox;
  return { needed: neededCalls(sandbox), made, refused, seconds: last / 1000 };
}

/** Lets virtual time pass until the work is done. */
async function runUntil(clock: VirtualClock, work: Promise<void>): Promise<void> {
  const state = { isDone: false };
  const done = work.finally(() => (state.isDone = true));
  done.catch(() => undefined);
  while (!state.isDone) await clock.run();
  return done;
}

/** As few calls as bring everything, in full pages. */
function neededCalls({ organisation }: LimitedSandbox): number {
  const kinds = [...organisation.vouchers.values()].map(({ kind }) => kind as string);
  const invoices = kinds.filter((kind) => typesOf.invoices.includes(kind)).length;
  const counts = [invoices, kinds.length - invoices, organisation.contacts.size, organisation.articles.size];
  return companyCalls + counts.reduce((sum, count) => sum + Math.max(1, Math.ceil(count / pageRows)), 0);
}

/** What a limiter knows after `calls` calls as they come from day to day: a few at a time, then a rest. */
async function learn(burst: number, calls: number): Promise<RateState> {
  const clock = new VirtualClock();
  const sandbox = new LimitedSandbox(clock, { vouchers: 1, perSecond, burst });
  const limiter: Limiter = createLimiter(clock);
  const call = async () => {
    const answer = await sandbox.fetch('http://sandbox.invalid/v1/profile');
    const refusal = {
      proof: 'rateLimited' as const,
      httpStatus: 429,
      error: { code: 'lexware_rate_limited' as const },
    };
    return answer.status === 429 ? { ok: false as const, error: refusal } : ok(null);
  };
  for (let made = 0; made < calls; made += 8) {
    const some = Array.from({ length: 8 }, () => limiter.run({ priority: 'sweep' }, call));
    await clock.run();
    await Promise.all(some);
    await clock.run(clock.now() + 15_000);
  }
  return limiter.exportState();
}

/**
 * Use of Lexware's limit by a first sync, of the best that is possible: n calls cannot be done in less than (n − burst) / 2
 * seconds. A limiter that knows nothing may not try more than two calls at once, since a bucket of two would refuse the
 * third; whatever the real bucket is, it then reaches n / (n − 2 + burst) at most, and its goal is that part of the goal.
 */
export async function measureApiUse(sizes: readonly number[] = [10_000, 25_000], learning = 1_200): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const burst of [1, 2, 5]) {
    const states = { fresh: null, learnt: await learn(burst, learning) };
    for (const vouchers of sizes) {
      for (const [name, state] of Object.entries(states)) {
        figures.push(await measureOne(vouchers, burst, name, state));
      }
    }
  }
  return figures;
}

async function measureOne(vouchers: number, burst: number, name: string, state: RateState | null): Promise<Figure> {
  const { needed, made, refused, seconds } = await syncFirst(vouchers, burst, state);
  const use = needed / (perSecond * seconds + burst);
  const reachable = state === null && burst > 2 ? needed / (needed - 2 + burst) : 1;
  const goal = Math.floor((goals[burst] ?? 1) * reachable * 1000) / 1000;
  // One refusal teaches a bucket of one; from two on there is none.
  const isRefused = refused > (burst === 1 && state === null ? 1 : 0);
  return {
    name: `api-use-${vouchers}-burst-${burst}-${name}`,
    ratio: isRefused ? 0 : use,
    goal,
    goalIs: 'least',
    runs: 1,
    behind:
      `${made} calls (${needed} needed) in ${seconds.toFixed(1)} s of virtual time, ${refused} refused; ` +
      `the best is ${((needed - burst) / perSecond).toFixed(1)} s` +
      (reachable < 1 ? `, without knowing the bucket ${((needed - 2) / perSecond).toFixed(1)} s` : ''),
  };
}
