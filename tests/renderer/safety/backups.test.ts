import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backup } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import BackupList from '../../../renderer/features/safety/BackupList.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOrganisation } from '../sample-data.ts';
import { dailyBackup, updateBackup } from './sample-backups.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;
let copies: Backup[];
const here = { organisationId: idOf(1) };

beforeEach(() => {
  setLocale('de');
  bridge = installFakeBridge();
  copies = [updateBackup, dailyBackup];
  bridge.when('backups', 'list', () => ok(copies));
});

function show() {
  const onrestored = vi.fn<() => void>();
  render(Toasts);
  render(BackupList, { organisation: sampleOrganisation(), onrestored });
  return { onrestored };
}

test('the copies are listed newest first, with time, reason and size in words', async () => {
  show();
  const table = await screen.findByRole('table', { name: 'Sicherungen von Nordlicht Werkstatt GmbH' });
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows[0]).toHaveTextContent(/23\.11\.2026, 06:00\s*täglich\s*40,1\sMB/u);
  expect(rows[1]).toHaveTextContent(/20\.11\.2026, 12:00\s*vor einem Update\s*39\sMB/u);
});

test('where there is none, it says that they come by themselves', async () => {
  copies = [];
  show();
  expect(await screen.findByText('Noch keine Sicherung')).toBeVisible();
  expect(
    screen.getByText('Kontor legt von selbst eine an, sooft sich etwas geändert hat, höchstens täglich.'),
  ).toBeVisible();
});

test('a copy can be made now', async () => {
  const made: Backup = {
    ...dailyBackup,
    id: '20261124-1000-asked',
    createdAt: '2026-11-24T09:00:00.000Z',
    reason: 'asked',
  };
  bridge.when('backups', 'create', () => {
    copies = [...copies, made];
    return ok(made);
  });
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Jetzt sichern' }));
  expect(await screen.findByText('von Ihnen angelegt')).toBeVisible();
  expect(bridge.inputsOf('backups.create')).toEqual([here]);
});

test('a copy that cannot be made is told', async () => {
  bridge.when('backups', 'create', () => fail({ code: 'storage_full' }));
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Jetzt sichern' }));
  expect(await screen.findByText('Der Datenträger ist voll')).toBeInTheDocument();
});

test('a list that cannot be read says why and can be asked again', async () => {
  bridge.when('backups', 'list', () => fail({ code: 'storage_unavailable' }));
  show();
  expect(await screen.findByText('Die lokale Ablage lässt sich nicht öffnen')).toBeVisible();
  bridge.when('backups', 'list', () => ok(copies));
  await userEvent.click(screen.getByRole('button', { name: 'Noch einmal versuchen' }));
  expect(await screen.findByText('täglich')).toBeVisible();
});

describe('restoring', () => {
  async function ask() {
    const button = await screen.findByRole('button', { name: 'Sicherung vom 23.11.2026, 06:00 wiederherstellen' });
    await userEvent.click(button);
    return screen.findByRole('alertdialog', { name: 'Stand vom 23.11.2026, 06:00 wiederherstellen?' });
  }

  test('says before what will happen: the present is kept, nothing is doubled', async () => {
    show();
    const dialog = await ask();
    expect(dialog).toHaveTextContent('Ihre jetzigen Daten werden vorher als eigene Sicherung aufbewahrt');
    expect(dialog).toHaveTextContent('Entwürfe, die seither entstanden sind, bleiben');
    expect(dialog).toHaveTextContent('In Lexware wird nichts doppelt angelegt');
    expect(within(dialog).getByRole('button', { name: 'Abbrechen' })).toHaveFocus();
    expect(bridge.inputsOf('backups.restore')).toEqual([]);
  });

  test('of data that cannot be read says that the copy takes their place', async () => {
    render(BackupList, { organisation: sampleOrganisation(), canCreate: false });
    const dialog = await ask();
    expect(dialog).toHaveTextContent('Die unlesbaren Dateien werden vorher als Kopie aufbewahrt');
    expect(dialog).toHaveTextContent('so, wie sie zu diesem Zeitpunkt waren');
  });

  test('happens after yes, and is told', async () => {
    bridge.when('backups', 'restore', () => ok(sampleOrganisation()));
    const { onrestored } = show();
    const dialog = await ask();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Wiederherstellen' }));
    expect(await screen.findByText('Stand vom 23.11.2026, 06:00 wiederhergestellt')).toBeInTheDocument();
    expect(bridge.inputsOf('backups.restore')).toEqual([{ ...here, id: dailyBackup.id }]);
    expect(onrestored).toHaveBeenCalledOnce();
  });

  test('left by Escape changes nothing', async () => {
    show();
    await ask();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.inputsOf('backups.restore')).toEqual([]);
  });

  test.each([
    ['backup_unusable', 'Diese Sicherung lässt sich nicht lesen'],
    ['backup_not_found', 'Diese Sicherung gibt es nicht mehr'],
  ] as const)('that ends in %s is told, and is not done', async (code, title) => {
    bridge.when('backups', 'restore', () => fail({ code }));
    const { onrestored } = show();
    await userEvent.click(within(await ask()).getByRole('button', { name: 'Wiederherstellen' }));
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(onrestored).not.toHaveBeenCalled();
  });
});
