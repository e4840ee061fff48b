import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Organisation } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import Frame from '../../../renderer/features/frame/Frame.svelte';
import { navigateTo, route } from '../../../renderer/features/frame/route.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleInfo, sampleOperation, sampleOrganisation, sampleSync } from '../sample-data.ts';
import { textSnippet } from '../snippet.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;
let stop: () => void = () => undefined;
const second = sampleOrganisation({ id: idOf(2), name: 'Werft Petersen KG', active: false, method: 'apiKey' });

beforeEach(() => {
  bridge = installFakeBridge();
  bridge.when('organisations', 'list', () => ok([sampleOrganisation(), second]));
  navigateTo('invoices');
});

afterEach(() => {
  stop();
  setLocale('de');
});

async function show(active: Organisation = sampleOrganisation()) {
  stop = app.start();
  await app.load();
  const onadd = vi.fn();
  const onsignin = vi.fn();
  return { ...render(Frame, { active, onadd, onsignin, children: textSnippet('Inhalt') }), onadd, onsignin };
}

/** Opens the card's list, types, and takes what is marked. jsdom places nothing, so what floats counts as hidden there. */
async function takeFromCard(text: string): Promise<void> {
  screen.getByRole('button', { name: /^Firma wechseln/u }).focus();
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByPlaceholderText('Firma suchen')).toHaveFocus());
  await userEvent.keyboard(text);
  await userEvent.keyboard('{Enter}');
}

/** Opens the card's list and clicks on an entry. */
async function clickInCard(text: string): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: /^Firma wechseln/u }));
  await userEvent.click(await screen.findByText(text));
}

test('the rail leads to every place, and says where one is', async () => {
  const { getByRole } = await show();
  expect(getByRole('button', { name: /^Rechnungen/u })).toHaveAttribute('aria-current', 'page');
  for (const [name, place] of [
    [/^Übersicht/u, 'overview'],
    [/^Kontakte/u, 'contacts'],
    [/^Entwürfe/u, 'drafts'],
    [/^Belege/u, 'receipts'],
    [/^Ausgang/u, 'outbox'],
    [/^Einstellungen/u, 'settings'],
  ] as const) {
    await userEvent.click(getByRole('button', { name }));
    expect(route().name).toBe(place);
    expect(getByRole('button', { name })).toHaveAttribute('aria-current', 'page');
  }
});

test('digits lead to the places', async () => {
  await show();
  await userEvent.keyboard('6');
  expect(route().name).toBe('outbox');
  await userEvent.keyboard('4');
  expect(route().name).toBe('receipts');
  await userEvent.keyboard('2');
  expect(route().name).toBe('invoices');
});

test('N creates a draft and opens it', async () => {
  const draft = {
    id: idOf(7),
    language: 'de',
    recipient: { kind: 'none' },
    voucherDate: '2026-11-23',
    shipping: { type: 'service', date: '2026-11-23', endDate: null },
    taxType: 'net',
    lineItems: [],
    totalDiscount: { kind: 'none' },
    paymentTerm: null,
    title: '',
    introduction: '',
    remark: '',
  } as const;
  const at = '2026-11-23T13:00:00.000Z';
  bridge.when('drafts', 'create', () =>
    ok({ draft: { ...draft, lineItems: [] }, state: 'editing', createdAt: at, savedAt: at, trashedAt: null }),
  );
  await show();
  await userEvent.keyboard('n');
  await waitFor(() => expect(route()).toEqual({ name: 'draft', id: idOf(7) }));
});

test('R and the button sync, as does the menu of the application', async () => {
  const { getByRole } = await show();
  await userEvent.keyboard('r');
  await userEvent.click(getByRole('button', { name: 'Jetzt abgleichen' }));
  bridge.emit('command', { command: 'sync' });
  await waitFor(() => expect(bridge.inputsOf('sync.now')).toHaveLength(3));
});

test('what waits for the user is counted and said', async () => {
  bridge.when('outbox', 'list', () => ok([sampleOperation({ state: 'rejected' })]));
  const { findByRole } = await show();
  expect(await findByRole('button', { name: /Ausgang.*1 Vorgang wartet auf Sie/u })).toBeVisible();
});

test('the card names the organisation and switches to another', async () => {
  bridge.when('organisations', 'switchTo', () => ok({ ...second, active: true }));
  const { getByRole } = await show();
  expect(getByRole('button', { name: /^Firma wechseln: Nordlicht Werkstatt GmbH 1 von 2 Firmen/u })).toBeVisible();
  await takeFromCard('petersen');
  await waitFor(() => expect(bridge.inputsOf('organisations.switchTo')).toEqual([{ id: idOf(2) }]));
});

test('a name that no company has finds none', async () => {
  const { findByText } = await show();
  await takeFromCard('gibt es nicht');
  expect(await findByText('Keine Firma heißt so')).toBeInTheDocument();
  expect(bridge.inputsOf('organisations.switchTo')).toEqual([]);
});

