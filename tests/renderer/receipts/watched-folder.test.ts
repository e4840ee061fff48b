import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import type { WatchedFolder } from '../../../domain/receipt-entry.ts';
import { fail, ok } from '../../../domain/result.ts';
import WatchedFolderSettings from '../../../renderer/features/receipts/WatchedFolderSettings.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';

const watching: WatchedFolder = { path: '/media/erika/Scans', state: 'watching', afterTaking: 'keep' };
let bridge: FakeBridge;

beforeEach(() => {
  setLocale('de');
  bridge = installFakeBridge();
});
afterEach(cleanup);

function show(folder: WatchedFolder): void {
  bridge.when('receipts', 'watchedFolder', () => ok(folder));
  render(WatchedFolderSettings);
}

test('without a folder it says so, and lets one be chosen', async () => {
  bridge.when('receipts', 'chooseWatchedFolder', () => ok(watching));
  show({ path: null, state: 'off', afterTaking: 'keep' });
  expect(await screen.findByText('Kein Ordner wird überwacht')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Ordner wählen …' }));
  expect(await screen.findByText('/media/erika/Scans')).toBeInTheDocument();
});

test.each([
  ['missing', 'Der Ordner ist gerade nicht da'],
  ['unreadable', 'Kontor darf diesen Ordner nicht lesen'],
] as const)('a folder that is %s is told, with its place', async (state, words) => {
  show({ ...watching, state });
  expect(await screen.findByText(words)).toBeInTheDocument();
  expect(screen.getByText('/media/erika/Scans')).toBeInTheDocument();
});

test('what happens with taken files is the user’s choice', async () => {
  bridge.when('receipts', 'setWatchedFolder', () => ok({ ...watching, afterTaking: 'moveToSubfolder' }));
  show(watching);
  await userEvent.click(await screen.findByRole('radio', { name: /^In einen Unterordner verschieben/u }));
  expect(bridge.inputsOf('receipts.setWatchedFolder')).toEqual([{ afterTaking: 'moveToSubfolder' }]);
  await waitFor(() => expect(screen.getByRole('radio', { name: /^In einen Unterordner verschieben/u })).toBeChecked());
});

test('watching can be ended', async () => {
  bridge.when('receipts', 'setWatchedFolder', () => ok({ path: null, state: 'off', afterTaking: 'keep' }));
  show(watching);
  await userEvent.click(await screen.findByRole('button', { name: 'Nicht mehr überwachen' }));
  expect(bridge.inputsOf('receipts.setWatchedFolder')).toEqual([{ off: true }]);
  expect(await screen.findByText('Kein Ordner wird überwacht')).toBeInTheDocument();
});

test('a state that cannot be had is told, and asked for again', async () => {
  bridge.when('receipts', 'watchedFolder', () => fail(appError('storage_unavailable')));
  render(WatchedFolderSettings);
  expect(await screen.findByText('Die lokale Ablage lässt sich nicht öffnen')).toBeInTheDocument();
  bridge.when('receipts', 'watchedFolder', () => ok(watching));
  await userEvent.click(screen.getByRole('button', { name: 'Noch einmal versuchen' }));
  expect(await screen.findByText('Kontor sieht in diesen Ordner')).toBeInTheDocument();
});
