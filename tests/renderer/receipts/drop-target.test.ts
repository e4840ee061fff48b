import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleInfo, sampleOrganisation } from '../sample-data.ts';
import DropHarness from './DropHarness.svelte';
import { installReceiptBridge } from './sample-receipts.ts';

const pdf = new File(['%PDF-1.7'], 'rechnung.pdf', { type: 'application/pdf' });
const photo = new File(['ÿØÿ'], 'bon.jpg', { type: 'image/jpeg' });
let bridge: FakeBridge;

beforeEach(() => {
  setLocale('de');
  bridge = installReceiptBridge([]).when('receipts', 'addFiles', () =>
    ok({ added: [idOf(3001), idOf(3002)], known: [], refused: [] }),
  );
  app.organisations = [sampleOrganisation()];
  app.info = sampleInfo;
  navigate({ name: 'overview' });
});
afterEach(() => {
  vi.useRealTimers();
  app.organisations = [];
});

/** What a drag of the system carries. */
function carrying(files: File[], types = ['Files']) {
  const items = files.map(() => ({ kind: 'file' }));
  return { dataTransfer: { types, files, items, dropEffect: 'none' } };
}
/** jsdom has no drag events, so what one leaves for is put in by hand. */
function leaving(relatedTarget: Element | null): Event {
  return Object.assign(new Event('dragleave', { bubbles: true }), { relatedTarget });
}
const overlay = () => screen.queryByText('Belege hier ablegen');
const receivedNames = () =>
  bridge
    .inputsOf('receipts.addFiles')
    .map((input) => (input as { files: { name: string }[] }).files.map((one) => one.name));

test('files over the window are welcome, with their number and the promise', async () => {
  render(DropHarness);
  await fireEvent.dragEnter(document.body, carrying([pdf, photo]));
  expect(overlay()).toBeInTheDocument();
  expect(screen.getByText(/2 Dateien · .*Ihre Originale bleiben unverändert/u)).toBeInTheDocument();
});

test('files over an element deep inside count as well, and going on to the next one is no end', async () => {
  render(DropHarness);
  const deep = screen.getByText('tief unten');
  await fireEvent.dragEnter(deep, carrying([pdf]));
  await fireEvent(deep, leaving(document.body));
  expect(overlay()).toBeInTheDocument();
  await fireEvent(deep, leaving(null));
  expect(overlay()).not.toBeInTheDocument();
});

test('a piece of text that is dragged is none of its business', async () => {
  render(DropHarness);
  const event = new Event('dragover', { bubbles: true, cancelable: true });
  Object.assign(event, carrying([], ['text/plain']));
  document.body.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
  expect(overlay()).not.toBeInTheDocument();
  await fireEvent.drop(document.body, carrying([], ['text/plain']));
  expect(bridge.inputsOf('receipts.addFiles')).toEqual([]);
});

test('Escape ends it, and so does a drag that went silent', async () => {
  vi.useFakeTimers();
  render(DropHarness);
  await fireEvent.dragOver(document.body, carrying([pdf]));
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(overlay()).not.toBeInTheDocument();
  await fireEvent.dragOver(document.body, carrying([pdf]));
  expect(overlay()).toBeInTheDocument();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(overlay()).not.toBeInTheDocument();
});

test('dropped files go to main, and the inbox shows them', async () => {
  render(DropHarness);
  await fireEvent.dragOver(document.body, carrying([pdf, photo]));
  await fireEvent.drop(document.body, carrying([pdf, photo]));
  expect(overlay()).not.toBeInTheDocument();
  await waitFor(() => expect(receivedNames()).toEqual([['rechnung.pdf', 'bon.jpg']]));
  await waitFor(() => expect(route()).toEqual({ name: 'receipts', selectedId: idOf(3001) }));
  expect(await screen.findByText('2 Belege aufgenommen')).toBeInTheDocument();
});

test('whoever writes an invoice is not taken away from it, and can go on his own', async () => {
  bridge.when('receipts', 'addFiles', () =>
    ok({
      added: Array.from({ length: 12 }, (_, index) => idOf(4000 + index)),
      known: [idOf(1), idOf(2)],
      refused: [idOf(3)],
    }),
  );
  navigate({ name: 'draft', id: idOf(7) });
  render(DropHarness);
  await fireEvent.drop(document.body, carrying([pdf]));
  expect(await screen.findByText('12 Belege aufgenommen, 2 waren schon da, 1 abgelehnt')).toBeInTheDocument();
  expect(route().name).toBe('draft');
  await userEvent.click(screen.getByRole('button', { name: 'Ansehen' }));
  expect(route()).toEqual({ name: 'receipts', selectedId: idOf(4000) });
});

