import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InvoiceDraft, StoredDraft } from '../../../domain/invoice-draft.ts';
import { fail } from '../../../domain/result.ts';
import EditorScreen from '../../../renderer/features/drafts/EditorScreen.svelte';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { listenToTopics } from '../../../renderer/features/frame/topics.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { idOf } from '../sample-data.ts';
import { bakery, emptyDraft, fullDraft, installDraftBridge, type DraftBridge } from './draft-bridge.ts';

// Whole invoices are typed here, key by key; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 15_000 });

let bridge: DraftBridge;
let stopListening = (): void => undefined;

beforeEach(() => {
  setLocale('de');
  navigate({ name: 'draft', id: idOf(200) });
});

afterEach(() => {
  cleanup();
  stopListening();
});

async function open(draft: InvoiceDraft, state: StoredDraft['state'] = 'editing') {
  bridge = installDraftBridge([draft], state);
  stopListening = listenToTopics();
  render(EditorScreen, { draftId: draft.id });
  await screen.findByRole('heading', { level: 1 });
  return userEvent.setup({ delay: null });
}

const heldDraft = (): InvoiceDraft | undefined => bridge.stored.get(idOf(200))?.draft;
const field = (name: string | RegExp): HTMLElement => screen.getByLabelText(name);
const finalise = (): HTMLElement => screen.getByRole('button', { name: 'Senden und festschreiben' });

describe('an invoice by keyboard alone', () => {
  test('is typed from the contact to the total', async () => {
    const user = await open(emptyDraft());
    await waitFor(() => expect(field('Kontakt')).toHaveFocus());
    await user.keyboard('Hafenb');
    await screen.findByRole('option', { name: /Hafenbäckerei/ });
    await user.keyboard('{Enter}');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Rechnung an Hafenbäckerei Lüders GmbH');

    field('Bezeichnung, Position 1').focus();
    await user.keyboard('Wartung{Tab}8{Tab}Std.{Tab}95,00{Tab}{Tab}{Tab}');
    await waitFor(() => expect(field('Bezeichnung, Position 2')).toHaveFocus());
    await user.keyboard('Anf');
    await screen.findByRole('option', { name: /Anfahrt Kiel/ });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field('Menge, Position 2')).toHaveFocus());
    await user.keyboard('2{Tab}{Tab}{Tab}10');

    const totals = within(screen.getByRole('region', { name: 'Summen' }));
    expect(totals.getByText('Netto').parentElement).toHaveTextContent('1.660,00 €');
    expect(totals.getByText(/19.% USt/).parentElement).toHaveTextContent('315,40 €');
    expect(totals.getByText('Gesamt').parentElement).toHaveTextContent('1.975,40 €');
    await waitFor(() => expect(heldDraft()?.lineItems).toHaveLength(2));
    await waitFor(() => expect(heldDraft()?.lineItems[1]).toMatchObject({ discountPercentage: '10' }));
    expect(heldDraft()?.lineItems[1]).toMatchObject({ type: 'service', quantity: '2', unitPrice: '500' });
    expect(heldDraft()?.recipient).toMatchObject({ kind: 'contact', contactId: bakery.id });
  });

  test('moves, duplicates and deletes lines', async () => {
    const user = await open(fullDraft());
    const names = (): string[] =>
      screen.getAllByRole('combobox', { name: /^Bezeichnung/ }).map((one) => (one as HTMLInputElement).value);
    field('Menge, Position 1').focus();
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    expect(names()).toEqual(['Temperaturfühler', 'Wartung']);
    await waitFor(() => expect(field('Menge, Position 2')).toHaveFocus());
    field('Bezeichnung, Position 2').focus();
    await user.keyboard('{Control>}{ArrowUp}{/Control}');
    expect(names()).toEqual(['Wartung', 'Temperaturfühler']);
    await user.keyboard('{Control>}d{/Control}');
    expect(names()).toEqual(['Wartung', 'Wartung', 'Temperaturfühler']);
    await user.keyboard('{Control>}{Shift>}{Backspace}{/Shift}{/Control}');
    expect(names()).toEqual(['Wartung', 'Temperaturfühler']);
    await user.keyboard('{Control>}z{/Control}');
    expect(names()).toEqual(['Wartung', 'Wartung', 'Temperaturfühler']);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(names()).toEqual(['Wartung', 'Temperaturfühler']);
  });

  test('goes on with Enter, and leaves the table from a blank line', async () => {
    const user = await open(fullDraft());
    field('Preis €, Position 2').focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field('Bezeichnung, Position 3')).toHaveFocus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field('Schlusstext')).toHaveFocus());
    expect(screen.queryByLabelText('Bezeichnung, Position 3')).not.toBeInTheDocument();
  });
});

