import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { AuditEntry, AuditFacts } from '../../../domain/audit.ts';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import AuditSection from '../../../renderer/features/safety/AuditSection.svelte';
import { auditWords } from '../../../renderer/features/safety/audit-words.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';

const operation: AuditFacts = {
  event: 'operation',
  operationId: '6f2c7d3e-3f0a-4c7b-9b55-0c1d2e3f4a5b',
  kind: 'createInvoiceFinalised',
  title: 'Muster GmbH',
  from: 'sending',
  to: 'confirmed',
  bodyHash: 'a'.repeat(64),
  resourceId: null,
  errorCode: null,
};

function entry(sequence: number, facts: AuditFacts): AuditEntry {
  return { sequence, at: '2026-11-24T09:12:00.000Z', facts, hash: 'b'.repeat(64) };
}

let bridge: FakeBridge;

beforeEach(() => {
  bridge = installFakeBridge();
  bridge.when('audit', 'list', () => ok([entry(2, operation), entry(1, { event: 'signedIn', method: 'apiKey' })]));
});

test('entries are told in plain words, newest first', async () => {
  const { findAllByRole } = render(AuditSection);
  const [, first, second] = await findAllByRole('row');
  expect(first).toHaveTextContent('In Lexware');
  expect(first).toHaveTextContent('Rechnung, festgeschrieben · Muster GmbH');
  expect(second).toHaveTextContent('Angemeldet');
  expect(second).toHaveTextContent('mit API-Schlüssel');
});

test('every kind of entry has words', () => {
  const all: AuditFacts[] = [
    { event: 'signedIn', method: 'oauth' },
    { event: 'signedOut' },
    operation,
    { event: 'restored', copy: '2026-11-23' },
    { event: 'exported' },
  ];
  expect(all.map((facts) => auditWords(facts).what)).not.toContain('');
});

test('a whole log is said to be whole', async () => {
  bridge.when('audit', 'verify', () => ok({ count: 2, brokenAt: null }));
  const { getByRole, findByText } = render(AuditSection);
  await userEvent.click(getByRole('button', { name: 'Prüfen' }));
  expect(await findByText('Alle 2 Einträge sind unverändert')).toBeVisible();
});

test('the first entry that does not fit is named', async () => {
  bridge.when('audit', 'verify', () => ok({ count: 1, brokenAt: 2 }));
  const { getByRole, findByRole } = render(AuditSection);
  await userEvent.click(getByRole('button', { name: 'Prüfen' }));
  expect(await findByRole('alert')).toHaveTextContent('Ab Eintrag 2');
});

test('a log that cannot be read is told, and nothing pretends to be empty', async () => {
  bridge.when('audit', 'list', () => fail(appError('storage_unavailable')));
  const { findByRole, queryByText } = render(AuditSection);
  expect(await findByRole('alert')).toBeVisible();
  expect(queryByText(/Noch ist nichts geschehen/)).toBeNull();
});

test('older entries are asked for from the oldest that is shown', async () => {
  const asked: unknown[] = [];
  bridge.when('audit', 'list', (input) => {
    asked.push(input.before);
    return ok(input.before === undefined ? [entry(9, operation)] : [entry(8, operation)]);
  });
  const { findByRole, findAllByRole } = render(AuditSection);
  await userEvent.click(await findByRole('button', { name: 'Ältere zeigen' }));
  expect(await findAllByRole('row')).toHaveLength(3);
  expect(asked).toEqual([undefined, 9]);
});
