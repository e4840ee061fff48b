import { cleanup, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import { fail } from '../../../domain/result.ts';
import { route } from '../../../renderer/features/frame/route.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { idOf } from '../sample-data.ts';
import { emptyDraft, fullDraft } from './draft-bridge.ts';
import { field, finalise, openEditor, takeTime } from './open-editor.ts';

takeTime();
beforeEach(() => setLocale('de'));
afterEach(cleanup);

describe('saving', () => {
  test('happens by itself, and the header says when', async () => {
    const { user, held } = await openEditor(fullDraft());
    expect(screen.getByText('Gespeichert um 14:32, nur auf diesem Gerät')).toBeInTheDocument();
    await user.type(field('Schlusstext'), 'Danke');
    expect(screen.getByText('Wird gespeichert …')).toBeInTheDocument();
    await screen.findByText('Gespeichert um 14:32, nur auf diesem Gerät');
    expect(held()?.remark).toBe('Danke');
  });

  test('that fails says so and is tried again on demand', async () => {
    const { user, bridge } = await openEditor(fullDraft());
    bridge.when('drafts', 'save', () => fail({ code: 'storage_full' }));
    await user.type(field('Schlusstext'), 'Danke');
    expect(await screen.findByRole('alert')).toHaveTextContent('Der Entwurf ist noch nicht gespeichert');
    expect(screen.getByText(/Noch nicht gespeichert/)).toBeInTheDocument();
    await user.click(finalise());
    const stored: InvoiceDraft[] = [];
    bridge.when('drafts', 'save', ({ draft }) => {
      stored.push(draft);
      return { ok: true, value: { ...bridge.stored.get(draft.id)!, draft } };
    });
    await user.click(screen.getByRole('button', { name: 'Abbrechen' }));
    await user.click(screen.getByRole('button', { name: 'Jetzt speichern' }));
    await waitFor(() => expect(screen.queryByText('Der Entwurf ist noch nicht gespeichert')).not.toBeInTheDocument());
    expect(stored.at(-1)?.remark).toBe('Danke');
  });

  test('happens at once when the editor is left', async () => {
    const { user, held } = await openEditor(fullDraft());
    await user.type(field('Schlusstext'), 'Bis bald');
    await user.click(screen.getByRole('button', { name: 'Zurück zu den Entwürfen' }));
    expect(route()).toEqual({ name: 'drafts' });
    await waitFor(() => expect(held()?.remark).toBe('Bis bald'));
  });
});

describe('sending', () => {
  test('asks before finalising, naming amount and recipient and that there is no way back', async () => {
    const { user, bridge } = await openEditor(fullDraft());
    await user.keyboard('{Control>}{Enter}{/Control}');
    const dialog = await screen.findByRole('alertdialog', {
      name: /Rechnung über 1\.785,00\s€ an Hafenbäckerei Lüders GmbH festschreiben\?/,
    });
    expect(dialog).toHaveTextContent('Das lässt sich nicht rückgängig machen');
    await user.click(within(dialog).getByRole('button', { name: 'Abbrechen' }));
    expect(bridge.inputsOf('drafts.send')).toEqual([]);
  });

  test('finalises after yes, waits in the outbox, and shows the invoice once Lexware has it', async () => {
    const { user, bridge, held } = await openEditor(fullDraft());
    await user.type(field('Schlusstext'), '!');
    await user.click(finalise());
    await user.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Senden und festschreiben' }),
    );
    await screen.findByText('Die Rechnung steht im Ausgang');
    expect(bridge.inputsOf('drafts.send')).toEqual([{ id: idOf(200), finalize: true }]);
    expect(held()?.remark).toBe('!');
    expect(field('Schlusstext')).toBeDisabled();
    bridge.settle({ state: 'confirmed', resourceId: idOf(7) }, 'sent');
    await waitFor(() => expect(route()).toEqual({ name: 'invoices', selectedId: idOf(7) }));
  });

  test('sends a draft without asking, and leaves out the blank line', async () => {
    const { user, bridge, held } = await openEditor(fullDraft());
    await user.click(screen.getByRole('button', { name: 'Position' }));
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await screen.findByText('Die Rechnung steht im Ausgang');
    expect(bridge.inputsOf('drafts.send')).toEqual([{ id: idOf(200), finalize: false }]);
    expect(held()?.lineItems).toHaveLength(2);
  });

  test('is not possible while something is missing; the fields say what', async () => {
    const { user, bridge } = await openEditor(emptyDraft());
    await user.click(finalise());
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(field('Kontakt')).toBeInvalid();
    expect(field('Bezeichnung, Position 1')).toBeInvalid();
    await waitFor(() => expect(field('Kontakt')).toHaveFocus());
    expect(bridge.inputsOf('drafts.send')).toEqual([]);
  });

  test('is not possible while the draft is not saved', async () => {
    const { user, bridge } = await openEditor(fullDraft());
    bridge.when('drafts', 'save', () => fail({ code: 'storage_full' }));
    await user.type(field('Schlusstext'), '!');
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await screen.findByText('Der Entwurf ist noch nicht gespeichert');
    expect(bridge.inputsOf('drafts.send')).toEqual([]);
  });

  test('puts what Lexware refuses onto the fields until they are changed', async () => {
    const { user, bridge } = await openEditor(fullDraft());
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await screen.findByText('Die Rechnung steht im Ausgang');
    const fields = [
      { field: 'lineItems.1.quantity', code: 'server', text: 'muss kleiner sein' },
      { field: 'title', code: 'text_too_long' },
    ];
    bridge.settle({ state: 'rejected', error: { code: 'lexware_validation_failed', fields } }, 'editing');
    const notice = (await screen.findByText('Lexware hat die Rechnung nicht angenommen')).closest('[role="alert"]');
    expect(notice).toHaveTextContent('Position 2: Lexware meldet: „muss kleiner sein“');
    const quantity = field('Menge, Position 2');
    await waitFor(() => expect(quantity).toBeInvalid());
    expect(quantity).toBeEnabled();
    await user.clear(quantity);
    await user.type(quantity, '3');
    expect(quantity).toBeValid();
  });

  test('explains an outcome that nobody knows yet', async () => {
    const { user, bridge } = await openEditor(fullDraft());
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await screen.findByText('Die Rechnung steht im Ausgang');
    bridge.settle({ state: 'unknown' }, 'queued');
    expect(await screen.findByText('Noch nicht sicher, ob die Rechnung angekommen ist')).toBeInTheDocument();
    expect(screen.getByText(/sendet nichts doppelt/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Zum Ausgang' }));
    expect(route()).toEqual({ name: 'outbox' });
  });

  test('tells why the outbox did not take it', async () => {
    const { user, bridge } = await openEditor(fullDraft());
    bridge.when('drafts', 'send', () =>
      fail({ code: 'draft_incomplete', fields: [{ field: 'shipping.date', code: 'supply_date_missing' }] }),
    );
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await waitFor(() => expect(field('Leistungsdatum')).toBeInvalid());
  });
});
