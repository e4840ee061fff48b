import { render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../../domain/result.ts';
import { defaultSettings, type Settings } from '../../../domain/settings.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import SettingsScreen from '../../../renderer/features/settings/SettingsScreen.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleInfo } from '../sample-data.ts';

let bridge: FakeBridge;
let settings: Settings;
let stop: () => void = () => undefined;

beforeEach(() => {
  bridge = installFakeBridge();
  settings = structuredClone(defaultSettings);
  bridge.when('settings', 'get', () => ok(settings));
  bridge.when('app', 'info', () => ok({ ...sampleInfo, locale: settings.locale === 'en' ? 'en' : 'de' }));
  bridge.when('settings', 'set', (patch) => {
    const connection = { ...settings.connection, ...(patch.connection as Partial<Settings['connection']>) };
    settings = {
      ...settings,
      locale: patch.locale ?? settings.locale,
      theme: patch.theme ?? settings.theme,
      connection,
    };
    return ok(settings);
  });
});

afterEach(() => {
  stop();
  setLocale('de');
});

async function show() {
  stop = app.start();
  await app.load();
  return render(SettingsScreen);
}

test('the language changes without a restart', async () => {
  const { getByRole, findByRole } = await show();
  await userEvent.click(getByRole('radio', { name: 'English' }));
  expect(await findByRole('heading', { name: 'Settings' })).toBeVisible();
  expect(document.documentElement).toHaveAttribute('lang', 'en');
});

test('the theme changes at once', async () => {
  const { getByRole } = await show();
  await userEvent.click(getByRole('radio', { name: 'Dunkel' }));
  await waitFor(() => expect(document.documentElement).toHaveAttribute('data-theme', 'dark'));
});

test('the connection is stored as a whole, without what was not typed', async () => {
  const { getByRole, getByLabelText } = await show();
  await userEvent.click(getByRole('radio', { name: 'OpenID-Aussteller' }));
  await userEvent.type(getByLabelText('Adresse des Ausstellers'), ' https://id.example ');
  await userEvent.type(getByLabelText('Client-ID'), 'kontor');
  await userEvent.click(getByRole('button', { name: 'Speichern' }));
  await waitFor(() => expect(settings.connection.issuer).toBe('https://id.example'));
  expect(bridge.inputsOf('settings.set')).toEqual([
    { connection: { ...defaultSettings.connection, issuer: 'https://id.example', clientId: 'kontor' } },
  ]);
});

test('a wrong address is named at its field and not stored', async () => {
  const { getByRole, getByLabelText } = await show();
  await userEvent.type(getByLabelText('Adresse der API'), 'http://api.example');
  await userEvent.click(getByRole('button', { name: 'Speichern' }));
  expect(getByLabelText('Adresse der API')).toHaveAccessibleDescription(/https:\/\//u);
  expect(bridge.inputsOf('settings.set')).toEqual([]);
});

test('the client secret goes out once and is never shown', async () => {
  const { getByRole, getByLabelText } = await show();
  expect(getByLabelText('Client-Secret')).toHaveAttribute('type', 'password');
  await userEvent.type(getByLabelText('Client-Secret'), 'geheim');
  await userEvent.click(getByRole('button', { name: 'Speichern' }));
  await waitFor(() => expect(getByLabelText('Client-Secret')).toHaveValue(''));
  expect(bridge.inputsOf('settings.set')).toMatchObject([{ clientSecret: 'geheim' }]);
});

test('a stored client secret can be removed', async () => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, hasClientSecret: true }));
  const { getByRole, getByLabelText } = await show();
  expect(getByLabelText('Client-Secret')).toHaveAttribute('placeholder', expect.stringContaining('Gespeichert'));
  await userEvent.click(getByRole('button', { name: 'Secret entfernen' }));
  expect(bridge.inputsOf('settings.set')).toEqual([{ clientSecret: '' }]);
});

test('a refusal of main is told, and what was typed stays', async () => {
  bridge.when('settings', 'set', () => fail({ code: 'no_secure_storage' }));
  const { getByRole, getByLabelText, findByText } = await show();
  await userEvent.type(getByLabelText('Client-Secret'), 'geheim');
  await userEvent.click(getByRole('button', { name: 'Speichern' }));
  expect(await findByText('Dieser Rechner hat keinen sicheren Schlüsselspeicher')).toBeVisible();
  expect(getByLabelText('Client-Secret')).toHaveValue('geheim');
});

test.each([
  ['no_keyring', /gnome-keyring/u],
  ['basic_text', /verschlüsselt nicht/u],
  ['unavailable', /antwortet nicht/u],
] as const)('a vault in memory because of %s says what to do', async (reason, words) => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, vault: { state: 'memory', reason } }));
  const { getByText } = await show();
  expect(getByText(words)).toBeVisible();
});

test('the versions are told', async () => {
  const { getByText } = await show();
  expect(getByText('Kontor 0.1.0')).toBeVisible();
  expect(getByText('Electron 45.4.1')).toBeVisible();
});
