import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { operationStates } from '../../domain/operation.ts';
import { groupOf, standingOf, waitingForUser, type Standable } from '../../domain/operation-standing.ts';

const rejected: Standable = {
  state: 'rejected',
  draftId: 'a draft',
  createdAt: '2026-11-23T13:00:00.000Z',
  error: { code: 'lexware_validation_failed' },
};
const later = { ...rejected, state: 'queued' as const, createdAt: '2026-11-23T14:00:00.000Z', error: null };

describe('who waits for the user', () => {
  it('are refused operations and open decisions', () => {
    const open: Standable = { ...rejected, draftId: 'another', state: 'needsDecision' };
    expect(waitingForUser([rejected, open])).toEqual([rejected, open]);
  });

  it.each([
    ['was taken back', [{ ...rejected, error: { code: 'operation_taken_back' as const } }]],
    ['was discarded', [{ ...rejected, error: { code: 'lexware_outcome_unknown' as const } }]],
    ['was sent anew', [rejected, later]],
  ])('is none that %s', (_how, all) => {
    expect(waitingForUser(all)).toEqual([]);
  });

  it.each([
    ['another draft', { ...later, draftId: 'another' }],
    ['an earlier operation', { ...later, createdAt: '2026-11-23T12:00:00.000Z' }],
  ])('is one still, whatever became of %s', (_what, other) => {
    expect(waitingForUser([rejected, other])).toEqual([rejected]);
  });

  it('is a refused contact, which has no draft to be sent anew', () => {
    const contact = { ...rejected, draftId: null };
    expect(waitingForUser([contact, { ...later, draftId: null }])).toEqual([contact]);
  });
});

const standable = fc.record({
  state: fc.constantFrom(...operationStates),
  draftId: fc.constantFrom(null, 'a', 'b'),
  createdAt: fc.constantFrom('2026-11-23T12:00:00.000Z', '2026-11-23T13:00:00.000Z'),
  error: fc.constantFrom(
    null,
    { code: 'operation_taken_back' as const },
    { code: 'lexware_outcome_unknown' as const },
    { code: 'lexware_validation_failed' as const },
  ),
});

test.prop([fc.array(standable, { maxLength: 8 })])('only refused and undecided ones ever wait for the user', (all) => {
  for (const one of waitingForUser(all)) expect(['rejected', 'needsDecision']).toContain(one.state);
  for (const one of all) {
    if (one.state === 'needsDecision') expect(waitingForUser(all)).toContain(one);
    if (one.state !== 'rejected') expect(standingOf(one, all)).toBe(one.state);
    else expect(['needsYou', 'done']).toContain(groupOf(standingOf(one, all)));
  }
});
