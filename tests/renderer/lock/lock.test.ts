import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LockStatus } from '../../../domain/app-lock.ts';
import { fail, ok } from '../../../domain/result.ts';
import App from '../../../renderer/App.svelte';
import { route, navigateTo } from '../../../renderer/features/frame/route.svelte.ts';
import { beforeLock } from '../../../renderer/features/lock/before-lock.ts';
import { liftCurtain } from '../../../renderer/features/lock/curtain.ts';
import { watchLock } from '../../../renderer/features/lock/lock.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleInfo, sampleOrganisation, sampleSettings } from '../sample-data.ts';
import '../../../renderer/features/lock/LockScreen.svelte';
import '../lazy-parts.ts';

const right = 'Kranich im Nebel';
const company = 'Nordlicht Werkstatt GmbH';
const rules = { afterMinutes: 5, withSystem: true } as const;
let bridge: FakeBridge;
let status: LockStatus;
let stop: () => void;

beforeEach(() => {
  setLocale('de');
  navigateTo('drafts');
  bridge = installFakeBridge();
  status = { state: 'open', passphrase: 'own', rules, waitMs: 0, waitingFiles: 0 };
  const isShut = (): boolean => status.state === 'locked';
  const unlessShut = <T>(value: T) => (isShut() ? fail({ code: 'app_locked' as const }) : ok(value));
  bridge
    .when('lock', 'status', () => ok(status))
    .when('lock', 'lock', () => become('locked'))
    .when('lock', 'unlock', ({ passphrase }) => {
      if (passphrase !== right) return fail({ code: 'passphrase_wrong' });
      return become('open');
    })
    .when('app', 'info', () => ok(sampleInfo))
    .when('settings', 'get', () => unlessShut(sampleSettings))
    .when('organisations', 'list', () => unlessShut([sampleOrganisation()]));
  stop = () => undefined;
});
afterEach(() => {
  liftCurtain();
  stop();
});

function become(state: LockStatus['state']) {
  status = { ...status, state };
  return ok(status);
}
async function show(): Promise<void> {
  render(App);
  stop = watchLock();
  await screen.findByText(company);
}
async function showLocked(): Promise<HTMLElement> {
  become('locked');
  render(App);
  stop = watchLock();
  return screen.findByLabelText('Passphrase');
}
/** As main does when the time is up, or the system locks. */
function mainLocks(): void {
  become('locking');
  bridge.emit('lock', status);
}
const page = (): string => new XMLSerializer().serializeToString(document.body);

describe('locking', () => {
  test('takes everything out of the document, and tells main', async () => {
    await show();
    mainLocks();
    const field = await screen.findByLabelText('Passphrase');
    expect(field).toHaveFocus();
    expect(screen.getByRole('heading', { name: 'Kontor ist gesperrt' })).toBeVisible();
    expect(page()).not.toContain(company);
    expect(screen.queryByRole('navigation')).toBeNull();
    await waitFor(() => expect(bridge.inputsOf('lock.lock')).toHaveLength(1));
  });

  test('first saves what was just typed', async () => {
    await show();
    const done: string[] = [];
    const end = beforeLock(async () => {
      await Promise.resolve();
      done.push(`saved, ${String(bridge.inputsOf('lock.lock').length)} locked`);
    });
    mainLocks();
    await waitFor(() => expect(bridge.inputsOf('lock.lock')).toHaveLength(1));
    expect(done).toEqual(['saved, 0 locked']);
    end();
  });

  test('is what Control, Shift and L do', async () => {
    await show();
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
    expect(await screen.findByRole('heading', { name: 'Kontor ist gesperrt' })).toBeVisible();
  });

  test('without a lock leads to where one is set', async () => {
    become('off');
    await show();
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
    await waitFor(() => expect(route().name).toBe('settings'));
    expect(screen.queryByText('Kontor ist gesperrt')).toBeNull();
    expect(bridge.inputsOf('lock.lock')).toEqual([]);
  });

  test('keeps what turns up late out of the document', async () => {
    await show();
    mainLocks();
    await screen.findByLabelText('Passphrase');
    const late = document.createElement('div');
    late.textContent = company;
    document.body.append(late);
    await waitFor(() => expect(page()).not.toContain(company));
    late.remove();
  });

  test('leaves no key and no press for the screens behind', async () => {
    await show();
    const heard = vi.fn();
    for (const name of ['keydown', 'pointerdown', 'focusin']) window.addEventListener(name, heard);
    mainLocks();
    await userEvent.type(await screen.findByLabelText('Passphrase'), 'abc');
    expect(heard).not.toHaveBeenCalled();
    for (const name of ['keydown', 'pointerdown', 'focusin']) window.removeEventListener(name, heard);
  });
});

