import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../domain/result.ts';
import type { Priority } from '../../../main/lexware/api.ts';
import type { HttpFailure } from '../../../main/lexware/http-client.ts';
import { createLimiter } from '../../../main/lexware/limiter.ts';
import { near } from './latency.ts';
import { Policer } from './policer.ts';
import { VirtualClock } from './virtual-clock.ts';
import { makeCalls } from './workload.ts';

const learnt = (burst: number) => ({ rate: 1.995, burst, ceiling: null, clean: 0 });
const refusal: HttpFailure = { proof: 'rateLimited', httpStatus: 429, error: { code: 'lexware_rate_limited' } };
const refuse = (retryAfterMs?: number) => () =>
  Promise.resolve(fail(retryAfterMs === undefined ? refusal : { ...refusal, retryAfterMs }));

describe('what is learnt', () => {
  test('a larger bucket is tried after a long clean time and a rest, without a refusal where it exists', async () => {
    const { limiter, policer } = await busyDays(5);
    expect(limiter.exportState().burst).toBe(5);
    expect(policer.refused).toBe(0);
  });

  test.each([2, 3])('a bucket of %i costs one refusal in all, and is then remembered', async (burst) => {
    const { limiter, policer } = await busyDays(burst);
    expect(limiter.exportState()).toMatchObject({ burst, ceiling: burst, rate: 1.995 });
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
      rate: 1.995,
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
    expect(limiter.exportState().rate).toBeCloseTo(1.197);
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
    expect(limiter.exportState().rate).toBe(1.995);
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
    expect(limiter.exportState()).toMatchObject({ rate: 1.995, burst: 5 });
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

  test('a long answer does not hold up the others once it has begun', async () => {
    const clock = new VirtualClock();
    const limiter = createLimiter(clock, learnt(1));
    const long = limiter.run({ priority: 'sweep' }, async (admitted) => {
      await clock.sleep(50);
      admitted();
      await clock.sleep(20_000);
      return ok('long');
    });
    const started = timeOfNext(clock, limiter);
    expect(await started).toBeLessThanOrEqual(553);
    expect(await long).toEqual(ok('long'));
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
