import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LockState } from '../../../domain/app-lock.ts';
import { nextLockState, type LockEvent } from '../../../main/service/app-lock-machine.ts';

const states: readonly LockState[] = ['off', 'open', 'locking', 'locked'];
const events: readonly LockEvent[] = ['turnedOn', 'turnedOff', 'lock', 'putAway', 'unlocked', 'signedOut'];
const allowed: readonly [LockState, LockEvent, LockState][] = [
  ['off', 'turnedOn', 'open'],
  ['open', 'turnedOff', 'off'],
  ['open', 'lock', 'locking'],
  ['locking', 'putAway', 'locked'],
  ['locked', 'unlocked', 'open'],
  ['locked', 'signedOut', 'off'],
];

describe('the states of the app lock', () => {
  it.each(allowed)('%s goes by %s to %s', (from, event, to) => {
    expect(nextLockState(from, event)).toBe(to);
  });

  const refused = states.flatMap((state) =>
    events
      .filter((event) => !allowed.some(([from, by]) => from === state && by === event))
      .map((event) => [state, event] as const),
  );
  it.each(refused)('%s stays by %s', (state, event) => {
    expect(nextLockState(state, event)).toBe(state);
  });

  it('are only left through the passphrase or signing out, once locked, whatever else happens', () => {
    const harmless = fc.array(fc.constantFrom<LockEvent>('turnedOn', 'turnedOff', 'lock', 'putAway'));
    fc.assert(
      fc.property(harmless, (happened) => {
        expect(happened.reduce(nextLockState, 'locked')).toBe('locked');
        expect(['locking', 'locked']).toContain(happened.reduce(nextLockState, 'locking'));
      }),
    );
  });

  it('come to locked only by way of locking', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (happened) => {
        let state: LockState = 'off';
        for (const event of happened) {
          const next = nextLockState(state, event);
          if (next === 'locked' && state !== 'locked') expect(state).toBe('locking');
          if (state === 'locked' && next !== 'locked') expect(['unlocked', 'signedOut']).toContain(event);
          state = next;
        }
      }),
    );
  });
});
