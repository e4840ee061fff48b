import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../../domain/errors.ts';
import type { VaultStatus } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import App from '../../../renderer/App.svelte';
import { navigateTo } from '../../../renderer/features/frame/route.svelte.ts';
import { switchOrganisation } from '../../../renderer/features/frame/organisation-switch.ts';
import LockedScreen from '../../../renderer/features/safety/LockedScreen.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleInfo, sampleOrganisation } from '../sample-data.ts';
import { dailyBackup } from './sample-backups.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;

beforeEach(() => {
  setLocale('de');
  bridge = installFakeBridge();
  bridge.when('backups', 'list', () => ok([dailyBackup]));
});

async function show(code: ErrorCode, vault: VaultStatus = { state: 'sealed', reason: null }) {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, vault }));
  await app.load();
  const organisation = sampleOrganisation({
    session: 'locked',
    lock: { code, changedAt: '2026-11-23T13:00:00.000Z', bytes: 41_200_000 },
  });
  const onunlock = vi.fn<() => void>();
  const ondone = vi.fn<() => void>();
  render(Toasts);
  render(LockedScreen, { organisation, onunlock, ondone });
  return { onunlock, ondone };
}

describe('a locked organisation', () => {
  test.each([
    ['vault_locked', 'Der Schlüssel dazu ist gesperrt'],
    ['storage_unavailable', 'Die lokale Datenbank lässt sich nicht lesen'],
    ['storage_full', 'Der Datenträger ist voll'],
  ] as const)('with %s says why, what is safe, and what to do', async (code, title) => {
    await show(code);
    expect(screen.getByText(title)).toBeVisible();
    expect(screen.getByText(/41,2 MB, zuletzt geändert 23\.11\.2026, 14:00/u)).toBeVisible();
    expect(screen.getByText('Kontor hat nichts gelöscht und überschreibt nichts.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Noch einmal öffnen' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Daten weglegen …' })).toBeVisible();
  });

  test('offers copies only where they could be read', async () => {
    await show('vault_locked');
    expect(screen.queryByRole('heading', { name: 'Aus einer Sicherung wiederherstellen' })).toBeNull();
    expect(bridge.inputsOf('backups.list')).toEqual([]);
  });

  test('leads to the passphrase where that is what is missing', async () => {
    const { onunlock } = await show('vault_locked', { state: 'locked', reason: 'no_keyring' });
    await userEvent.click(screen.getByRole('button', { name: 'Passphrase eingeben' }));
    expect(onunlock).toHaveBeenCalledOnce();
  });

  test('for a reason of a newer main still has every way out', async () => {
    await show('unexpected');
    expect(screen.getByText(/Etwas ist schiefgegangen\. Versuchen Sie es noch einmal/u)).toBeVisible();
    expect(await screen.findByRole('table', { name: /Sicherungen von/u })).toBeVisible();
  });
});

describe('opening again', () => {
  test('brings the data back', async () => {
    bridge.when('organisations', 'openLocked', () => ok(sampleOrganisation()));
    const { ondone } = await show('storage_unavailable');
    await userEvent.click(screen.getByRole('button', { name: 'Noch einmal öffnen' }));
    expect(await screen.findByText('Die Daten sind wieder da')).toBeInTheDocument();
    expect(bridge.inputsOf('organisations.openLocked')).toEqual([{ id: idOf(1) }]);
    expect(ondone).toHaveBeenCalledOnce();
  });

  test('that fails again says why and leaves all ways open', async () => {
    bridge.when('organisations', 'openLocked', () => fail({ code: 'storage_full' }));
    const { ondone } = await show('storage_unavailable');
    await userEvent.click(screen.getByRole('button', { name: 'Noch einmal öffnen' }));
    expect(await screen.findByText('Der Datenträger ist voll')).toBeInTheDocument();
    expect(ondone).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Noch einmal öffnen' })).toBeEnabled();
  });
});

describe('setting aside', () => {
  async function ask() {
    await userEvent.click(screen.getByRole('button', { name: /^(Daten weglegen|Set the data aside) …$/u }));
    return screen.findByRole('alertdialog');
  }

  test.each([
    ['de', 'weglegen'],
    ['en', 'set aside'],
  ] as const)('in %s wants the word %j typed', async (language, word) => {
    bridge.when('app', 'info', () => ok(sampleInfo));
    const { ondone } = await show('storage_unavailable');
    setLocale(language);
    const dialog = await ask();
    expect(within(dialog).getByRole('textbox')).toHaveFocus();
    await userEvent.keyboard(`${word}{Enter}`);
    await waitFor(() => expect(bridge.inputsOf('organisations.setAside')).toEqual([{ id: idOf(1), word }]));
    await waitFor(() => expect(ondone).toHaveBeenCalledOnce());
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  test.each(['', 'weg', 'set aside', 'weglegen!'])('does nothing for %j', async (typed) => {
    await show('storage_unavailable');
    const dialog = await ask();
    if (typed) await userEvent.keyboard(typed);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Daten weglegen' }));
    expect(within(dialog).getByRole('textbox')).toHaveAccessibleDescription('Geben Sie genau „weglegen“ ein.');
    expect(bridge.inputsOf('organisations.setAside')).toEqual([]);
  });

  test('that main refuses is told in the dialog', async () => {
    bridge.when('organisations', 'setAside', () => fail({ code: 'storage_unavailable' }));
    const { ondone } = await show('storage_unavailable');
    const dialog = await ask();
    await userEvent.keyboard('weglegen{Enter}');
    await waitFor(() =>
      expect(within(dialog).getByRole('textbox')).toHaveAccessibleDescription(/lässt sich nicht öffnen/u),
    );
    expect(ondone).not.toHaveBeenCalled();
  });

  test('forgets what was typed when it is left by Escape', async () => {
    await show('storage_unavailable');
    await ask();
    await userEvent.keyboard('weg{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(within(await ask()).getByRole('textbox')).toHaveValue('');
  });
});

describe('in the window', () => {
  const lock = { code: 'storage_unavailable' as const, changedAt: '2026-11-23T13:00:00.000Z', bytes: 41_200_000 };
  const unnamed = sampleOrganisation({ id: idOf(2), name: '', active: false, session: 'locked', lock });
  const title = 'Die Daten einer Firma lassen sich gerade nicht öffnen';

  beforeEach(() => navigateTo('drafts'));

  test('one whose name is not known takes the whole of it where none is open, and another can be connected', async () => {
    bridge.when('organisations', 'list', () => ok([unnamed]));
    render(App);
    expect(await screen.findByRole('heading', { level: 1, name: title })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Andere Firma verbinden' }));
    expect(await screen.findByRole('heading', { name: 'Weitere Firma verbinden' })).toBeVisible();
  });

  test('it is looked at instead of switched to, and left by going elsewhere', async () => {
    bridge.when('organisations', 'list', () => ok([sampleOrganisation(), unnamed]));
    render(App);
    expect(await screen.findByRole('heading', { level: 1, name: 'Entwürfe' })).toBeVisible();
    await switchOrganisation(idOf(2));
    expect(await screen.findByRole('heading', { level: 1, name: title })).toBeVisible();
    expect(bridge.inputsOf('organisations.switchTo')).toEqual([]);
    navigateTo('drafts');
    expect(await screen.findByRole('heading', { level: 1, name: 'Entwürfe' })).toBeVisible();
  });
});
