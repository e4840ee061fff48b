import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import type { Store } from '../../../main/store/store.ts';
import { honest, play, someAction, type Action, type Outcome, type Twin } from './outbox-model.ts';

const scripts = fc.array(someAction, { minLength: 3, maxLength: 25 });
const runs = Number(process.env['KONTOR_MODEL_RUNS'] ?? 150);

function isClean({ lost, duplicated, wrong }: Outcome): boolean {
  return lost === 0 && duplicated === 0 && wrong === 0;
}

/** The same object with one method replaced. */
function withMethod<T extends object, K extends keyof T>(target: T, name: K, method: T[K]): T {
  return new Proxy(target, {
    get: (object, property) => {
      if (property === name) return method;
      const value: unknown = Reflect.get(object, property);
      return typeof value === 'function' ? (value.bind(object) as unknown) : value;
    },
  });
}

const twins: Record<string, Twin> = {
  'sends again what is unknown': {
    ...honest,
    api: (api: LexwareApi) =>
      withMethod(api, 'createInvoice', async (...given) => {
        const answer = await api.createInvoice(...given);
        if (answer.ok || answer.error.proof !== 'unknown') return answer;
        return { ok: false, error: { ...answer.error, proof: 'notSent' } };
      }),
  },
  'does not remember after a crash that it was sending': {
    ...honest,
    store: (store: Store) => {
      for (const { id } of store.operations.inState('sending'))
        store.operations.advance(id, { to: 'queued', nowMs: 0 });
      return store;
    },
  },
  'sees nothing when it looks': {
    ...honest,
    api: (api: LexwareApi) =>
      withMethod(api, 'listVouchers', async (query, options) => {
        const answer = await api.listVouchers(query, options);
        const isLookUp = query.sort.property === 'createdDate';
        return answer.ok && isLookUp ? { ok: true, value: { ...answer.value, content: [], last: true } } : answer;
      }),
  },
  'takes every document with this content for its own': {
    ...honest,
    store: (store: Store) => ({ ...store, operations: withMethod(store.operations, 'isClaimed', () => false) }),
  },
  'forgets an operation': {
    ...honest,
    store: (store: Store) => ({ ...store, operations: withMethod(store.operations, 'next', () => null) }),
  },
};

/** A script for twins whose fault needs more luck than a few hundred random scripts have. */
const directed: Action[] = [
  { do: 'detailFault', fault: 'notSent' },
  { do: 'send', title: 'A', finalize: false },
  { do: 'fault', fault: 'unknownBefore' },
  { do: 'send', title: 'A', finalize: false },
  { do: 'wait', ms: 600_000 },
];

describe('the outbox, whatever happens', () => {
  it('loses nothing, doubles nothing, and ends each operation in a state that its draft agrees with', async () => {
    const sums = { kills: 0, faults: 0, undecided: 0 };
    await fc.assert(
      fc.asyncProperty(scripts, async (actions) => {
        const outcome = await play(actions, honest);
        for (const key of ['kills', 'faults', 'undecided'] as const) sums[key] += outcome[key];
        expect(outcome).toMatchObject({ lost: 0, duplicated: 0, wrong: 0 });
      }),
      { numRuns: runs, examples: [[directed]] },
    );
    expect(sums.kills).toBeGreaterThan(runs / 4);
    expect(sums.faults).toBeGreaterThan(runs / 2);
  }, 600_000);

  it.each(Object.entries(twins))(
    'would be caught if it %s',
    async (_name, twin) => {
      const failing = await fc.check(
        fc.asyncProperty(scripts, async (actions: Action[]) => isClean(await play(actions, twin))),
        { numRuns: 400, endOnFailure: true, examples: [[directed]] },
      );
      expect(failing.failed).toBe(true);
    },
    300_000,
  );
});
