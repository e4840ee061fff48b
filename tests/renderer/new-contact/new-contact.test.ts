import { cleanup, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Contact } from '../../../domain/contact.ts';
import { fail, ok } from '../../../domain/result.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { bakery, fullDraft } from '../drafts/draft-bridge.ts';
import { field, openEditor, takeTime } from '../drafts/open-editor.ts';
import { contactOperation } from '../outbox/sample-operations.ts';
import { idOf } from '../sample-data.ts';

takeTime();
beforeEach(() => setLocale('de'));
afterEach(cleanup);

const pending: Contact = {
  ...bakery,
  id: idOf(77),
  name: 'Hafenamt Kiel',
  customerNumber: null,
  address: { supplement: '', street: 'Kaistraße 4', zip: '24103', city: 'Kiel', countryCode: 'DE' },
  pending: true,
};

/** Fills the address and goes on by Tab, past country, supplement, e-mail, phone, VAT id and the way back, to the button. */
const toTheEnd = `{Tab}Kaistraße 4{Tab}24103{Tab}Kiel${'{Tab}'.repeat(7)}{Enter}`;

/** Types a name that nobody has and opens the dialog from the list, by keyboard alone. */
async function open() {
  const editor = await openEditor(fullDraft({ recipient: { kind: 'none' } }));
  const { user, bridge } = editor;
  bridge.when('contacts', 'get', () => ok(pending));
  bridge.when('contacts', 'create', () => ok({ contact: pending, operation: contactOperation() }));
  await user.type(field('Kontakt'), 'Hafenamt Kiel');
  await screen.findByRole('option', { name: 'Kontakt „Hafenamt Kiel“ anlegen' });
  await user.keyboard('{Enter}');
  const dialog = within(await screen.findByRole('dialog', { name: 'Neuer Kontakt' }));
  await waitFor(() => expect(dialog.getByLabelText('Name der Firma')).toHaveFocus());
  return { ...editor, dialog };
}

describe('a contact that nobody has yet', () => {
  test('is created from the recipient field by keyboard, and is the recipient at once', async () => {
    const { user, bridge, dialog, held } = await open();
    expect(dialog.getByLabelText('Name der Firma')).toHaveValue('Hafenamt Kiel');
    await user.keyboard(toTheEnd);
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(bridge.inputsOf('contacts.create')).toMatchObject([
      { contact: { name: { kind: 'company', name: 'Hafenamt Kiel' }, isCustomer: true, address: { city: 'Kiel' } } },
    ]);
    await waitFor(() =>
      expect(held()?.recipient).toMatchObject({ kind: 'contact', contactId: idOf(77), city: 'Kiel' }),
    );
    expect(field('Kontakt')).toHaveValue('Hafenamt Kiel');
  });

  test('says in words that Lexware does not have it yet', async () => {
    const { user } = await open();
    await user.keyboard(toTheEnd);
    await waitFor(() => expect(field('Kontakt')).toHaveAccessibleDescription(/Noch nicht in Lexware/u));
  });

  test('needs an address to receive an invoice: the fields say so, and the cursor stands in the first', async () => {
    const { user, bridge, dialog } = await open();
    await user.click(dialog.getByRole('button', { name: 'Kontakt anlegen' }));
    expect(dialog.getByLabelText('Straße und Nummer')).toHaveAccessibleDescription('Die Straße fehlt.');
    await waitFor(() => expect(dialog.getByLabelText('Straße und Nummer')).toHaveFocus());
    expect(bridge.inputsOf('contacts.create')).toEqual([]);
  });

  test('that main refuses stays in the dialog with all that was typed', async () => {
    const { user, bridge, dialog, held } = await open();
    bridge.when('contacts', 'create', () => fail({ code: 'storage_full' }));
    await user.keyboard(toTheEnd);
    expect(await dialog.findByRole('alert')).toHaveTextContent('Der Datenträger ist voll');
    expect(dialog.getByLabelText('Ort')).toHaveValue('Kiel');
    expect(held()?.recipient).toEqual({ kind: 'none' });
  });

  test('can be a person', async () => {
    const { user, bridge, dialog } = await open();
    await user.click(dialog.getByRole('radio', { name: 'Person' }));
    expect(dialog.getByLabelText('Nachname')).toHaveValue('Kiel');
    expect(dialog.queryByLabelText('USt-IdNr.')).not.toBeInTheDocument();
    await user.type(dialog.getByLabelText('Straße und Nummer'), 'Kaistraße 4');
    await user.type(dialog.getByLabelText('PLZ'), '24103');
    await user.type(dialog.getByLabelText('Ort'), 'Kiel');
    await user.click(dialog.getByRole('button', { name: 'Kontakt anlegen' }));
    await waitFor(() =>
      expect(bridge.inputsOf('contacts.create')).toMatchObject([
        { contact: { name: { kind: 'person', firstName: 'Hafenamt', lastName: 'Kiel' } } },
      ]),
    );
  });

  test('left by Escape leaves the draft as it was, and the cursor in the field', async () => {
    const { user, bridge } = await open();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(bridge.inputsOf('contacts.create')).toEqual([]);
    await waitFor(() => expect(field('Kontakt')).toHaveFocus());
  });
});

test('a contact that exists still comes first', async () => {
  const { user } = await openEditor(fullDraft({ recipient: { kind: 'none' } }));
  await user.type(field('Kontakt'), 'Hafenb');
  const list = await screen.findByRole('listbox', { name: 'Kontakt' });
  const options = await within(list).findAllByRole('option');
  expect(options.map((option) => option.textContent.trim().slice(0, 12))).toEqual([
    'Hafenbäckere',
    'Kontakt „Haf',
    '„Hafenb“ als',
  ]);
});
