import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../domain/result.ts';
import { priorities, type Priority } from '../../../main/lexware/api.ts';
import type { HttpFailure } from '../../../main/lexware/http-client.ts';
import { createLimiter } from '../../../main/lexware/limiter.ts';
import { Policer, randomFrom } from './policer.ts';
import { VirtualClock } from './virtual-clock.ts';
import { makeCalls } from './workload.ts';

const learnt = (burst: number) => ({ rate: 1.99, burst, ceiling: null, clean: 0 });
const near = (seed: number) => {
  const random = randomFrom(seed);
  return () => ({ out: 1 + 2 * random(), work: 5 + 10 * random(), back: 1 + random() });
};
const far = (seed: number) => {
  const random = randomFrom(seed);
  const tail = () => (random() < 0.01 ? 1000 : 0);
  return () => ({ out: 15 - 50 * Math.log(1 - random()) + tail(), work: 200 * random(), back: 15 + 20 * random() });
};
const refusal: HttpFailure = { proof: 'rateLimited', httpStatus: 429, error: { code: 'lexware_rate_limited' } };
const refuse = (retryAfterMs?: number) => () =>
  Promise.resolve(fail(retryAfterMs === undefined ? refusal : { ...refusal, retryAfterMs }));

async function firstSync(burst: number, calls: number, latency: typeof near, known = false, workers = 1) {
  const clock = new VirtualClock();
  const policer = new Policer(clock, burst, latency(burst * 1000 + calls));
  const end = makeCalls(createLimiter(clock, known ? learnt(burst) : null), policer, calls, workers);
  await clock.run();
  const seconds = (await end) / 1000;
  return { use: calls / (2 * seconds + burst), refused: policer.refused };
}

describe('use of what the account allows, of the best that is possible', () => {
  test.each([40, 100])('a bucket of one is learnt by one refusal and then used to 95 %% (%i calls)', async (calls) => {
    const { use, refused } = await firstSync(1, calls, near);
    expect(refused).toBe(1);
    expect(use).toBeGreaterThanOrEqual(0.95);
  });

  test.each([40, 100])(
    'a bucket of two is used to 98 %% from the first call on, without a refusal (%i calls)',
    async (calls) => {
      const { use, refused } = await firstSync(2, calls, near);
      expect(refused).toBe(0);
      expect(use).toBeGreaterThanOrEqual(0.98);
    },
  );

  test.each([40, 100])(
    'a bucket of five is used to 99 %% once it is known, without a refusal (%i calls)',
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
    { numRuns: 100 },
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
    arrivals.forEach((from, first) => {
      arrivals.slice(first).forEach((to, index) => {
        expect(index + 1).toBeLessThanOrEqual(burst + ((to - from) / 1000) * 2 + 1e-6);
      });
    });
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
    expect(went - at).toBeLessThanOrEqual(1000 / 1.99 + 20);
  });
});

describe('what is learnt', () => {
  test('a larger bucket is tried after a long clean time and a rest, without a refusal where it exists', async () => {
    const { limiter, policer } = await busyDays(5);
    expect(limiter.exportState().burst).toBe(5);
    expect(policer.refused).toBe(0);
  });

  test.each([2, 3])('a bucket of %i costs one refusal in all, and is then remembered', async (burst) => {
    const { limiter, policer } = await busyDays(burst);
    expect(limiter.exportState()).toMatchObject({ burst, ceiling: burst, rate: 1.99 });
    expect(policer.refused).toBe(1);
  });

  test('a click never pays for the trying', async () => {
    const { limiter, policer } = await busyDays(2, 'click');
    expect(limiter.exportState()).toMatchObject({ burst: 2, ceiling: null });
    expect(policer.refused).toBe(0);
  });

  test('the state survives a restart, and a senseless one is left aside', () => {
    const state = { rate: 1.5, burst: 4, ceiling: 4, clean: 7 };
    expect(createLimiter(new VirtualClock(), state).exportState()).toEqual(state);
    const senseless = { rate: Infinity, burst: 1e9, ceiling: NaN, clean: -1 };
    expect(createLimiter(new VirtualClock(), senseless).exportState()).toEqual({
      rate: 1.99,
      burst: 2,
      ceiling: 2,
      clean: 0,
    });
  });

  test('another program on the same account is given way to', async () => {
    const clock = new VirtualClock();
    const policer = new Policer(clock, 5, near(1));
    const limiter = createLimiter(clock);
    const end = 600_000;
    let mine = 0;
    let refused = 0;
    const other = () => {
      policer.take();
      if (clock.now() < end) clock.after(1000, other);
    };
    other();
    const work = (async () => {
      while (clock.now() < end) {
        const result = await limiter.run({ priority: 'sweep' }, policer.call);
        if (result.ok) mine += 1;
        else refused += 1;
      }
    })();
    await clock.run();
    await work;
    expect(mine / 600).toBeGreaterThan(0.75);
    expect(refused).toBeLessThan(30);
  });
});

