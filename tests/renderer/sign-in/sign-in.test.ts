import { render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorCodes, type ErrorCode } from '../../../domain/errors.ts';
import type { SignInState } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import SignInScreen from '../../../renderer/features/sign-in/SignInScreen.svelte';
import { errorText } from '../../../renderer/i18n/errors.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleInfo, sampleOrganisation } from '../sample-data.ts';

let bridge: FakeBridge;
let stop: () => void = () => undefined;
let state: SignInState;

beforeEach(() => {
  bridge = installFakeBridge();
  state = { step: 'idle' };
  bridge.when('organisations', 'list', () => ok([]));
  bridge.when('organisations', 'status', () => ok({ signIn: state, online: true }));
  app.signInError = null;
});

afterEach(() => {
  stop();
  setLocale('de');
});

async function show(purpose: 'first' | 'add' | 'again' = 'first') {
  stop = app.start();
  await app.load();
  const onclose = vi.fn();
  const organisation = purpose === 'first' ? null : sampleOrganisation();
  return { ...render(SignInScreen, { purpose, organisation, onclose }), onclose };
}

function waitForBrowser(): void {
  state = { step: 'waitingForBrowser', expiresAt: new Date(Date.now() + 600_000).toISOString() };
  bridge.emit('signIn', { state, error: null });
}

/** A sign-in that stays under way until the test ends it. */
function holdSignIn(): (code: ErrorCode) => void {
  const ends: ((code: ErrorCode) => void)[] = [];
  bridge.when('organisations', 'signIn', () => {
    waitForBrowser();
    return new Promise((resolve) => ends.push((code) => resolve(fail({ code }))));
  });
  return (code) => {
    state = { step: 'idle' };
    ends.shift()?.(code);
  };
}

test('signing in by the browser ends with the organisation', async () => {
  bridge.when('organisations', 'signIn', () => ok(sampleOrganisation()));
  const { getByRole, onclose } = await show();
  await userEvent.click(getByRole('button', { name: 'Im Browser anmelden' }));
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(bridge.inputsOf('organisations.signIn')).toEqual([{ method: 'oauth' }]);
});

test('while the browser is open, the screen says so and how long the attempt is valid', async () => {
  holdSignIn();
  const { getByRole, findByRole, getByText } = await show();
  await userEvent.click(getByRole('button', { name: 'Im Browser anmelden' }));
  expect(await findByRole('heading', { name: 'Der Browser ist geöffnet' })).toBeVisible();
  expect(getByText(/noch (?:9:5\d|10:00) Minuten/u)).toBeVisible();
});

test('cancelling comes back to the start and says that nothing was changed', async () => {
  const end = holdSignIn();
  bridge.when('organisations', 'cancelSignIn', () => {
    end('sign_in_cancelled');
    bridge.emit('signIn', { state: { step: 'idle' }, error: { code: 'sign_in_cancelled' } });
    return ok(undefined);
  });
  const { getByRole, findByRole, findByText } = await show();
  await userEvent.click(getByRole('button', { name: 'Im Browser anmelden' }));
  await userEvent.click(await findByRole('button', { name: 'Abbrechen' }));
  expect(await findByText('Anmeldung abgebrochen')).toBeVisible();
  expect(getByRole('button', { name: 'Im Browser anmelden' })).toBeVisible();
});

test('opening the browser again starts a new attempt, and the old one is not an error', async () => {
  const end = holdSignIn();
  bridge.when('organisations', 'cancelSignIn', () => {
    end('sign_in_cancelled');
    return ok(undefined);
  });
  const { getByRole, findByRole, queryByText } = await show();
  await userEvent.click(getByRole('button', { name: 'Im Browser anmelden' }));
  await userEvent.click(await findByRole('button', { name: 'Browser erneut öffnen' }));
  await waitFor(() => expect(bridge.inputsOf('organisations.signIn')).toHaveLength(2));
  expect(await findByRole('heading', { name: 'Der Browser ist geöffnet' })).toBeVisible();
  expect(queryByText('Anmeldung abgebrochen')).toBeNull();
});

test('the steps after the browser cannot be cancelled any more', async () => {
  state = { step: 'loadingProfile' };
  const { getByRole, queryByRole, getByText } = await show();
  expect(getByRole('heading', { name: 'Gleich geht es los' })).toBeVisible();
  expect(getByText('Firma laden').closest('li')).toHaveAttribute('aria-current', 'step');
  expect(queryByRole('button', { name: 'Abbrechen' })).toBeNull();
});

const signInCodes = errorCodes.filter((code) => code.startsWith('sign_in_'));

describe.each(signInCodes)('%s', (code) => {
  test('is told in words, and the way on stays open', async () => {
    bridge.when('organisations', 'signIn', () => fail({ code }));
    const { getByRole, findByText } = await show();
    await userEvent.click(getByRole('button', { name: 'Im Browser anmelden' }));
    expect(await findByText(errorText(code).title)).toBeVisible();
    expect(getByRole('button', { name: 'Im Browser anmelden' })).toBeEnabled();
  });
});

