import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import DraftsScreen from '../../../renderer/features/drafts/DraftsScreen.svelte';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { idOf, sampleInfo } from '../sample-data.ts';
import { emptyDraft, fullDraft, installDraftBridge } from './draft-bridge.ts';
import '../lazy-parts.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  setLocale('de');
  navigate({ name: 'drafts' });
});
afterEach(cleanup);

// Toasts follow the pointer, which jsdom cannot hold.
Object.assign(Element.prototype, { setPointerCapture: () => undefined });

describe('the list of drafts', () => {
  test('says what to do while there is none', async () => {
    installDraftBridge([]);
    render(DraftsScreen);
    expect(await screen.findByText('Keine Entwürfe')).toBeInTheDocument();
    await userEvent.click(screen.getAllByRole('button', { name: /Neue Rechnung/ })[0]!);
    await waitFor(() => expect(route()).toEqual({ name: 'draft', id: idOf(299) }));
  });

  test('shows recipient, date, amount and state, and opens one', async () => {
    installDraftBridge([fullDraft()]);
    render(DraftsScreen);
    const row = (await screen.findByRole('button', { name: 'Hafenbäckerei Lüders GmbH' })).closest('tr')!;
    expect(row).toHaveTextContent('23.11.2026');
    expect(row).toHaveTextContent('1.785,00');
    expect(row).toHaveTextContent('In Arbeit');
    await userEvent.click(within(row).getByRole('button', { name: 'Hafenbäckerei Lüders GmbH' }));
    expect(route()).toEqual({ name: 'draft', id: idOf(200) });
  });

  test('moves one to the trash and brings it back on undo', async () => {
    const bridge = installDraftBridge([fullDraft(), emptyDraft({ id: idOf(201) })]);
    render(Toasts);
    render(DraftsScreen);
    await userEvent.click(await screen.findByRole('button', { name: /Hafenbäckerei.* in den Papierkorb legen/ }));
    await waitFor(() => expect(screen.queryByText('Hafenbäckerei Lüders GmbH')).not.toBeInTheDocument());
    expect(screen.getByText('Noch ohne Empfänger')).toBeInTheDocument();
    await userEvent.click(await screen.findByRole('button', { name: 'Rückgängig' }));
    expect(await screen.findByText('Hafenbäckerei Lüders GmbH')).toBeInTheDocument();
    expect(bridge.inputsOf('drafts.restore')).toEqual([{ id: idOf(200) }]);
  });

  test('brings one back from the trash itself', async () => {
    const bridge = installDraftBridge([fullDraft()]);
    await bridge.api.drafts.remove({ id: idOf(200) });
    render(DraftsScreen);
    await userEvent.click(await screen.findByRole('radio', { name: 'Papierkorb 1' }));
    await userEvent.click(screen.getByRole('button', { name: /Hafenbäckerei.* wiederherstellen/ }));
    await waitFor(() => expect(bridge.stored.get(idOf(200))?.trashedAt).toBeNull());
  });

  test('offers no trash for what is on its way', async () => {
    installDraftBridge([fullDraft()], 'queued');
    render(DraftsScreen);
    await userEvent.click(await screen.findByRole('radio', { name: 'Unterwegs 1' }));
    expect(await screen.findByText('Im Ausgang')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Papierkorb legen/ })).not.toBeInTheDocument();
  });

  test('walks by arrow keys and deletes by key', async () => {
    const bridge = installDraftBridge([fullDraft(), emptyDraft({ id: idOf(201) })]);
    render(DraftsScreen);
    (await screen.findByRole('button', { name: 'Hafenbäckerei Lüders GmbH' })).focus();
    await userEvent.keyboard('{ArrowDown}');
    expect(screen.getByRole('button', { name: 'Noch ohne Empfänger' })).toHaveFocus();
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(bridge.inputsOf('drafts.remove')).toEqual([{ id: idOf(201) }]));
  });

  test('keeps the cursor among the rows when one goes', async () => {
    installDraftBridge([fullDraft(), emptyDraft({ id: idOf(201) })]);
    render(DraftsScreen);
    (await screen.findByRole('button', { name: 'Hafenbäckerei Lüders GmbH' })).focus();
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Noch ohne Empfänger' })).toHaveFocus());
  });

  test('duplicates by key, and the copy takes the cursor', async () => {
    const bridge = installDraftBridge([fullDraft()]);
    render(Toasts);
    render(DraftsScreen);
    (await screen.findByRole('button', { name: 'Hafenbäckerei Lüders GmbH' })).focus();
    await userEvent.keyboard('{Control>}d{/Control}');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-draft', idOf(298)));
    expect(bridge.inputsOf('drafts.duplicate')).toEqual([{ id: idOf(200) }]);
    await userEvent.keyboard('{Enter}');
    expect(route()).toEqual({ name: 'draft', id: idOf(298) });
  });

  test('duplicates what is on its way too; the copy is in progress', async () => {
    const bridge = installDraftBridge([fullDraft()], 'queued');
    bridge.when('drafts', 'duplicate', () => {
      const copy = { ...bridge.stored.get(idOf(200))!, draft: fullDraft({ id: idOf(298) }), state: 'editing' as const };
      bridge.stored.set(idOf(298), copy);
      return { ok: true, value: copy };
    });
    render(DraftsScreen);
    await userEvent.click(await screen.findByRole('radio', { name: 'Unterwegs 1' }));
    await userEvent.click(screen.getByRole('button', { name: /Hafenbäckerei.* duplizieren/ }));
    expect(await screen.findByText('In Arbeit', { selector: 'td *' })).toBeInTheDocument();
  });

  test('tells why a copy could not be made', async () => {
    installDraftBridge([fullDraft()]).when('drafts', 'duplicate', () => fail({ code: 'draft_not_found' }));
    render(Toasts);
    render(DraftsScreen);
    await userEvent.click(await screen.findByRole('button', { name: /Hafenbäckerei.* duplizieren/ }));
    expect(await screen.findByText('Diesen Entwurf gibt es nicht mehr')).toBeInTheDocument();
  });

  test('says on which day the bin lets go of a draft', async () => {
    const bridge = installDraftBridge([fullDraft()]);
    await bridge.api.drafts.remove({ id: idOf(200) });
    render(DraftsScreen);
    await userEvent.click(await screen.findByRole('radio', { name: 'Papierkorb 1' }));
    expect(screen.getByRole('columnheader', { name: 'Endgültig gelöscht am' })).toBeInTheDocument();
    // Put there on 23 November 2026.
    expect(screen.getByText('21.02.2027')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /duplizieren/ })).not.toBeInTheDocument();
  });

  test('says plainly when nothing is on the disk', async () => {
    const bridge = installDraftBridge([fullDraft()]);
    bridge.when('app', 'info', () => ok({ ...sampleInfo, vault: { state: 'memory', reason: 'no_keyring' } }));
    await app.loadSettings();
    render(DraftsScreen);
    expect(await screen.findByText(/Entwürfe leben, bis Sie Kontor beenden/)).toBeInTheDocument();
    app.info = null;
  });

  test('tells why it cannot be shown', async () => {
    installDraftBridge([]).when('drafts', 'list', () => fail({ code: 'storage_unavailable' }));
    render(DraftsScreen);
    expect(await screen.findByRole('alert')).toHaveTextContent('Die Entwürfe konnten nicht geladen werden');
  });

  test('speaks English too', async () => {
    setLocale('en');
    installDraftBridge([fullDraft()]);
    render(DraftsScreen);
    expect(await screen.findByText('In progress', { selector: 'td *' })).toBeInTheDocument();
    expect(screen.getByText('1,785.00')).toBeInTheDocument();
  });
});