describe('what is typed', () => {
  test('may be written the German way, and stays while it is no number', async () => {
    const user = await open(fullDraft());
    const price = field('Preis €, Position 1');
    await user.clear(price);
    await user.type(price, '1.234,5');
    await user.tab();
    expect(price).toHaveValue('1.234,50');
    await user.clear(price);
    await user.type(price, 'zwölf');
    await user.tab();
    expect(price).toHaveValue('zwölf');
    expect(price).toBeInvalid();
    await waitFor(() => expect(heldDraft()?.lineItems[0]).toMatchObject({ unitPrice: '' }));
  });

  test('may be a day in words', async () => {
    const user = await open(fullDraft());
    const date = field('Rechnungsdatum');
    await user.clear(date);
    await user.type(date, '24.12.2026{Enter}');
    expect(date).toHaveValue('24.12.2026');
    await user.clear(date);
    await user.type(date, '31.2.2026');
    await user.tab();
    expect(date).toHaveValue('24.12.2026');
    expect(screen.getByText('Das ist kein Tag im Kalender.')).toBeInTheDocument();
    await waitFor(() => expect(heldDraft()?.voucherDate).toBe('2026-12-24'));
  });

  test('of a period needs both days', async () => {
    const user = await open(fullDraft());
    await user.selectOptions(field('Art der Leistungszeit'), 'Leistungszeitraum');
    const check = within(screen.getByRole('region', { name: 'Pflichtangaben' }));
    expect(check.getByText('Ende des Zeitraums fehlt')).toBeInTheDocument();
    await user.type(field('Leistungszeitraum, Ende'), '30.11.2026{Enter}');
    expect(check.queryByText('Ende des Zeitraums fehlt')).not.toBeInTheDocument();
    expect(check.getByText(/Alle Pflichtangaben nach § 14 UStG sind da/)).toBeInTheDocument();
  });

  test('is a one-time address where the contact is none of Lexware’s', async () => {
    const user = await open(fullDraft({ recipient: { kind: 'none' } }));
    await user.type(field('Kontakt'), 'Marta');
    await user.click(await screen.findByRole('option', { name: '„Marta“ als einmalige Adresse' }));
    await waitFor(() => expect(field('Straße und Nummer')).toHaveFocus());
    await user.keyboard('Kystvej 4{Tab}5700{Tab}Svendborg');
    await user.selectOptions(field('Land'), 'Dänemark');
    const recipient = {
      kind: 'oneTime',
      name: 'Marta',
      street: 'Kystvej 4',
      zip: '5700',
      city: 'Svendborg',
      countryCode: 'DK',
    };
    await waitFor(() => expect(heldDraft()?.recipient).toMatchObject(recipient));
  });

  test('cannot be a contact that Lexware takes no invoice for, and the reason is told', async () => {
    const user = await open(fullDraft({ recipient: { kind: 'none' } }));
    await user.type(field('Kontakt'), 'Hafenlog');
    const option = await screen.findByRole('option', { name: /Hafenlogistik/ });
    expect(option).toHaveTextContent('kein Kunde in Lexware');
    await user.click(option);
    expect(screen.getByText(/Hafenlogistik: kein Kunde in Lexware\./)).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Neue Rechnung');
  });

  test('takes VAT off every line where the document shows none', async () => {
    const user = await open(fullDraft());
    await user.selectOptions(field('Preise und Umsatzsteuer'), 'Bauleistung (§ 13b UStG)');
    expect(within(screen.getByRole('region', { name: 'Summen' })).getByText('Gesamt').parentElement).toHaveTextContent(
      '1.500,00 €',
    );
    expect(screen.queryByLabelText('USt, Position 1')).not.toBeInTheDocument();
  });

  test('discounts the whole document', async () => {
    const user = await open(fullDraft());
    await user.click(screen.getByRole('button', { name: 'Gesamtrabatt' }));
    await waitFor(() => expect(field('Gesamtrabatt')).toHaveFocus());
    await user.keyboard('10');
    const totals = within(screen.getByRole('region', { name: 'Summen' }));
    expect(totals.getByText('Gesamt').parentElement).toHaveTextContent('1.606,50 €');
    await user.selectOptions(field('Art des Gesamtrabatts'), '€');
    await user.clear(field('Gesamtrabatt'));
    await user.type(field('Gesamtrabatt'), '1500,01');
    expect(
      within(screen.getByRole('region', { name: 'Pflichtangaben' })).getByText(
        'Der Gesamtrabatt ist höher als die Summe',
      ),
    ).toBeInTheDocument();
  });
});

describe('saving', () => {
  test('happens by itself, and the header says when', async () => {
    const user = await open(fullDraft());
    expect(screen.getByText('Gespeichert um 14:32, nur auf diesem Gerät')).toBeInTheDocument();
    await user.type(field('Schlusstext'), 'Danke');
    expect(screen.getByText('Wird gespeichert …')).toBeInTheDocument();
    await screen.findByText('Gespeichert um 14:32, nur auf diesem Gerät');
    expect(heldDraft()?.remark).toBe('Danke');
  });

  test('that fails says so and is tried again on demand', async () => {
    const user = await open(fullDraft());
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
    const user = await open(fullDraft());
    await user.type(field('Schlusstext'), 'Bis bald');
    await user.click(screen.getByRole('button', { name: 'Zurück zu den Entwürfen' }));
    expect(route()).toEqual({ name: 'drafts' });
    await waitFor(() => expect(heldDraft()?.remark).toBe('Bis bald'));
  });
});