describe('refusals', () => {
  test('a refusal that no smaller bucket explains slows down by 0.6 and pauses for two seconds', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(1));
    await limiter.run({ priority: 'sweep' }, refuse());
    expect(limiter.exportState().rate).toBeCloseTo(1.194);
    expect(await timeOfNext(clock, limiter)).toBeGreaterThanOrEqual(2000);
  });

  test('a longer Retry-After is kept', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(1));
    await limiter.run({ priority: 'sweep' }, refuse(7000));
    expect(await timeOfNext(clock, limiter)).toBeGreaterThanOrEqual(7000);
  });

  test('three in a row open the circuit for a minute: sweeps wait, a click is told at once', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(1));
    for (let index = 0; index < 3; index++) {
      const refused = limiter.run({ priority: 'sweep' }, refuse());
      await clock.run();
      await refused;
    }
    const opened = clock.now();
    const click = await limiter.run({ priority: 'click' }, () => Promise.resolve(ok(1)));
    expect(click).toMatchObject({
      ok: false,
      error: { proof: 'rateLimited', error: { code: 'lexware_rate_limited' } },
    });
    expect(click.ok || click.error.retryAfterMs).toBeGreaterThan(59_000);
    expect((await timeOfNext(clock, limiter)) - opened).toBeGreaterThanOrEqual(60_000);
  });

  test('calls that are refused together count once', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(5));
    const late = async () => {
      await clock.sleep(50);
      return fail(refusal);
    };
    const all = Array.from({ length: 5 }, () => limiter.run({ priority: 'sweep' }, late));
    await clock.run();
    await Promise.all(all);
    expect(limiter.exportState().rate).toBe(1.99);
    expect((await timeOfNext(clock, limiter)) - 50).toBeLessThan(3000);
  });

  test('the rate comes back after clean calls', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, { rate: 1.2, burst: 1, ceiling: null, clean: 0 });
    const work = makeCalls(limiter, new Policer(clock, 1, near(3)), 150);
    await clock.run();
    await work;
    expect(limiter.exportState().rate).toBeGreaterThan(1.95);
  });

  test('a 500 that may mean too many requests pauses, and teaches nothing', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(5));
    const suspect: HttpFailure = { proof: 'unknown', httpStatus: 500, error: { code: 'lexware_unavailable' } };
    await limiter.run({ priority: 'sweep' }, () => Promise.resolve(fail({ ...suspect, mayBeRateLimit: true })));
    expect(limiter.exportState()).toMatchObject({ rate: 1.99, burst: 5 });
    expect(await timeOfNext(clock, limiter)).toBeGreaterThanOrEqual(2000);
  });
});

describe('giving up', () => {
  test('a waiting call that is called off is not made, and the next one goes', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(1));
    await limiter.run({ priority: 'sweep' }, () => Promise.resolve(ok(1)));
    const controller = new AbortController();
    let made = false;
    const given = limiter.run({ priority: 'click', signal: controller.signal }, () => {
      made = true;
      return Promise.resolve(ok(1));
    });
    const next = limiter.run({ priority: 'sweep' }, () => Promise.resolve(ok('next')));
    controller.abort();
    expect(await given).toMatchObject({ ok: false, error: { proof: 'notSent', error: { code: 'lexware_cancelled' } } });
    await clock.run();
    expect(await next).toEqual(ok('next'));
    expect(made).toBe(false);
  });

  test('a call that is called off beforehand is not made', async () => {
    const limiter = createLimiter(new VirtualClock());
    const result = await limiter.run({ priority: 'click', signal: AbortSignal.abort() }, () => Promise.resolve(ok(1)));
    expect(result).toMatchObject({ ok: false, error: { proof: 'notSent' } });
  });

  test('a call that was never sent costs nothing', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(1));
    const offline: HttpFailure = { proof: 'notSent', httpStatus: 0, error: { code: 'lexware_unreachable' } };
    await limiter.run({ priority: 'sweep' }, () => Promise.resolve(fail(offline)));
    expect(await timeOfNext(clock, limiter)).toBe(0);
  });

  test('a call that hangs does not hold up the others for long', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(1));
    const hanging = limiter.run({ priority: 'sweep' }, () => new Promise<never>(() => undefined));
    void hanging;
    expect(await timeOfNext(clock, limiter)).toBeLessThanOrEqual(2003);
  });
});

/** When the next call would go. */
async function timeOfNext(clock: VirtualClock, limiter: ReturnType<typeof createLimiter>): Promise<number> {
  let at = NaN;
  const next = limiter.run({ priority: 'sweep' }, () => {
    at = clock.now();
    return Promise.resolve(ok(null));
  });
  await clock.run();
  await next;
  return at;
}

/** Six calls a minute for a hundred minutes. */
async function busyDays(burst: number, priority: Priority = 'visible') {
  const clock = new VirtualClock();
  const policer = new Policer(clock, burst, near(burst));
  const limiter = createLimiter(clock);
  const days = (async () => {
    for (let batch = 0; batch < 100; batch++) {
      await Promise.all(Array.from({ length: 6 }, () => limiter.run({ priority }, policer.call)));
      await clock.sleep(60_000);
    }
  })();
  await clock.run();
  await days;
  return { limiter, policer };
}
