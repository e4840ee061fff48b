import { describe, expect, test } from 'vitest';
import { groupOf, groupOperations, standingOf } from '../../../renderer/features/outbox/standing.ts';
import { waitingOf } from '../../../renderer/features/outbox/waiting.ts';
import { idOf, sampleOperation } from '../sample-data.ts';
import { contactOperation } from './sample-operations.ts';

const rejected = sampleOperation({ state: 'rejected', error: { code: 'lexware_validation_failed' } });

describe('a rejected operation', () => {
  test('needs the user', () => {
    expect(standingOf(rejected, [rejected])).toBe('rejected');
    expect(groupOf('rejected')).toBe('needsYou');
  });

  test.each([
    ['takenBack', { ...rejected, error: { code: 'operation_taken_back' as const } }],
    ['discarded', { ...rejected, error: { code: 'lexware_outcome_unknown' as const } }],
  ])('is done where the user ended it: %s', (standing, operation) => {
    expect(standingOf(operation, [operation])).toBe(standing);
    expect(groupOf(standingOf(operation, [operation]))).toBe('done');
  });

  test('is history once its draft was sent anew', () => {
    const later = sampleOperation({ id: idOf(101), createdAt: '2026-11-23T14:00:00.000Z' });
    expect(standingOf(rejected, [rejected, later])).toBe('superseded');
  });

  test('is not history because of an earlier one, or of another draft', () => {
    const earlier = sampleOperation({ id: idOf(101), createdAt: '2026-11-23T12:00:00.000Z' });
    const other = sampleOperation({ id: idOf(102), draftId: idOf(201), createdAt: '2026-11-23T14:00:00.000Z' });
    const contact = contactOperation({ createdAt: '2026-11-23T14:00:00.000Z' });
    expect(standingOf(rejected, [rejected, earlier, other, contact])).toBe('rejected');
    const refusedContact = contactOperation({ state: 'rejected' });
    expect(standingOf(refusedContact, [refusedContact, { ...contact, id: idOf(111) }])).toBe('rejected');
  });
});

test('the groups stand in the order in which they matter, and only where something is in them', () => {
  const operations = [
    sampleOperation({ id: idOf(1), state: 'confirmed' }),
    sampleOperation({ id: idOf(2), state: 'queued' }),
    sampleOperation({ id: idOf(3), state: 'needsDecision' }),
    sampleOperation({ id: idOf(4), state: 'sending' }),
  ];
  expect(groupOperations(operations).map(({ group, operations: own }) => [group, own.map(({ id }) => id)])).toEqual([
    ['needsYou', [idOf(3)]],
    ['waiting', [idOf(2), idOf(4)]],
    ['done', [idOf(1)]],
  ]);
});

describe('what a queued operation waits for', () => {
  const here = { online: true, signedOut: false };
  const invoice = sampleOperation({ waitsFor: idOf(110) });

  test('is its contact, as long as Lexware does not have it', () => {
    const contact = contactOperation();
    expect(waitingOf(invoice, [invoice, contact], here)).toEqual({
      kind: 'contact',
      operation: contact,
      isStuck: false,
    });
    expect(waitingOf(invoice, [invoice, contactOperation({ state: 'confirmed' })], here)).toEqual({ kind: 'turn' });
  });

  test('says when the contact itself needs the user', () => {
    const contact = contactOperation({ state: 'needsDecision' });
    expect(waitingOf(invoice, [invoice, contact], here)).toMatchObject({ kind: 'contact', isStuck: true });
  });

  test('is a connection, then a session, then the next attempt, then its turn', () => {
    const failed = sampleOperation({ error: { code: 'lexware_unavailable' } });
    expect(waitingOf(failed, [failed], { online: false, signedOut: true })?.kind).toBe('offline');
    expect(waitingOf(failed, [failed], { online: true, signedOut: true })?.kind).toBe('signedOut');
    expect(waitingOf(failed, [failed], here)?.kind).toBe('retry');
    expect(waitingOf(sampleOperation(), [], here)?.kind).toBe('turn');
  });

  test('is nothing for what is not queued', () => {
    expect(waitingOf(sampleOperation({ state: 'sending' }), [], { online: false, signedOut: false })).toBeNull();
  });
});