test.each([
  ['only known files', { added: [], known: [idOf(1)], refused: [] }, 'Dieser Beleg ist schon da'],
  [
    'only refused files',
    { added: [], known: [], refused: [idOf(1), idOf(2)] },
    '2 Dateien konnte Kontor nicht aufnehmen',
  ],
])('%s are told as such', async (_name, result, title) => {
  bridge.when('receipts', 'addFiles', () => ok(result));
  render(DropHarness);
  await fireEvent.drop(document.body, carrying([pdf]));
  expect(await screen.findByText(title)).toBeInTheDocument();
});

test('a full disk is told, and nobody is led anywhere', async () => {
  bridge.when('receipts', 'addFiles', () => fail(appError('storage_full')));
  render(DropHarness);
  await fireEvent.drop(document.body, carrying([pdf]));
  expect(await screen.findByText('Der Datenträger ist voll')).toBeInTheDocument();
  expect(route().name).toBe('overview');
});

test('without a company, files are kindly declined', async () => {
  app.organisations = [];
  render(DropHarness);
  await fireEvent.dragOver(document.body, carrying([pdf]));
  expect(screen.getByText('Noch keine Firma angemeldet')).toBeInTheDocument();
  await fireEvent.drop(document.body, carrying([pdf]));
  expect(bridge.inputsOf('receipts.addFiles')).toEqual([]);
});

test.each([
  ['the company is locked', () => (app.organisations = [sampleOrganisation({ session: 'locked' })])],
  ['the vault is locked', () => (app.info = { ...sampleInfo, vault: { state: 'locked', reason: null } })],
])('while %s, files are kindly declined', async (_name, lock) => {
  lock();
  render(DropHarness);
  await fireEvent.dragOver(document.body, carrying([pdf]));
  expect(screen.getAllByText('Kontor ist gerade verschlossen').length).toBeGreaterThan(0);
  await fireEvent.drop(document.body, carrying([pdf]));
  expect(bridge.inputsOf('receipts.addFiles')).toEqual([]);
});

test('who has to sign in again can go on collecting', async () => {
  app.organisations = [sampleOrganisation({ session: 'signedOut' })];
  render(DropHarness);
  await fireEvent.drop(document.body, carrying([pdf]));
  await waitFor(() => expect(receivedNames()).toEqual([['rechnung.pdf']]));
});

test('pasted files and pictures are receipts', async () => {
  render(DropHarness);
  await fireEvent.paste(document.body, { clipboardData: { files: [photo] } });
  await waitFor(() => expect(bridge.inputsOf('receipts.addFiles')).toMatchObject([{ source: 'pasted' }]));
});

test('what is pasted into a text field, and text anywhere, is not', async () => {
  render(DropHarness);
  await fireEvent.paste(screen.getByRole('textbox'), { clipboardData: { files: [photo] } });
  await fireEvent.paste(document.body, { clipboardData: { files: [] } });
  expect(bridge.inputsOf('receipts.addFiles')).toEqual([]);
});

test('many files show how far it is', async () => {
  let finish: () => void = () => undefined;
  bridge.when(
    'receipts',
    'addFiles',
    () => new Promise((resolve) => (finish = () => resolve(ok({ added: [idOf(1)], known: [], refused: [] })))),
  );
  render(DropHarness);
  await fireEvent.drop(document.body, carrying(Array.from({ length: 20 }, () => pdf)));
  expect(await screen.findByText('0 von 20')).toBeInTheDocument();
  await waitFor(() => expect(bridge.inputsOf('receipts.addFiles')).toHaveLength(1));
  bridge.emit('progress', { task: 'receipts.addFiles', done: 8, total: 20 });
  bridge.emit('progress', { task: 'invoices.saveDocuments', done: 3, total: 9 });
  expect(await screen.findByText('8 von 20')).toBeInTheDocument();
  finish();
  await waitFor(() => expect(screen.queryByText('8 von 20')).not.toBeInTheDocument());
});
