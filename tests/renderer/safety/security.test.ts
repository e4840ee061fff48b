import { render, screen, waitFor, within, type BoundFunctions, type queries } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VaultStatus } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import SettingsScreen from '../../../renderer/features/settings/SettingsScreen.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleInfo } from '../sample-data.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;
let vault: VaultStatus;
let stop: () => void = () => undefined;
const phrase = 'Leuchtturm Pfanne Gewitter Nadel';

beforeEach(() => {
  setLocale('de');
  bridge = installFakeBridge();
  bridge.when('app', 'info', () => ok({ ...sampleInfo, vault }));
  bridge.when('backups', 'list', () => ok([]));
});
afterEach(() => stop());

/** Programs the answer of a vault method: from then on the vault is like this. */
function become(next: VaultStatus): () => ReturnType<typeof ok<VaultStatus>> {
  return () => {
    vault = next;
    return ok(next);
  };
}

async function show(status: VaultStatus) {
  vault = status;
  stop = app.start();
  await app.load();
  render(Toasts);
  render(SettingsScreen);
  return within(await screen.findByRole('region', { name: 'Sicherheit' }));
}

describe.each([
  ['sealed', null, 'Der Schlüsselbund dieses Rechners versiegelt sie'],
  ['memory', 'no_keyring', 'Sie liegen nur im Arbeitsspeicher'],
  ['passphrase', 'no_keyring', 'Ihre Passphrase versiegelt sie'],
  ['locked', 'no_keyring', 'Sie sind mit einer Passphrase verschlossen'],
] as const)('a vault that is %s', (state, reason, title) => {
  test('is told in plain words', async () => {
    const section = await show({ state, reason });
    expect(section.getByText(title)).toBeVisible();
  });
});

test('in memory only, it says that drafts end with Kontor', async () => {
  const section = await show({ state: 'memory', reason: 'no_keyring' });
  expect(section.getByText(/enden auch die Anmeldung, die Entwürfe/u)).toBeVisible();
});

test('a sealed vault offers nothing to do', async () => {
  const section = await show({ state: 'sealed', reason: null });
  expect(section.queryByRole('button')).toBeNull();
});

describe('setting a passphrase', () => {
  const memory = { state: 'memory', reason: 'no_keyring' } as const;

  test('takes it twice and hands it over once; nothing of it stays', async () => {
    bridge.when('vault', 'setPassphrase', become({ state: 'passphrase', reason: 'no_keyring' }));
    const section = await show(memory);
    await userEvent.type(section.getByLabelText('Passphrase'), phrase);
    expect(section.getByText('Stark.')).toBeVisible();
    await userEvent.type(section.getByLabelText('Passphrase wiederholen'), `${phrase}{Enter}`);
    expect(await section.findByText('Ihre Passphrase versiegelt sie')).toBeVisible();
    expect(bridge.inputsOf('vault.setPassphrase')).toEqual([{ passphrase: phrase }]);
    expect(new XMLSerializer().serializeToString(document.body)).not.toContain(phrase);
  });

  test('says beforehand that nobody can restore it', async () => {
    const section = await show(memory);
    expect(section.getByText('Niemand kann diese Passphrase wiederherstellen')).toBeVisible();
  });

  test.each([
    ['kurz', 'kurz', 'Passphrase', /Mindestens zehn Zeichen/u],
    [phrase, `${phrase}x`, 'Passphrase wiederholen', /verschieden/u],
    [phrase, '', 'Passphrase wiederholen', /verschieden/u],
  ])('refuses %j and %j at the field', async (first, second, label, words) => {
    const section = await show(memory);
    await userEvent.type(section.getByLabelText('Passphrase'), first);
    if (second) await userEvent.type(section.getByLabelText('Passphrase wiederholen'), second);
    await userEvent.click(section.getByRole('button', { name: 'Passphrase festlegen' }));
    expect(section.getByLabelText(label)).toHaveAccessibleDescription(words);
    expect(section.getByLabelText(label)).toHaveFocus();
    expect(bridge.inputsOf('vault.setPassphrase')).toEqual([]);
  });

  test('that main refuses is told, and what was typed stays', async () => {
    bridge.when('vault', 'setPassphrase', () => fail({ code: 'storage_full' }));
    const section = await show(memory);
    await userEvent.type(section.getByLabelText('Passphrase'), phrase);
    await userEvent.type(section.getByLabelText('Passphrase wiederholen'), `${phrase}{Enter}`);
    expect(await section.findByRole('alert')).toHaveTextContent('Der Datenträger ist voll');
    expect(section.getByLabelText('Passphrase')).toHaveValue(phrase);
  });
});

