import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../../domain/result.ts';
import EditorScreen from '../../../renderer/features/drafts/EditorScreen.svelte';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { idOf, sampleSync } from '../sample-data.ts';
import { bakery, emptyDraft, fullDraft, installDraftBridge } from './draft-bridge.ts';
import { field, openEditor, takeTime } from './open-editor.ts';

takeTime();
beforeEach(() => setLocale('de'));
afterEach(cleanup);

describe('an invoice by keyboard alone', () => {
  test('is typed from the contact to the total', async () => {
    const { user, held } = await openEditor(emptyDraft());
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
    await waitFor(() => expect(held()?.lineItems).toHaveLength(2));
    await waitFor(() => expect(held()?.lineItems[1]).toMatchObject({ discountPercentage: '10' }));
    expect(held()?.lineItems[1]).toMatchObject({ type: 'service', quantity: '2', unitPrice: '500' });
    expect(held()?.recipient).toMatchObject({ kind: 'contact', contactId: bakery.id });
  });

  test('moves, duplicates and deletes lines', async () => {
    const { user } = await openEditor(fullDraft());
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
    const { user } = await openEditor(fullDraft());
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
    const { user, held } = await openEditor(fullDraft());
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
    await waitFor(() => expect(held()?.lineItems[0]).toMatchObject({ unitPrice: '' }));
  });

  test('may be a day in words', async () => {
    const { user, held } = await openEditor(fullDraft());
    const date = field('Rechnungsdatum');
    await user.clear(date);
    await user.type(date, '24.12.2026{Enter}');
    expect(date).toHaveValue('24.12.2026');
    await user.clear(date);
    await user.type(date, '31.2.2026');
    await user.tab();
    expect(date).toHaveValue('24.12.2026');
    expect(screen.getByText('Das ist kein Tag im Kalender.')).toBeInTheDocument();
    await waitFor(() => expect(held()?.voucherDate).toBe('2026-12-24'));
  });

  test('of a period needs both days', async () => {
    const { user } = await openEditor(fullDraft());
    await user.selectOptions(field('Art der Leistungszeit'), 'Leistungszeitraum');
    const check = within(screen.getByRole('region', { name: 'Pflichtangaben' }));
    expect(check.getByText('Ende des Zeitraums fehlt')).toBeInTheDocument();
    await user.type(field('Leistungszeitraum, Ende'), '30.11.2026{Enter}');
    expect(check.queryByText('Ende des Zeitraums fehlt')).not.toBeInTheDocument();
    expect(check.getByText(/Alle Pflichtangaben nach § 14 UStG sind da/)).toBeInTheDocument();
  });

  test('is a one-time address where the contact is none of Lexware’s', async () => {
    const { user, held } = await openEditor(fullDraft({ recipient: { kind: 'none' } }));
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
    await waitFor(() => expect(held()?.recipient).toMatchObject(recipient));
  });

  test('cannot be a contact that Lexware takes no invoice for, and the reason is told', async () => {
    const { user } = await openEditor(fullDraft({ recipient: { kind: 'none' } }));
    await user.type(field('Kontakt'), 'Hafenlog');
    const option = await screen.findByRole('option', { name: /Hafenlogistik/ });
    expect(option).toHaveTextContent('kein Kunde in Lexware');
    await user.click(option);
    expect(screen.getByText(/Hafenlogistik: kein Kunde in Lexware\./)).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Neue Rechnung');
  });

  test('takes VAT off every line where the document shows none', async () => {
    const { user } = await openEditor(fullDraft());
    await user.selectOptions(field('Preise und Umsatzsteuer'), 'Bauleistung (§ 13b UStG)');
    expect(within(screen.getByRole('region', { name: 'Summen' })).getByText('Gesamt').parentElement).toHaveTextContent(
      '1.500,00 €',
    );
    expect(screen.queryByLabelText('USt, Position 1')).not.toBeInTheDocument();
  });

  test('discounts the whole document', async () => {
    const { user } = await openEditor(fullDraft());
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

describe('a draft', () => {
  test('that is not there any more is told plainly', async () => {
    installDraftBridge([]);
    render(EditorScreen, { draftId: idOf(200) });
    expect(await screen.findByText('Der Entwurf konnte nicht geöffnet werden')).toBeInTheDocument();
  });

  test('can be written in English', async () => {
    setLocale('en');
    const { user } = await openEditor(fullDraft({ language: 'en' }));
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

describe('the buyer’s reference of an XRechnung', () => {
  const office = {
    kind: 'contact' as const,
    contactId: idOf(23),
    name: 'Landesamt',
    supplement: '',
    street: 'Am Markt 1',
  };
  const recipient = { ...office, zip: '24103', city: 'Kiel', countryCode: 'DE' };
  const xRechnung = { ofContact: '04011000-1234', buyerReference: null };

  test('is the contact’s, until another one is typed for this document', async () => {
    const { user, held } = await openEditor(fullDraft({ recipient: { ...recipient, xRechnung } }));
    const reference = field('Leitweg-ID (XRechnung)');
    expect(reference).toHaveValue('04011000-1234');
    await user.type(reference, '-77');
    await waitFor(() => expect(held()?.recipient).toMatchObject({ xRechnung: { buyerReference: '04011000-1234-77' } }));
    expect(screen.getByText('Gilt nur für diese Rechnung.')).toBeVisible();
    await user.clear(reference);
    expect(reference).toHaveValue('');
    expect(await screen.findByText(/keine XRechnung/)).toBeVisible();
    await waitFor(() => expect(held()?.recipient).toMatchObject({ xRechnung: { buyerReference: '' } }));
    await user.type(reference, '04011000-1234');
    await waitFor(() => expect(held()?.recipient).toMatchObject({ xRechnung: { buyerReference: null } }));
  });

  test('is not asked for where there is none', async () => {
    await openEditor(fullDraft());
    expect(screen.queryByLabelText('Leitweg-ID (XRechnung)')).not.toBeInTheDocument();
  });
});

describe('what may be chosen', () => {
  afterEach(() => {
    app.sync = null;
  });

  test('comes with the first sync, also where that ends after the draft was opened', async () => {
    app.sync = { ...sampleSync, state: 'running', lastSuccessAt: null };
    const { bridge } = await openEditor(emptyDraft());
    const asked = bridge.inputsOf('drafts.options').length;
    bridge.when('drafts', 'options', () =>
      ok({
        taxTypes: ['net'],
        defaultTaxType: 'net',
        paymentTerms: [{ label: '21 Tage', days: 21, discount: null, organisationDefault: true }],
        countries: [{ code: 'DE', nameDe: 'Deutschland', nameEn: 'Germany' }],
      }),
    );
    app.sync = { ...sampleSync, state: 'running', lastSuccessAt: null, rows: 10 };
    app.sync = sampleSync;
    expect(await screen.findByRole('option', { name: /^21 Tage/ })).toBeInTheDocument();
    app.sync = { ...sampleSync, rows: 1285 };
    await waitFor(() => expect(bridge.inputsOf('drafts.options')).toHaveLength(asked + 1));
  });
});