test('an API key is sent without the white space around it', async () => {
  bridge.when('organisations', 'signIn', () => ok(sampleOrganisation({ method: 'apiKey' })));
  const { getByRole, getByLabelText, onclose } = await show();
  await userEvent.click(getByRole('button', { name: /API-Schlüssel verwenden/u }));
  expect(getByLabelText('API-Schlüssel')).toHaveFocus();
  await userEvent.keyboard('  abc-123  {Enter}');
  await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(bridge.inputsOf('organisations.signIn')).toEqual([{ method: 'apiKey', key: 'abc-123' }]);
  expect(getByLabelText('API-Schlüssel')).toHaveValue('');
});

test.each(['api_key_invalid_format', 'api_key_refused', 'lexware_unreachable'] as const)(
  '%s stands at the field, until it is edited',
  async (code) => {
    bridge.when('organisations', 'signIn', () => fail({ code }));
    const { getByRole, getByLabelText, onclose } = await show();
    await userEvent.click(getByRole('button', { name: /API-Schlüssel verwenden/u }));
    await userEvent.type(getByLabelText('API-Schlüssel'), 'abc{Enter}');
    await waitFor(() => expect(getByLabelText('API-Schlüssel')).toBeInvalid());
    expect(getByLabelText('API-Schlüssel')).toHaveAccessibleDescription(new RegExp(errorText(code).title, 'u'));
    expect(onclose).not.toHaveBeenCalled();
    await userEvent.type(getByLabelText('API-Schlüssel'), 'd');
    expect(getByLabelText('API-Schlüssel')).toBeValid();
  },
);

test('an empty key is not sent', async () => {
  const { getByRole, getByLabelText } = await show();
  await userEvent.click(getByRole('button', { name: /API-Schlüssel verwenden/u }));
  await userEvent.keyboard('{Enter}');
  expect(getByLabelText('API-Schlüssel')).toBeInvalid();
  expect(bridge.inputsOf('organisations.signIn')).toEqual([]);
});

test('the key is hidden unless asked for', async () => {
  const { getByRole, getByLabelText } = await show();
  await userEvent.click(getByRole('button', { name: /API-Schlüssel verwenden/u }));
  expect(getByLabelText('API-Schlüssel')).toHaveAttribute('type', 'password');
  await userEvent.click(getByRole('button', { name: 'Schlüssel zeigen' }));
  expect(getByLabelText('API-Schlüssel')).toHaveAttribute('type', 'text');
});

test('without a client id there is no dead button but the way to set one', async () => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, oauthConfigured: false }));
  const { queryByRole, getAllByRole, findByRole } = await show();
  expect(queryByRole('button', { name: 'Im Browser anmelden' })).toBeNull();
  const [first] = getAllByRole('button', { name: 'Verbindung einstellen' });
  if (first) await userEvent.click(first);
  expect(await findByRole('dialog', { name: 'Verbindung' })).toBeVisible();
});

test('without a keyring, the screen does not promise one', async () => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, vault: { state: 'memory', reason: 'no_keyring' } }));
  const { getByText, queryByText } = await show();
  expect(queryByText(/im Schlüsselbund dieses Rechners versiegelt/u)).toBeNull();
  expect(getByText(/gnome-keyring/u)).toBeVisible();
});

test('an ended session keeps saying that drafts are safe, and one can go on without signing in', async () => {
  const { getByRole, getByText, onclose } = await show('again');
  expect(getByRole('heading', { name: 'Bitte neu anmelden' })).toBeVisible();
  expect(getByText(/Ihre Entwürfe und der Ausgang sind sicher/u)).toBeVisible();
  await userEvent.click(getByRole('button', { name: 'Ohne Anmeldung weiterarbeiten' }));
  expect(onclose).toHaveBeenCalledOnce();
});

test('adding an organisation can be left again', async () => {
  const { getByRole, onclose } = await show('add');
  await userEvent.click(getByRole('button', { name: 'Zurück zu Nordlicht Werkstatt GmbH' }));
  expect(onclose).toHaveBeenCalledOnce();
});

test('the language can be changed here', async () => {
  let language: 'de' | 'en' = 'de';
  bridge.when('app', 'info', () => ok({ ...sampleInfo, locale: language }));
  bridge.when('settings', 'set', (patch) => {
    language = patch.locale === 'en' ? 'en' : 'de';
    return ok({ ...(app.settings ?? never()), locale: language });
  });
  const { getByRole, findByRole } = await show();
  await userEvent.click(getByRole('button', { name: 'English' }));
  expect(await findByRole('button', { name: 'Sign in with your browser' })).toBeVisible();
  expect(getByRole('button', { name: 'English', pressed: true })).toBeVisible();
});

function never(): never {
  throw new Error('settings are loaded before the screen is shown');
}
