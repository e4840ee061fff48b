import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ok } from '../../../domain/result.ts';
import { priorities, type Priority } from '../../../main/lexware/api.ts';
import { createLimiter } from '../../../main/lexware/limiter.ts';
import { far, near } from './latency.ts';
import { Policer } from './policer.ts';
import { VirtualClock } from './virtual-clock.ts';
import { makeCalls } from './workload.ts';

const learnt = (burst: number) => ({ rate: 1.995, burst, ceiling: null, clean: 0 });

async function firstSync(burst: number, calls: number, latency: typeof near, known = false, workers = 1) {
  const clock = new VirtualClock();
  const policer = new Policer(clock, burst, latency(burst * 1000 + calls));
  const end = makeCalls(createLimiter(clock, known ? learnt(burst) : null), policer, calls, workers);
  await clock.run();
  const seconds = (await end) / 1000;
  return { use: calls / (2 * seconds + burst), refused: policer.refused };
}

describe('use of what the account allows, of the best that is possible', () => {
  test.each([40, 100])('a bucket of one is learnt by one refusal and then used to 0.95 (%i calls)', async (calls) => {
    const { use, refused } = await firstSync(1, calls, near);
    expect(refused).toBe(1);
    expect(use).toBeGreaterThanOrEqual(0.95);
  });

  test.each([40, 100])(
    'a bucket of two is used to 0.98 from the first call on, without a refusal (%i calls)',
    async (calls) => {
      const { use, refused } = await firstSync(2, calls, near);
      expect(refused).toBe(0);
      expect(use).toBeGreaterThanOrEqual(0.98);
    },
  );

  test.each([40, 100])(
    'a bucket of five is used to 0.99 once it is known, without a refusal (%i calls)',
    async (calls) => {
      const { use, refused } = await firstSync(5, calls, near, true);
      expect(refused).toBe(0);
      expect(use).toBeGreaterThanOrEqual(0.99);
    },
  );

  // Who is never refused by a bucket of two has sent at most 2 + 2t calls, whatever the real bucket is.
  test.each([40, 100])('a bucket of five that is not known is used as one of two allows (%i calls)', async (calls) => {
    const { use, refused } = await firstSync(5, calls, near);
    const most = calls / (calls - 2 + 5);
    expect(refused).toBe(0);
    expect(use).toBeGreaterThan(0.99 * most);
    expect(use).toBeLessThanOrEqual(most);
  });

  test.each([2, 5])('delays of a second and overtaking calls bring no refusal (bucket of %i)', async (burst) => {
    for (const workers of [1, 4]) expect((await firstSync(burst, 300, far, true, workers)).refused).toBe(0);
  });
});

describe('whatever the work and the network', () => {
  propertyTest.prop(
    [
      fc.integer({ min: 2, max: 5 }),
      fc.integer(),
      fc.array(fc.record({ pause: fc.integer({ min: 0, max: 4000 }), calls: fc.integer({ min: 1, max: 12 }) }), {
        minLength: 1,
        maxLength: 8,
      }),
    ],
    { numRuns: 60 },
  )('no more calls arrive in any time than the bucket allows', async (burst, seed, batches) => {
    const clock = new VirtualClock();
    const policer = new Policer(clock, burst, far(seed));
    const limiter = createLimiter(clock, learnt(burst));
    const all: Promise<unknown>[] = [];
    for (const { pause, calls } of batches) {
      await clock.run(clock.now() + pause);
      for (let index = 0; index < calls; index++) {
        all.push(limiter.run({ priority: priorities[index % 4] ?? 'sweep' }, policer.call));
      }
    }
    await clock.run();
    await Promise.all(all);
    expect(policer.refused).toBe(0);
    const { arrivals } = policer;
    const beyond = arrivals.flatMap((from, first) =>
      arrivals.slice(first).map((to, index) => index + 1 - burst - ((to - from) / 1000) * 2),
    );
    expect(Math.max(...beyond)).toBeLessThanOrEqual(1e-6);
  });

  propertyTest.prop([fc.array(fc.constantFrom(...priorities), { minLength: 1, maxLength: 30 })], { numRuns: 200 })(
    'waiting calls go by priority, and in order of arrival within each',
    async (asked) => {
      const clock = new VirtualClock();
      const limiter = createLimiter(clock, learnt(1));
      const gone: { priority: Priority; index: number }[] = [];
      const call = (priority: Priority, index: number) => async () => {
        gone.push({ priority, index });
        await clock.sleep(10);
        return ok(null);
      };
      const first = limiter.run({ priority: 'sweep' }, call('sweep', -1));
      const all = asked.map((priority, index) => limiter.run({ priority }, call(priority, index)));
      await clock.run();
      await Promise.all([first, ...all]);
      const expected = asked
        .map((priority, index) => ({ priority, index }))
        .sort((a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || a.index - b.index);
      expect(gone).toEqual([{ priority: 'sweep', index: -1 }, ...expected]);
    },
  );

  propertyTest.prop([fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 20_000 }), fc.integer()], {
    numRuns: 100,
  })('a click in the middle of a sweep goes within one interval and one answer', async (burst, at, seed) => {
    const clock = new VirtualClock();
    const policer = new Policer(clock, burst, near(seed));
    const limiter = createLimiter(clock, learnt(burst));
    const sweep = makeCalls(limiter, policer, 60, 6);
    await clock.run(at);
    let went = Infinity;
    const click = limiter.run({ priority: 'click' }, () => {
      went = clock.now();
      return policer.call();
    });
    await clock.run();
    await Promise.all([sweep, click]);
    expect(went - at).toBeLessThanOrEqual(1000 / 1.995 + 20);
  });
});