test('Ctrl with a digit switches to the company at that place, and stays in the place where one is', async () => {
  bridge.when('organisations', 'switchTo', () => ok({ ...second, active: true }));
  await show();
  navigateTo('outbox');
  await userEvent.keyboard('{Control>}2{/Control}');
  await waitFor(() => expect(bridge.inputsOf('organisations.switchTo')).toEqual([{ id: idOf(2) }]));
  expect(route().name).toBe('outbox');
});

test('Ctrl with a digit beyond the last company, or of the one that is shown, switches nothing', async () => {
  await show();
  await userEvent.keyboard('{Control>}19{/Control}');
  expect(bridge.inputsOf('organisations.switchTo')).toEqual([]);
});

test('a company that needs the user is marked on the card and in the list', async () => {
  bridge.when('organisations', 'list', () => ok([sampleOrganisation(), { ...second, waiting: 2 }]));
  const { getByRole, findByText } = await show();
  expect(getByRole('button', { name: /1 weitere Firma braucht Sie/u })).toBeVisible();
  await userEvent.click(getByRole('button', { name: /^Firma wechseln/u }));
  expect(await findByText('2 Vorgänge warten auf Sie')).toBeInTheDocument();
});

test('one more organisation can be added from the card', async () => {
  const { onadd } = await show();
  await clickInCard('Firma hinzufügen');
  expect(onadd).toHaveBeenCalledOnce();
});

test('signing out keeps the data unless the user says otherwise', async () => {
  const { getByRole, findByRole } = await show();
  await clickInCard('Abmelden');
  await findByRole('alertdialog', { name: 'Von Nordlicht Werkstatt GmbH abmelden?' });
  await userEvent.click(getByRole('button', { name: 'Abmelden' }));
  await waitFor(() => expect(bridge.inputsOf('organisations.signOut')).toEqual([{ id: idOf(1), removeData: false }]));
});

test('deleting the data needs the choice and a differently named button', async () => {
  const { getByRole, findByRole } = await show();
  await clickInCard('Abmelden');
  await userEvent.click(await findByRole('radio', { name: /Alle Daten dieser Firma/u }));
  await userEvent.click(getByRole('button', { name: 'Abmelden und löschen' }));
  await waitFor(() => expect(bridge.inputsOf('organisations.signOut')).toEqual([{ id: idOf(1), removeData: true }]));
});

test('without a connection, a bar says what still works', async () => {
  bridge.when('organisations', 'status', () => ok({ signIn: { step: 'idle' }, online: false }));
  const { findByText, getByText } = await show();
  expect(await findByText('Keine Verbindung zum Internet')).toBeVisible();
  expect(getByText('Ohne Verbindung')).toBeVisible();
});

test('a failed sync says why and can be repeated', async () => {
  bridge.when('sync', 'status', () =>
    ok({ ...sampleSync, state: 'failed', error: { code: 'lexware_contract_required' } }),
  );
  const { findByText, getByRole } = await show();
  expect(await findByText('Ihr Lexware-Tarif enthält das nicht')).toBeVisible();
  await userEvent.click(getByRole('button', { name: 'Noch einmal versuchen' }));
  expect(bridge.inputsOf('sync.now')).toHaveLength(1);
});

test('without a keyring, a bar says what to install, once', async () => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, vault: { state: 'memory', reason: 'no_keyring' } }));
  const { findByText, getByRole, queryByText } = await show();
  expect(await findByText(/gnome-keyring/u)).toHaveTextContent('KWallet');
  await userEvent.click(getByRole('button', { name: 'Ausblenden' }));
  expect(queryByText(/gnome-keyring/u)).toBeNull();
});

test('an ended session says that drafts are safe and offers to sign in', async () => {
  bridge.when('organisations', 'list', () => ok([sampleOrganisation({ session: 'signedOut' })]));
  const { findByText, getByRole, onsignin } = await show();
  expect(await findByText(/Entwürfe und Ausgang sind sicher/u)).toBeVisible();
  await userEvent.click(getByRole('button', { name: 'Neu anmelden' }));
  expect(onsignin).toHaveBeenCalledOnce();
});

test('switching the language changes every text at once', async () => {
  const { getByRole, findByRole } = await show();
  expect(getByRole('button', { name: /^Rechnungen/u })).toBeVisible();
  setLocale('en');
  expect(await findByRole('button', { name: /^Invoices/u })).toBeVisible();
  expect(getByRole('navigation', { name: 'Sections' })).toBeVisible();
});

test('an error of a command is told', async () => {
  bridge.when('sync', 'now', () => fail({ code: 'lexware_unreachable' }));
  await show();
  await userEvent.keyboard('r');
  await waitFor(() => expect(bridge.inputsOf('sync.now')).toHaveLength(1));
});
