import { render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import Frame from '../../../renderer/features/frame/Frame.svelte';
import { matchingEntries, withRecent, type PaletteEntry } from '../../../renderer/features/frame/palette-entry.ts';
import { recentEntries, rememberEntry } from '../../../renderer/features/frame/palette-recent.ts';
import { navigateTo, route } from '../../../renderer/features/frame/route.svelte.ts';
import { nextZoom, zoomSteps } from '../../../renderer/features/frame/zoom.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleRow } from '../invoices/sample-invoices.ts';
import { idOf, noInvoices, sampleOrganisation, sampleSettings } from '../sample-data.ts';
import { textSnippet } from '../snippet.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;
let stop: () => void = () => undefined;

beforeEach(() => {
  localStorage.clear();
  bridge = installFakeBridge();
  const second = sampleOrganisation({ id: idOf(2), name: 'Werft Petersen KG', active: false });
  bridge.when('organisations', 'list', () => ok([sampleOrganisation(), second]));
  navigateTo('invoices');
});

afterEach(() => stop());

async function open() {
  stop = app.start();
  await app.load();
  const onadd = vi.fn();
  const children = textSnippet('Inhalt');
  const shown = render(Frame, { active: sampleOrganisation(), onadd, onsignin: vi.fn(), children });
  await userEvent.keyboard('{Control>}k{/Control}');
  const field = await shown.findByRole('combobox', { name: 'Befehle und Suche' });
  await waitFor(() => expect(field).toHaveFocus());
  return { ...shown, field, onadd };
}

test('it opens over everything, with its field ready, and closes by the same key', async () => {
  const { queryByRole, getByRole } = await open();
  expect(getByRole('option', { name: /Neue Rechnung/u })).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await waitFor(() => expect(queryByRole('combobox', { name: 'Befehle und Suche' })).toBeNull());
});

test('typing and Enter run the best fit', async () => {
  await open();
  await userEvent.keyboard('einst{Enter}');
  await waitFor(() => expect(route().name).toBe('settings'));
});

test('another company can be switched to', async () => {
  bridge.when('organisations', 'switchTo', () => ok(sampleOrganisation({ id: idOf(2) })));
  await open();
  await userEvent.keyboard('petersen{Enter}');
  await waitFor(() => expect(bridge.inputsOf('organisations.switchTo')).toEqual([{ id: idOf(2) }]));
});

test('a setting is changed', async () => {
  await open();
  await userEvent.keyboard('dunkel{Enter}');
  await waitFor(() => expect(bridge.inputsOf('settings.set')).toEqual([{ theme: 'dark' }]));
});

test('an invoice is found by its number and opened', async () => {
  const row = sampleRow(31, { id: idOf(31), number: 'RE0815' });
  bridge.when('invoices', 'list', () => ok({ ...noInvoices, rows: [row] }));
  const { findByRole } = await open();
  await userEvent.keyboard('re0815');
  await findByRole('option', { name: /RE0815/u });
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(route()).toEqual({ name: 'invoices', selectedId: idOf(31) }));
});

test('what finds nothing says what to try, also when main cannot answer', async () => {
  bridge.when('contacts', 'search', () => fail({ code: 'storage_unavailable' }));
  const { findByText } = await open();
  await userEvent.keyboard('xyzxyz');
  expect(await findByText(/Nichts gefunden/u)).toBeVisible();
});

test('a single letter asks main nothing', async () => {
  await open();
  const before = bridge.inputsOf('contacts.search').length;
  await userEvent.keyboard('n');
  expect(bridge.inputsOf('contacts.search')).toHaveLength(before);
});

test('what was used last stands first at the next time', async () => {
  const first = await open();
  await userEvent.keyboard('ausgang{Enter}');
  await waitFor(() => expect(route().name).toBe('outbox'));
  first.unmount();
  stop();
  const { getAllByRole } = await open();
  expect(getAllByRole('option')[0]).toHaveTextContent('Ausgang');
});

test('the sheet of keys opens by the question mark and names every group', async () => {
  stop = app.start();
  await app.load();
  const shown = render(Frame, {
    active: sampleOrganisation(),
    onadd: vi.fn(),
    onsignin: vi.fn(),
    children: textSnippet('Inhalt'),
  });
  await userEvent.keyboard('?');
  const sheet = await shown.findByRole('dialog', { name: 'Tasten' });
  expect(sheet).toHaveTextContent('Strg+K');
  expect(sheet).toHaveTextContent('Erste bis neunte Firma');
  expect(sheet).toHaveTextContent('Menü zum Eintrag');
});

test('the zoom command writes the next size into the settings, and none beyond the largest', async () => {
  stop = app.start();
  bridge.when('settings', 'get', () => ok({ ...sampleSettings, zoom: 250 }));
  await app.load();
  render(Frame, { active: sampleOrganisation(), onadd: vi.fn(), onsignin: vi.fn(), children: textSnippet('') });
  bridge.emit('command', { command: 'zoomIn' });
  await waitFor(() => expect(bridge.inputsOf('settings.set')).toEqual([{ zoom: 300 }]));
  expect(nextZoom(300, 1)).toBe(300);
  expect(nextZoom(50, -1)).toBe(50);
  expect(nextZoom(105, 1)).toBe(110);
  expect(zoomSteps).toContain(100);
});

function entry(id: string, label: string, hint?: string): PaletteEntry {
  return { id, label, hint, group: 'commands', icon: (() => undefined) as never, run: () => undefined };
}

test.each([
  ['gros', ['a']],
  ['größe', ['a']],
  ['rech', ['c', 'b']],
  ['neue rech', ['b']],
  ['kiel', ['c']],
  ['nirgends', []],
  ['  ', ['a', 'b', 'c']],
])('"%s" finds %j', (text, ids) => {
  const entries = [entry('a', 'Originalgröße'), entry('b', 'Neue Rechnung'), entry('c', 'Rechnungen', 'Kiel')];
  expect(matchingEntries(entries, text).map(({ id }) => id)).toEqual(ids);
});

test('what was used last moves to the front, and what is gone does not come back', () => {
  const entries = [entry('a', 'A'), entry('b', 'B')];
  expect(withRecent(entries, ['gone', 'b']).map(({ id, group }) => `${id} ${group}`)).toEqual([
    'b recent',
    'a commands',
  ]);
});

test('only the four used last are remembered, each once', () => {
  for (const id of ['a', 'b', 'c', 'd', 'b', 'e']) rememberEntry(id);
  expect(recentEntries()).toEqual(['e', 'b', 'd', 'c']);
});
