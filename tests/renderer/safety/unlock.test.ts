import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../../domain/result.ts';
import App from '../../../renderer/App.svelte';
import { navigateTo } from '../../../renderer/features/frame/route.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleInfo, sampleOrganisation } from '../sample-data.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;
let isOpen = false;
const right = 'Leuchtturm Pfanne Gewitter';

beforeEach(() => {
  setLocale('de');
  navigateTo('drafts');
  bridge = installFakeBridge();
  isOpen = false;
  bridge.when('app', 'info', () =>
    ok({ ...sampleInfo, vault: { state: isOpen ? 'passphrase' : 'locked', reason: 'no_keyring' } }),
  );
  const lock = { code: 'vault_locked' as const, changedAt: '2026-11-23T13:00:00.000Z', bytes: 41_000_000 };
  bridge.when('organisations', 'list', () =>
    ok([isOpen ? sampleOrganisation() : sampleOrganisation({ session: 'locked', lock })]),
  );
  bridge.when('vault', 'unlock', ({ passphrase }) => {
    isOpen = passphrase === right;
    return isOpen ? ok({ state: 'passphrase', reason: 'no_keyring' }) : fail({ code: 'passphrase_wrong' });
  });
});

async function show(): Promise<HTMLElement> {
  render(App);
  return screen.findByLabelText('Passphrase');
}

test('a locked Kontor asks for the passphrase before anything is shown, with the cursor in the field', async () => {
  const field = await show();
  expect(field).toHaveFocus();
  expect(field).toHaveAttribute('type', 'password');
  expect(screen.getByRole('heading', { name: 'Kontor ist verschlossen' })).toBeVisible();
  expect(screen.queryByRole('navigation')).toBeNull();
  expect(bridge.inputsOf('drafts.list')).toEqual([]);
});

test('the right passphrase opens the app, by keyboard alone', async () => {
  await show();
  await userEvent.keyboard(`${right}{Enter}`);
  expect(await screen.findByRole('navigation', { name: 'Bereiche' })).toBeVisible();
  expect(bridge.inputsOf('vault.unlock')).toEqual([{ passphrase: right }]);
});

test('a wrong one is told at the field, stays to be mended, and nothing opens', async () => {
  const field = await show();
  await userEvent.type(field, 'Leuchtturm Pfanne{Enter}');
  await waitFor(() => expect(field).toHaveAccessibleDescription(/Diese Passphrase stimmt nicht/u));
  expect(field).toHaveValue('Leuchtturm Pfanne');
  expect(field).toHaveFocus();
  expect(screen.getByRole('heading', { name: 'Kontor ist verschlossen' })).toBeVisible();
});

test.each([
  ['', /Geben Sie Ihre Passphrase ein/u],
  ['kurz', /Diese Passphrase stimmt nicht/u],
])('main is not asked about %j', async (typed, words) => {
  const field = await show();
  await userEvent.keyboard(`${typed}{Enter}`);
  await waitFor(() => expect(field).toHaveAccessibleDescription(words));
  expect(bridge.inputsOf('vault.unlock')).toEqual([]);
});

test('what was typed can be looked at', async () => {
  const field = await show();
  await userEvent.click(screen.getByRole('button', { name: 'Passphrase zeigen' }));
  expect(field).toHaveAttribute('type', 'text');
  await userEvent.click(screen.getByRole('button', { name: 'Passphrase verbergen' }));
  expect(field).toHaveAttribute('type', 'password');
});

test('without the passphrase there is a way on, and a way back to it', async () => {
  await show();
  await userEvent.click(screen.getByText('Passphrase vergessen?'));
  await userEvent.click(screen.getByRole('button', { name: 'Ohne Passphrase weiter' }));
  const way = await screen.findByRole('button', { name: 'Passphrase eingeben' });
  expect(
    screen.getByRole('heading', { level: 1, name: /Nordlicht Werkstatt GmbH lassen sich gerade nicht/u }),
  ).toBeVisible();
  await userEvent.click(way);
  expect(await screen.findByLabelText('Passphrase')).toBeVisible();
});

test('the screen speaks English too', async () => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, locale: 'en', vault: { state: 'locked', reason: null } }));
  render(App);
  expect(await screen.findByRole('heading', { name: 'Kontor is locked' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Unlock' })).toBeVisible();
});