test('a passphrase can be changed, with the same care', async () => {
  bridge.when('vault', 'setPassphrase', become({ state: 'passphrase', reason: 'no_keyring' }));
  const section = await show({ state: 'passphrase', reason: 'no_keyring' });
  await userEvent.click(section.getByRole('button', { name: 'Passphrase ändern …' }));
  await userEvent.type(section.getByLabelText('Passphrase'), phrase);
  await userEvent.type(section.getByLabelText('Passphrase wiederholen'), `${phrase}{Enter}`);
  await waitFor(() => expect(section.queryByLabelText('Passphrase')).toBeNull());
  expect(bridge.inputsOf('vault.setPassphrase')).toEqual([{ passphrase: phrase }]);
});

describe('looking for the keyring again', () => {
  test('that finds it seals at once', async () => {
    bridge.when('vault', 'recheck', become({ state: 'sealed', reason: null }));
    const section = await show({ state: 'memory', reason: 'no_keyring' });
    await userEvent.click(section.getByRole('button', { name: 'Schlüsselbund noch einmal suchen' }));
    expect(await section.findByText('Der Schlüsselbund dieses Rechners versiegelt sie')).toBeVisible();
  });

  test('that finds none says what is missing', async () => {
    bridge.when('vault', 'recheck', become({ state: 'memory', reason: 'basic_text' }));
    const section = await show({ state: 'memory', reason: 'no_keyring' });
    await userEvent.click(section.getByRole('button', { name: 'Schlüsselbund noch einmal suchen' }));
    expect(await screen.findByText('Noch immer kein Schlüsselbund')).toBeInTheDocument();
    expect(section.getByText('Sie liegen nur im Arbeitsspeicher')).toBeVisible();
  });
});

describe('removing the passphrase', () => {
  const ready = { state: 'passphrase', reason: null } as const;

  async function ask(section: BoundFunctions<typeof queries>) {
    await userEvent.click(section.getByRole('button', { name: 'Passphrase entfernen' }));
    return within(await screen.findByRole('alertdialog', { name: 'Passphrase entfernen?' }));
  }

  test('is offered only where a keyring answers', async () => {
    const section = await show({ state: 'passphrase', reason: 'no_keyring' });
    expect(section.queryByRole('button', { name: 'Passphrase entfernen' })).toBeNull();
  });

  test('asks for it once more and hands everything to the keyring', async () => {
    bridge.when('vault', 'removePassphrase', become({ state: 'sealed', reason: null }));
    const section = await show(ready);
    const dialog = await ask(section);
    expect(dialog.getByLabelText('Passphrase')).toHaveFocus();
    await userEvent.keyboard(`${phrase}{Enter}`);
    expect(await section.findByText('Der Schlüsselbund dieses Rechners versiegelt sie')).toBeVisible();
    expect(bridge.inputsOf('vault.removePassphrase')).toEqual([{ passphrase: phrase }]);
  });

  test.each(['passphrase_wrong', 'no_secure_storage'] as const)(
    'that ends in %s is told in the dialog',
    async (code) => {
      bridge.when('vault', 'removePassphrase', () => fail({ code }));
      const dialog = await ask(await show(ready));
      await userEvent.keyboard(`${phrase}{Enter}`);
      await waitFor(() => expect(dialog.getByLabelText('Passphrase')).toBeInvalid());
      expect(vault).toEqual(ready);
    },
  );

  test('without a passphrase asks main nothing', async () => {
    const dialog = await ask(await show(ready));
    await userEvent.click(dialog.getByRole('button', { name: 'Passphrase entfernen' }));
    expect(dialog.getByLabelText('Passphrase')).toHaveAccessibleDescription('Geben Sie Ihre Passphrase ein.');
    expect(bridge.inputsOf('vault.removePassphrase')).toEqual([]);
  });
});

test('a locked vault can be opened from here', async () => {
  bridge.when('vault', 'unlock', become({ state: 'passphrase', reason: 'no_keyring' }));
  const section = await show({ state: 'locked', reason: 'no_keyring' });
  await userEvent.type(section.getByLabelText('Passphrase'), `${phrase}{Enter}`);
  expect(await section.findByText('Ihre Passphrase versiegelt sie')).toBeVisible();
});