describe('sending', () => {
  test('asks before finalising, naming amount and recipient and that there is no way back', async () => {
    const user = await open(fullDraft());
    await user.keyboard('{Control>}{Enter}{/Control}');
    const dialog = await screen.findByRole('alertdialog', {
      name: /Rechnung über 1\.785,00\s€ an Hafenbäckerei Lüders GmbH festschreiben\?/,
    });
    expect(dialog).toHaveTextContent('Das lässt sich nicht rückgängig machen');
    await user.click(within(dialog).getByRole('button', { name: 'Abbrechen' }));
    expect(bridge.inputsOf('drafts.send')).toEqual([]);
  });

  test('finalises after yes, waits in the outbox, and shows the invoice once Lexware has it', async () => {
    const user = await open(fullDraft());
    await user.type(field('Schlusstext'), '!');
    await user.click(finalise());
    await user.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Senden und festschreiben' }),
    );
    await screen.findByText('Die Rechnung steht im Ausgang');
    expect(bridge.inputsOf('drafts.send')).toEqual([{ id: idOf(200), finalize: true }]);
    expect(heldDraft()?.remark).toBe('!');
    expect(field('Schlusstext')).toBeDisabled();
    bridge.settle({ state: 'confirmed', voucherId: idOf(7) }, 'sent');
    await waitFor(() => expect(route()).toEqual({ name: 'invoices', selectedId: idOf(7) }));
  });

  test('sends a draft without asking, and leaves out the blank line', async () => {
    const user = await open(fullDraft());
    await user.click(screen.getByRole('button', { name: 'Position' }));
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await screen.findByText('Die Rechnung steht im Ausgang');
    expect(bridge.inputsOf('drafts.send')).toEqual([{ id: idOf(200), finalize: false }]);
    expect(heldDraft()?.lineItems).toHaveLength(2);
  });

  test('is not possible while something is missing; the fields say what', async () => {
    const user = await open(emptyDraft());
    await user.click(finalise());
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(field('Kontakt')).toBeInvalid();
    expect(field('Bezeichnung, Position 1')).toBeInvalid();
    await waitFor(() => expect(field('Kontakt')).toHaveFocus());
    expect(bridge.inputsOf('drafts.send')).toEqual([]);
  });

  test('is not possible while the draft is not saved', async () => {
    const user = await open(fullDraft());
    bridge.when('drafts', 'save', () => fail({ code: 'storage_full' }));
    await user.type(field('Schlusstext'), '!');
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await screen.findByText('Der Entwurf ist noch nicht gespeichert');
    expect(bridge.inputsOf('drafts.send')).toEqual([]);
  });

  test('puts what Lexware refuses onto the fields until they are changed', async () => {
    const user = await open(fullDraft());
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
    const user = await open(fullDraft());
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await screen.findByText('Die Rechnung steht im Ausgang');
    bridge.settle({ state: 'unknown' }, 'queued');
    expect(await screen.findByText('Noch nicht sicher, ob die Rechnung angekommen ist')).toBeInTheDocument();
    expect(screen.getByText(/sendet nichts doppelt/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Zum Ausgang' }));
    expect(route()).toEqual({ name: 'outbox' });
  });

  test('tells why the outbox did not take it', async () => {
    const user = await open(fullDraft());
    bridge.when('drafts', 'send', () =>
      fail({ code: 'draft_incomplete', fields: [{ field: 'shipping.date', code: 'supply_date_missing' }] }),
    );
    await user.click(screen.getByRole('button', { name: 'Als Entwurf senden' }));
    await waitFor(() => expect(field('Leistungsdatum')).toBeInvalid());
  });
});

describe('a draft', () => {
  test('that is not there any more is told plainly', async () => {
    bridge = installDraftBridge([]);
    render(EditorScreen, { draftId: idOf(200) });
    expect(await screen.findByText('Der Entwurf konnte nicht geöffnet werden')).toBeInTheDocument();
  });

  test('can be written in English', async () => {
    setLocale('en');
    const user = await open(fullDraft({ language: 'en' }));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Invoice to Hafenbäckerei Lüders GmbH');
    const price = field('Price €, item 1');
    await user.clear(price);
    await user.type(price, '1,234.5');
    await user.tab();
    expect(price).toHaveValue('1,234.50');
    await user.click(screen.getByRole('button', { name: 'Send and finalise' }));
    expect(await screen.findByRole('alertdialog')).toHaveTextContent("This can't be undone");
    expect(document.body).not.toHaveTextContent('Rechnung');
  });
});
