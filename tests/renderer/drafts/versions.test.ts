import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DraftVersion, InvoiceDraft } from '../../../domain/invoice-draft.ts';
import { fail, ok } from '../../../domain/result.ts';
import { differencesOf, summaryOf } from '../../../renderer/features/drafts/version-words.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { emptyDraft, fullDraft } from './draft-bridge.ts';
import { field, openEditor, takeTime } from './open-editor.ts';
import '../lazy-parts.ts';

takeTime();
beforeEach(() => setLocale('de'));
afterEach(cleanup);

describe('the words for a version', () => {
  test('name lines and total', () => {
    expect(summaryOf(fullDraft())).toMatch(/^2 Positionen, 1\.785,00\s€$/u);
    setLocale('en');
    expect(summaryOf(fullDraft({ lineItems: fullDraft().lineItems.slice(0, 1) }))).toMatch(/^1 line, 904\.40\s€$/u);
  });

  test('name nothing where nothing is different', () => {
    expect(differencesOf(fullDraft(), fullDraft())).toEqual([]);
  });

  test.each<[string, Partial<InvoiceDraft>, RegExp[]]>([
    ['recipient', { recipient: { kind: 'none' } }, [/^Empfänger Noch ohne Empfänger statt Hafenbäckerei/u]],
    ['date', { voucherDate: '2026-11-20' }, [/^Rechnungsdatum 20\.11\.2026 statt 23\.11\.2026$/u]],
    ['texts', { remark: 'Danke' }, [/^Andere Texte$/u]],
    ['terms', { taxType: 'vatfree' }, [/^Summe 1\.500,00.€ statt 1\.785,00.€$/u, /^Andere Leistungszeit/u]],
    [
      'lines',
      { lineItems: fullDraft().lineItems.slice(0, 1) },
      [/^Summe 904,40.€ statt 1\.785,00.€$/u, /^1 Position statt 2 Positionen$/u],
    ],
  ])('name the %s', (_, change, expected) => {
    const texts = differencesOf(fullDraft(change), fullDraft());
    expect(texts).toHaveLength(expected.length);
    for (const [index, words] of expected.entries()) expect(texts[index]).toMatch(words);
  });
});

describe('the earlier versions of a draft', () => {
  const present = fullDraft({ remark: 'Danke' });
  const versions: DraftVersion[] = [
    { version: 3, savedAt: '2026-11-23T13:32:00.000Z', draft: present },
    { version: 2, savedAt: '2026-11-23T13:10:00.000Z', draft: fullDraft() },
    { version: 1, savedAt: '2026-11-23T13:00:00.000Z', draft: emptyDraft() },
  ];

  async function open() {
    const editor = await openEditor(present);
    editor.bridge.when('drafts', 'versions', () => ok(versions));
    render(Toasts);
    await editor.user.click(screen.getByRole('button', { name: 'Frühere Fassungen' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Frühere Fassungen' }));
    return { ...editor, dialog };
  }

  test('are listed with time and content, without the present one', async () => {
    const { dialog } = await open();
    const radios = await dialog.findAllByRole('radio');
    expect(radios).toHaveLength(2);
    expect(radios[0]).toHaveAccessibleName(/^23\.11\.2026, 14:10/u);
    expect(radios[0]).toHaveAccessibleDescription(/2 Positionen, 1\.785,00/u);
    expect(radios[0]).toBeChecked();
  });

  test('say in plain words what would be different, by keyboard too', async () => {
    const { dialog, user } = await open();
    const preview = await dialog.findByRole('region', { name: 'Vorschau der Fassung' });
    expect(preview).toHaveTextContent('Andere Texte');
    (await dialog.findAllByRole('radio'))[0]!.focus();
    await user.keyboard('{ArrowDown}');
    expect(preview).toHaveTextContent(/Empfänger Noch ohne Empfänger statt Hafenbäckerei/u);
  });

  test('can be restored, which can be undone', async () => {
    const { dialog, user, bridge } = await open();
    bridge.when('drafts', 'restoreVersion', () => {
      const value = { ...bridge.stored.get(present.id)!, draft: fullDraft() };
      bridge.stored.set(present.id, value);
      return ok(value);
    });
    await user.click(await dialog.findByRole('button', { name: 'Diese Fassung wiederherstellen' }));
    await waitFor(() => expect(field('Schlusstext')).toHaveValue(''));
    expect(bridge.inputsOf('drafts.restoreVersion')).toEqual([{ id: present.id, version: 2 }]);
    await user.click(await screen.findByRole('button', { name: 'Rückgängig' }));
    await waitFor(() => expect(field('Schlusstext')).toHaveValue('Danke'));
    await waitFor(() => expect(bridge.stored.get(present.id)?.draft.remark).toBe('Danke'));
  });

  test('that main no longer has leave the draft as it is, and say so', async () => {
    const { dialog, user, bridge } = await open();
    bridge.when('drafts', 'restoreVersion', () => fail({ code: 'draft_not_found' }));
    await user.click(await dialog.findByRole('button', { name: 'Diese Fassung wiederherstellen' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Diesen Entwurf gibt es nicht mehr');
    expect(bridge.stored.get(present.id)?.draft.remark).toBe('Danke');
  });

  test('that cannot be read say why', async () => {
    const { user, bridge } = await openEditor(present);
    bridge.when('drafts', 'versions', () => fail({ code: 'storage_unavailable' }));
    await user.click(screen.getByRole('button', { name: 'Frühere Fassungen' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Die lokale Ablage lässt sich nicht öffnen');
  });

  test('are not offered for what is on its way', async () => {
    await openEditor(present, 'queued');
    expect(screen.queryByRole('button', { name: 'Frühere Fassungen' })).not.toBeInTheDocument();
  });

  test('are none at first', async () => {
    const { user, bridge } = await openEditor(present);
    bridge.when('drafts', 'versions', () => ok(versions.slice(0, 1)));
    await user.click(screen.getByRole('button', { name: 'Frühere Fassungen' }));
    expect(await screen.findByText(/Noch keine frühere Fassung/u)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Diese Fassung wiederherstellen' })).not.toBeInTheDocument();
  });
});
