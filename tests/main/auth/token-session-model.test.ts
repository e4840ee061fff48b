import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { renewAfterMs } from '../../../main/auth/token-freshness.ts';
import { createBench } from './support/token-bench.ts';

type Event = 'ask' | 'refused' | 'wake' | 'wait' | 'end';
const event = fc.constantFrom<Event>('ask', 'ask', 'ask', 'refused', 'wake', 'wait', 'end');

property.prop([fc.scheduler(), fc.array(event, { minLength: 1, maxLength: 25 })], { numRuns: 1_000 })(
  'in every order of requests, answers and disk writes no refresh token is used twice',
  async (scheduler, events) => {
    const bench = createBench((label) => scheduler.schedule(Promise.resolve(), label));
    const { server, store, session, time } = bench;
    let isUnsavedUsed = false;
    const use = (answer: { ok: boolean; value?: string }): void => {
      // Whoever gets a bearer gets one whose pair is in the vault.
      if (answer.ok && store.saved?.accessToken !== answer.value) isUnsavedUsed = true;
    };
    scheduler.scheduleSequence(
      events.map((one) => ({
        label: one,
        builder: () => {
          if (one === 'ask') void session.getBearer().then(use);
          if (one === 'refused') void session.renewAfter401(store.saved?.accessToken ?? '').then(use);
          if (one === 'wake') session.markStale();
          if (one === 'wait') time.advance(server.lifetimeMs);
          if (one === 'end') server.endAccessTokens();
          return Promise.resolve();
        },
      })),
    );
    await scheduler.waitIdle();
    expect(server.reuses).toBe(0);
    expect(new Set(server.refreshes).size).toBe(server.refreshes.length);
    expect(isUnsavedUsed).toBe(false);
    expect(bench.expired).toBe(0);
    expect(store.saved?.refreshToken).toBe(`refresh-${String(server.refreshes.length + 1)}`);
  },
);

property.prop([fc.scheduler(), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 })], { numRuns: 1_000 })(
  'whoever asks in whatever order: exactly one refresh for each expiry',
  async (scheduler, callers, expiries) => {
    const bench = createBench((label) => scheduler.schedule(Promise.resolve(), label));
    for (let expiry = 1; expiry <= expiries; expiry += 1) {
      bench.time.advance(bench.server.lifetimeMs);
      const old = `access-${String(expiry)}`;
      const ask = (caller: number) =>
        scheduler
          .schedule(Promise.resolve(), `caller ${String(caller)}`)
          .then(() => (caller % 2 === 0 ? bench.session.getBearer() : bench.session.renewAfter401(old)));
      const answers = Promise.all(Array.from({ length: callers }, (_unused, caller) => ask(caller)));
      await scheduler.waitFor(answers);
      expect(new Set((await answers).map((answer) => answer.ok && answer.value))).toEqual(
        new Set([`access-${String(expiry + 1)}`]),
      );
    }
    expect(bench.server.refreshes).toHaveLength(expiries);
    expect(bench.server.reuses).toBe(0);
  },
);

property.prop([fc.integer({ min: 1, max: 400 * 86_400_000 })])(
  'tokens are renewed before their end, at 80 % of their life or earlier, never before half of it',
  (lifetimeMs) => {
    const age = renewAfterMs(lifetimeMs);
    expect(age).toBeLessThan(lifetimeMs);
    expect(age).toBeGreaterThanOrEqual(lifetimeMs / 2);
    expect(age).toBeLessThanOrEqual(lifetimeMs * 0.8);
    if (lifetimeMs >= 120_000) expect(lifetimeMs - age).toBeGreaterThanOrEqual(60_000 - 1e-6);
  },
);
