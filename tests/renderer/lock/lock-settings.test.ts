import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { LockStatus } from '../../../domain/app-lock.ts';
import { fail, ok } from '../../../domain/result.ts';
import LockSettings from '../../../renderer/features/lock/LockSettings.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import '../lazy-parts.ts';

const sealed = { state: 'sealed', reason: null } as const;
const byPassphrase = { state: 'passphrase', reason: 'no_keyring' } as const;
let bridge: FakeBridge;
let status: LockStatus;

beforeEach(() => {
  setLocale('de');
  bridge = installFakeBridge();
  status = {
    ...{ state: 'off', passphrase: 'own', waitMs: 0, waitingFiles: 0 },
    rules: { afterMinutes: 5, withSystem: true },
  };
  bridge
    .when('lock', 'status', () => ok(status))
    .when('lock', 'turnOn', () => become({ state: 'open' }))
    .when('lock', 'turnOff', ({ passphrase }) =>
      passphrase === 'Kranich' ? become({ state: 'off' }) : fail({ code: 'passphrase_wrong' }),
    )
    .when('lock', 'change', ({ current }) => (current === 'Kranich' ? ok(status) : fail({ code: 'passphrase_wrong' })))
    .when('lock', 'setRules', (rules) => become({ rules }));
});

function become(change: Partial<LockStatus>) {
  status = { ...status, ...change };
  return ok(status);
}
async function show(vault: typeof sealed | typeof byPassphrase = sealed) {
  const { container } = render(LockSettings, { vault });
  await waitFor(() => expect(container.textContent).not.toBe(''));
  return within(container);
}

test('a lock is set with a passphrase that is typed twice', async () => {
  const section = await show();
  await userEvent.type(section.getByLabelText('Passphrase'), 'Kranich');
  await userEvent.type(section.getByLabelText('Passphrase wiederholen'), 'Kranich{Enter}');
  expect(await section.findByText('Die App-Sperre ist eingeschaltet')).toBeVisible();
  expect(bridge.inputsOf('lock.turnOn')).toEqual([{ passphrase: 'Kranich' }]);
  expect(section.queryByLabelText('Passphrase')).toBeNull();
});

test.each([
  ['kurz', 'kurz', 'Passphrase', /Mindestens sechs Zeichen, bitte/u],
  ['Kranich', 'Kraniche', 'Passphrase wiederholen', /verschieden/u],
  ['Kranich', '', 'Passphrase wiederholen', /verschieden/u],
])('%j and %j set none', async (first, second, label, words) => {
  const section = await show();
  await userEvent.type(section.getByLabelText('Passphrase'), first);
  if (second) await userEvent.type(section.getByLabelText('Passphrase wiederholen'), second);
  await userEvent.click(section.getByRole('button', { name: 'App-Sperre einschalten' }));
  expect(section.getByLabelText(label)).toHaveAccessibleDescription(words);
  expect(bridge.inputsOf('lock.turnOn')).toEqual([]);
});

test('where a passphrase seals the vault, that one is asked for, once', async () => {
  status = { ...status, passphrase: 'vault' };
  bridge.when('lock', 'turnOn', () => fail({ code: 'passphrase_wrong' }));
  const section = await show(byPassphrase);
  expect(section.getByText(/die Ihre Zugangsdaten versiegelt/u)).toBeVisible();
  expect(section.queryByLabelText('Passphrase wiederholen')).toBeNull();
  await userEvent.type(section.getByLabelText('Passphrase'), 'Kranich{Enter}');
  await waitFor(() =>
    expect(section.getByLabelText('Passphrase')).toHaveAccessibleDescription(/Diese Passphrase stimmt nicht/u),
  );
});

test('where nothing can be kept, it says what comes first', async () => {
  status = { ...status, passphrase: 'none' };
  const section = await show();
  expect(section.getByText('Erst eine Passphrase, dann die App-Sperre')).toBeVisible();
  expect(section.queryByRole('button')).toBeNull();
});

test('the user says when it locks by itself', async () => {
  become({ state: 'open' });
  const section = await show();
  expect(section.getByRole('radio', { name: '5 Min.' })).toBeChecked();
  await userEvent.click(section.getByRole('radio', { name: 'Nie' }));
  await userEvent.click(section.getByRole('checkbox', { name: /Mit dem Bildschirm sperren/u }));
  await waitFor(() =>
    expect(bridge.inputsOf('lock.setRules')).toEqual([
      { afterMinutes: null, withSystem: true },
      { afterMinutes: null, withSystem: false },
    ]),
  );
});

test('it goes only with the passphrase', async () => {
  become({ state: 'open' });
  const section = await show();
  await userEvent.click(section.getByRole('button', { name: 'Ausschalten …' }));
  const field = section.getByLabelText('Passphrase');
  expect(field).toHaveFocus();
  await userEvent.type(field, 'Reiher{Enter}');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/Diese Passphrase stimmt nicht/u));
  await userEvent.clear(field);
  await userEvent.type(field, 'Kranich{Enter}');
  expect(await section.findByText('Die App-Sperre ist ausgeschaltet')).toBeVisible();
});

test('its passphrase is changed by whoever knows the present one', async () => {
  become({ state: 'open' });
  const section = await show();
  await userEvent.click(section.getByRole('button', { name: 'Passphrase ändern …' }));
  await userEvent.type(section.getByLabelText('Bisherige Passphrase'), 'Reiher');
  await userEvent.type(section.getByLabelText('Neue Passphrase'), 'Eisvogel');
  await userEvent.type(section.getByLabelText('Neue Passphrase wiederholen'), 'Eisvogel{Enter}');
  const current = section.getByLabelText('Bisherige Passphrase');
  await waitFor(() => expect(current).toHaveAccessibleDescription(/Diese Passphrase stimmt nicht/u));
  await userEvent.clear(current);
  await userEvent.type(current, 'Kranich{Enter}');
  await waitFor(() => expect(section.queryByLabelText('Bisherige Passphrase')).toBeNull());
  expect(bridge.inputsOf('lock.change')).toContainEqual({ current: 'Kranich', passphrase: 'Eisvogel' });
});

test('where a passphrase seals the vault, it is changed there', async () => {
  become({ state: 'open', passphrase: 'vault' });
  await show(byPassphrase);
  expect(screen.getByText(/Es ist dieselbe Passphrase/u)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Passphrase ändern …' })).toBeNull();
});