describe('unlocking', () => {
  test('brings the very same elements back, with the focus where it was', async () => {
    await show();
    const button = screen.getAllByRole('button', { name: /Entwürfe/u })[0];
    button?.focus();
    mainLocks();
    await userEvent.type(await screen.findByLabelText('Passphrase'), `${right}{Enter}`);
    await waitFor(() => expect(screen.queryByText('Kontor ist gesperrt')).toBeNull());
    expect(button).toBeVisible();
    expect(button).toHaveFocus();
    expect(page()).not.toContain(right);
  });

  test('a start that is locked shows the app only afterwards', async () => {
    const field = await showLocked();
    expect(screen.queryByText(/nicht gestartet|Erneut versuchen/u)).toBeNull();
    await userEvent.type(field, `${right}{Enter}`);
    expect(await screen.findByText(company)).toBeVisible();
  });

  test('a wrong passphrase is told at the field and stays to be mended', async () => {
    const field = await showLocked();
    await userEvent.type(field, 'Kranich{Enter}');
    await waitFor(() => expect(field).toHaveAccessibleDescription(/Diese Passphrase stimmt nicht/u));
    expect(field).toHaveFocus();
    expect(field).toHaveValue('Kranich');
    expect(screen.queryByText(company)).toBeNull();
  });

  test('main is not asked about nothing', async () => {
    const field = await showLocked();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(field).toHaveAccessibleDescription(/Geben Sie Ihre Passphrase ein/u));
    expect(bridge.inputsOf('lock.unlock')).toEqual([]);
  });

  test('says how long the next try has to wait, and makes none before', async () => {
    const field = await showLocked();
    bridge.when('lock', 'unlock', () => {
      status = { ...status, waitMs: 8_000 };
      return fail({ code: 'passphrase_wrong' });
    });
    await userEvent.type(field, 'Kranich{Enter}');
    expect(await screen.findByText(/Noch [78] Sekunden bis zum nächsten Versuch/u)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Entsperren' })).toBeDisabled();
    await userEvent.type(field, '{Enter}');
    expect(bridge.inputsOf('lock.unlock')).toHaveLength(1);
  });
});

describe('files that are dropped on a locked app', () => {
  const drop = (files: File[]): Event =>
    Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { files, types: ['Files'] },
    });

  test('wait, and come to the receipts after unlocking', async () => {
    bridge.when('receipts', 'addFiles', () => ok({ added: [], known: [], refused: [] }));
    const field = await showLocked();
    const dropped = drop([new File(['%PDF-1.7'], 'a.pdf'), new File(['%PDF-1.7'], 'b.pdf')]);
    document.body.dispatchEvent(dropped);
    expect(dropped.defaultPrevented).toBe(true);
    expect(await screen.findByText(/2 Dateien warten/u)).toBeVisible();
    expect(bridge.inputsOf('receipts.addFiles')).toEqual([]);
    await userEvent.type(field, `${right}{Enter}`);
    await waitFor(() => expect(bridge.inputsOf('receipts.addFiles')).toHaveLength(1));
    expect(bridge.inputsOf('receipts.addFiles')).toMatchObject([{ files: [{ name: 'a.pdf' }, { name: 'b.pdf' }] }]);
  });

  test('that main keeps are counted too, and their place is shown afterwards', async () => {
    status = { ...status, waitingFiles: 1 };
    const field = await showLocked();
    expect(screen.getByText(/Eine Datei wartet/u)).toBeVisible();
    await userEvent.type(field, `${right}{Enter}`);
    await waitFor(() => expect(route().name).toBe('receipts'));
  });
});

describe('a forgotten passphrase', () => {
  test('signs out everywhere after the typed word, and says that nothing is lost', async () => {
    bridge.when('lock', 'signOutEverywhere', () => become('off'));
    await showLocked();
    bridge.when('organisations', 'list', () => ok([]));
    bridge.when('settings', 'get', () => ok(sampleSettings));
    await userEvent.click(screen.getByText('Passphrase vergessen?'));
    expect(screen.getByText(/Gelöscht wird nichts/u)).toBeVisible();
    await userEvent.type(screen.getByLabelText('Zur Bestätigung „abmelden“ eingeben'), 'Abmelden{Enter}');
    expect(await screen.findByRole('button', { name: 'Im Browser anmelden' })).toBeVisible();
    expect(bridge.inputsOf('lock.signOutEverywhere')).toEqual([{ word: 'abmelden' }]);
  });

  test.each(['', 'abmelde', 'ja', right])('is not taken for %j', async (typed) => {
    await showLocked();
    await userEvent.click(screen.getByText('Passphrase vergessen?'));
    const word = screen.getByLabelText('Zur Bestätigung „abmelden“ eingeben');
    if (typed) await userEvent.type(word, typed);
    await userEvent.click(screen.getByRole('button', { name: 'Überall abmelden' }));
    expect(word).toHaveAccessibleDescription('Geben Sie genau „abmelden“ ein.');
    expect(bridge.inputsOf('lock.signOutEverywhere')).toEqual([]);
  });

  test('with a vault that the passphrase seals promises no more than is held', async () => {
    bridge.when('app', 'info', () => ok({ ...sampleInfo, vault: { state: 'locked', reason: 'no_keyring' } }));
    await showLocked();
    await userEvent.click(screen.getByText('Passphrase vergessen?'));
    expect(screen.getByText(/bleiben trotzdem mit der Passphrase versiegelt/u)).toBeVisible();
    expect(screen.getByRole('button', { name: 'App-Sperre beenden' })).toBeVisible();
  });
});

test('the screen speaks English too, and follows the theme', async () => {
  bridge.when('app', 'info', () => ok({ ...sampleInfo, locale: 'en', theme: 'dark' }));
  become('locked');
  render(App);
  stop = watchLock();
  expect(await screen.findByRole('heading', { name: 'Kontor is locked' })).toBeVisible();
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
});
