import { render, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { ApiKey } from '../../../domain/api-key.ts';
import type { Organisation } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { newsOf } from '../../../renderer/features/frame/bar-news.ts';
import { barWords } from '../../../renderer/features/frame/bar-words.ts';
import { attentionOf } from '../../../renderer/features/frame/organisation-words.ts';
import AccessFacts from '../../../renderer/features/organisations/AccessFacts.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOrganisation, sampleSync } from '../sample-data.ts';
import '../../../renderer/features/organisations/RenewKeyDialog.svelte';
import '../lazy-parts.ts';

const key: ApiKey = {
  createdOn: '2024-12-04',
  source: 'lexware',
  expiresOn: '2026-12-04',
  daysLeft: 10,
  warning: 'in14',
  seen: false,
};
const withKey = (change: Partial<ApiKey> = {}): Organisation =>
  sampleOrganisation({ method: 'apiKey', apiKey: { ...key, ...change } });

let bridge: FakeBridge;

beforeEach(() => {
  bridge = installFakeBridge();
});

function show(organisation: Organisation) {
  return render(AccessFacts, { organisation });
}

test.each([
  ['lexware', /Laut Lexware/u],
  ['user', /Wie Sie angegeben haben/u],
  ['entered', /hier eingetragen.*älter sein/u],
] as const)('it is said plainly that the day of the key is from: %s', (source, words) => {
  const { getByText } = show(withKey({ source }));
  expect(getByText(words)).toBeVisible();
  expect(getByText('am 04.12.2026, in 10 Tagen')).toBeVisible();
});

test('missing permissions are named by what they allow', () => {
  const { getByText } = show({ ...withKey(), missing: ['contacts.write', 'files.write'] });
  expect(getByText(/Kontakte anlegen, Belege hochladen/u)).toBeVisible();
});

test('who signed in by the browser has no key to renew', () => {
  const { queryByRole } = show(sampleOrganisation());
  expect(queryByRole('button', { name: 'Schlüssel erneuern' })).toBeNull();
});

test('a key is renewed for its company, and leaves the page', async () => {
  bridge.when('organisations', 'replaceKey', () => ok(withKey()));
  const { getByRole, findByRole } = show(withKey());
  await userEvent.click(getByRole('button', { name: 'Schlüssel erneuern' }));
  const dialog = await findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Neuer API-Schlüssel'), ' neu {Enter}');
  await waitFor(() => expect(bridge.inputsOf('organisations.replaceKey')).toEqual([{ id: idOf(1), key: 'neu' }]));
});

test('a key of another company is refused with words at the field', async () => {
  bridge.when('organisations', 'replaceKey', () => fail({ code: 'api_key_other_organisation' }));
  const { getByRole, findByRole } = show(withKey());
  await userEvent.click(getByRole('button', { name: 'Schlüssel erneuern' }));
  const field = within(await findByRole('dialog')).getByLabelText('Neuer API-Schlüssel');
  await userEvent.type(field, '{Enter}');
  expect(field).toHaveAccessibleDescription(/Fügen Sie den neuen Schlüssel ein/u);
  expect(bridge.inputsOf('organisations.replaceKey')).toEqual([]);
  await userEvent.type(field, 'fremd{Enter}');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/gehört zu einer anderen Firma/u));
});

test('the bar says when the key ends until it was put aside, and not where the session has ended', () => {
  const facts = { online: true, sync: sampleSync, trouble: null, vault: null, method: 'apiKey' } as const;
  const kinds = (session: Organisation['session'], change: Partial<ApiKey>): string[] =>
    newsOf({ ...facts, session, key: { ...key, ...change } }).map(({ kind }) => kind);
  expect(kinds('signedIn', {})).toEqual(['key']);
  expect(kinds('signedIn', { seen: true })).toEqual([]);
  expect(kinds('signedIn', { warning: null })).toEqual([]);
  expect(kinds('signedOut', {})).toEqual(['signedOut']);
  const words = barWords({ kind: 'key', key }, { now: 0, lastSuccessAt: null, outgoing: 0 });
  expect(words.title).toBe('Der API-Schlüssel läuft am 04.12.2026 ab');
});

test('the switcher says it from two weeks before the end', () => {
  expect(attentionOf(withKey({ warning: 'in60', daysLeft: 50 }))).toBeNull();
  expect(attentionOf(withKey())).toBe('API-Schlüssel läuft in 10 Tagen ab');
  expect(attentionOf(withKey({ daysLeft: 0, warning: 'in3' }))).toBe('API-Schlüssel läuft heute ab');
  expect(attentionOf(withKey({ daysLeft: -2, warning: 'expired' }))).toBe('API-Schlüssel abgelaufen');
});
