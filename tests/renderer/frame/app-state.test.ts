import { waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fail, ok } from '../../../domain/result.ts';
import { AppState } from '../../../renderer/features/frame/app-state.svelte.ts';
import { Counts } from '../../../renderer/features/frame/counts.svelte.ts';
import { announce, onTopic, topicVersion } from '../../../renderer/features/frame/topics.svelte.ts';
import { locale, setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleInfo, sampleOperation, sampleOrganisation, sampleSettings } from '../sample-data.ts';

let bridge: FakeBridge;
let app: AppState;
let stop: () => void;

beforeEach(() => {
  bridge = installFakeBridge();
  app = new AppState();
  stop = () => undefined;
});

afterEach(() => {
  stop();
  setLocale('de');
});

async function start(): Promise<void> {
  stop = app.start();
  await waitFor(() => expect(app.isReady || app.startError !== null).toBe(true));
}

test('the start asks for all that the window needs', async () => {
  await start();
  await waitFor(() => expect(app.sync?.rows).toBe(1284));
  expect(app.active?.name).toBe('Nordlicht Werkstatt GmbH');
  expect(app.online).toBe(true);
});

test('language and theme are put on the document', async () => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, locale: 'en' }));
  bridge.when('settings', 'get', () => ok({ ...sampleSettings, theme: 'dark' }));
  await start();
  expect(document.documentElement).toHaveAttribute('lang', 'en');
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
  expect(locale()).toBe('en');
});

test('the theme of the system is followed', async () => {
  await start();
  expect(document.documentElement).toHaveAttribute('data-theme', 'light');
});

test('a changed event makes it ask again for what changed, and only that', async () => {
  await start();
  await waitFor(() => expect(app.sync).not.toBeNull());
  const before = bridge.inputsOf('app.info').length;
  bridge.when('organisations', 'list', () => ok([sampleOrganisation({ name: 'Werft Petersen KG' })]));
  bridge.emit('changed', { topics: ['organisations'] });
  await waitFor(() => expect(app.active?.name).toBe('Werft Petersen KG'));
  expect(bridge.inputsOf('app.info')).toHaveLength(before);
});

test('the steps of a sign-in are followed', async () => {
  await start();
  bridge.emit('signIn', { state: { step: 'exchanging' }, error: null });
  expect(app.signIn.step).toBe('exchanging');
  bridge.emit('signIn', { state: { step: 'idle' }, error: { code: 'sign_in_denied' } });
  expect(app.signInError?.code).toBe('sign_in_denied');
});

test('a start that fails is told, and can be repeated', async () => {
  bridge.when('settings', 'get', () => fail({ code: 'storage_unavailable' }));
  await start();
  expect(app.startError?.code).toBe('storage_unavailable');
  bridge.when('settings', 'get', () => ok(sampleSettings));
  await app.load();
  expect(app.startError).toBeNull();
  expect(app.isReady).toBe(true);
});

test('settings that are refused change nothing', async () => {
  await start();
  bridge.when('settings', 'set', () => fail({ code: 'invalid_input' }));
  expect((await app.changeSettings({ theme: 'dark' }))?.code).toBe('invalid_input');
  expect(document.documentElement).toHaveAttribute('data-theme', 'light');
});

test('after the end, events change nothing', async () => {
  await start();
  stop();
  bridge.emit('signIn', { state: { step: 'exchanging' }, error: null });
  expect(app.signIn.step).toBe('idle');
});

test('a topic counts its changes and calls who listens', () => {
  const listener = vi.fn();
  const end = onTopic('drafts', listener);
  const before = topicVersion('drafts');
  announce(['drafts', 'outbox']);
  end();
  announce(['drafts']);
  expect(listener).toHaveBeenCalledOnce();
  expect(topicVersion('drafts')).toBe(before + 2);
});

test('the rail counts what is not done, and what of it waits for the user', async () => {
  bridge.when('outbox', 'list', () =>
    ok([
      sampleOperation({ state: 'confirmed' }),
      sampleOperation({ id: idOf(101), state: 'queued' }),
      sampleOperation({ id: idOf(102), state: 'rejected' }),
      sampleOperation({ id: idOf(103), state: 'needsDecision' }),
      sampleOperation({ id: idOf(104), state: 'rejected', error: { code: 'operation_taken_back' } }),
    ]),
  );
  const counts = new Counts();
  await counts.countAll();
  const { outbox, waiting, drafts, invoices } = counts;
  expect({ outbox, waiting, drafts, invoices }).toEqual({ outbox: 3, waiting: 2, drafts: 0, invoices: 0 });
});

test('a count that cannot be read is not shown as a number', async () => {
  bridge.when('drafts', 'list', () => fail({ code: 'storage_unavailable' }));
  const counts = new Counts();
  await counts.countAll();
  expect(counts.drafts).toBeNull();
});
