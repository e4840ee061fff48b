import { render, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Organisation } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { attentionOf, quietLineOf } from '../../../renderer/features/frame/organisation-words.ts';
import OrganisationsSection from '../../../renderer/features/organisations/OrganisationsSection.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOrganisation } from '../sample-data.ts';
import '../../../renderer/features/frame/RemoveDemoDialog.svelte';
import '../../../renderer/features/frame/SignOutDialog.svelte';
import '../../../renderer/features/organisations/EditCompanyDialog.svelte';

const nord = sampleOrganisation();
const werft = sampleOrganisation({ id: idOf(2), name: 'Werft', companyName: 'Werft Petersen KG', active: false });
const locked = sampleOrganisation({ id: idOf(3), name: '', companyName: '', active: false, session: 'locked' });

let bridge: FakeBridge;
let organisations: Organisation[];
let stop: () => void = () => undefined;

beforeEach(() => {
  organisations = [nord, werft, locked];
  bridge = installFakeBridge();
  bridge.when('organisations', 'list', () => ok(organisations));
  bridge.when('organisations', 'arrange', ({ ids }) => {
    organisations = ids.flatMap((id) => organisations.find((one) => one.id === id) ?? []);
    return ok(organisations);
  });
});
afterEach(() => stop());

async function show() {
  stop = app.start();
  await app.load();
  const shown = render(OrganisationsSection);
  return { ...shown, names: () => shown.getAllByRole('listitem').map((item) => item.dataset['company']) };
}

test('the arrow keys move a company, which keeps the focus, and its new place is said', async () => {
  const { getByRole, names } = await show();
  getByRole('button', { name: 'Werft verschieben' }).focus();
  await userEvent.keyboard('{ArrowUp}');
  await waitFor(() => expect(names()).toEqual([idOf(2), idOf(1), idOf(3)]));
  expect(bridge.inputsOf('organisations.arrange')).toEqual([{ ids: [idOf(2), idOf(1), idOf(3)] }]);
  expect(getByRole('status')).toHaveTextContent('Werft ist jetzt auf Platz 1 von 3.');
  expect(getByRole('button', { name: 'Werft verschieben' })).toHaveFocus();
});

test('the first company goes no further up, and other keys move nothing', async () => {
  const { getByRole, names } = await show();
  getByRole('button', { name: 'Nordlicht Werkstatt GmbH verschieben' }).focus();
  await userEvent.keyboard('{ArrowUp}{ArrowLeft}a');
  expect(names()).toEqual([idOf(1), idOf(2), idOf(3)]);
  expect(bridge.inputsOf('organisations.arrange')).toEqual([]);
});

test('an order that cannot be stored is not shown', async () => {
  bridge.when('organisations', 'arrange', () => fail({ code: 'storage_full' }));
  const { getByRole, names } = await show();
  getByRole('button', { name: 'Werft verschieben' }).focus();
  await userEvent.keyboard('{ArrowUp}');
  await waitFor(() => expect(names()).toEqual([idOf(1), idOf(2), idOf(3)]));
});

test('a company gets a name and a colour, and the name at Lexware stays in sight', async () => {
  bridge.when('organisations', 'change', () => ok(werft));
  const { getByRole, getByText, findByRole } = await show();
  expect(getByText('In Lexware: Werft Petersen KG')).toBeVisible();
  await userEvent.click(getByRole('button', { name: 'Werft bearbeiten' }));
  const dialog = await findByRole('dialog');
  const field = within(dialog).getByLabelText('Name in Kontor');
  expect(field).toHaveValue('Werft');
  expect(field).toHaveAccessibleDescription(/Werft Petersen KG/u);
  await userEvent.clear(field);
  await userEvent.type(field, ' Mandant 17 ');
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Violett' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Speichern' }));
  await waitFor(() =>
    expect(bridge.inputsOf('organisations.change')).toEqual([{ id: idOf(2), name: 'Mandant 17', colour: 'violet' }]),
  );
});

test('the name that Lexware has is no name of the user', async () => {
  bridge.when('organisations', 'change', () => ok(werft));
  const { getByRole, findByRole } = await show();
  await userEvent.click(getByRole('button', { name: 'Werft bearbeiten' }));
  const dialog = await findByRole('dialog');
  const field = within(dialog).getByLabelText('Name in Kontor');
  await userEvent.clear(field);
  await userEvent.type(field, 'Werft Petersen KG{Enter}');
  await waitFor(() => expect(bridge.inputsOf('organisations.change')).toMatchObject([{ name: '' }]));
});

test('a change that fails is told in the dialog, where what was typed stays', async () => {
  bridge.when('organisations', 'change', () => fail({ code: 'storage_full' }));
  const { getByRole, findByRole } = await show();
  await userEvent.click(getByRole('button', { name: 'Werft bearbeiten' }));
  const dialog = await findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText('Name in Kontor'), ' Süd{Enter}');
  await waitFor(() => expect(bridge.inputsOf('organisations.change')).toHaveLength(1));
  expect(within(dialog).getByLabelText('Name in Kontor')).toHaveValue('Werft Süd');
});

test('one that is not shown can be signed out of, without its data or with them', async () => {
  const { getByRole, findByRole } = await show();
  await userEvent.click(getByRole('button', { name: 'Von Werft abmelden' }));
  const dialog = await findByRole('alertdialog');
  expect(dialog).toHaveAccessibleName('Von Werft abmelden?');
  await userEvent.click(within(dialog).getByRole('radio', { name: /löschen/u }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Abmelden und löschen' }));
  await waitFor(() => expect(bridge.inputsOf('organisations.signOut')).toEqual([{ id: idOf(2), removeData: true }]));
});

test('a locked one can be looked at, and nothing else', async () => {
  const { getAllByRole } = await show();
  const item = getAllByRole('listitem')[2];
  if (!item) throw new Error('no third company');
  const names = within(item)
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label'));
  expect(names).toEqual(['Gesperrte Firma 0196a0b0 verschieben', 'Gesperrte Firma 0196a0b0 ansehen']);
});

test('one look says what a company needs, and what goes on by itself', () => {
  expect(attentionOf(sampleOrganisation())).toBeNull();
  expect(attentionOf(sampleOrganisation({ outgoing: 3 }))).toBeNull();
  expect(attentionOf(sampleOrganisation({ waiting: 3, decisions: 1, uncertain: 2 }))).toBe(
    '3 Vorgänge warten auf Sie · 1 zu entscheiden · 2 ungewiss',
  );
  expect(attentionOf(sampleOrganisation({ session: 'signedOut', waiting: 1 }))).toBe(
    'Abgemeldet · 1 Vorgang wartet auf Sie',
  );
  expect(quietLineOf(sampleOrganisation({ outgoing: 3 }))).toBe('Über den Browser angemeldet · 3 im Ausgang');
});

test('the demo company says that it is one, and is removed with all its data at once', async () => {
  organisations = [nord, sampleOrganisation({ id: idOf(4), name: 'Vorführung', method: 'demo', active: false })];
  bridge.when('organisations', 'signOut', () => ok(undefined));
  const { getByText, getByRole, findByRole, queryByRole } = await show();
  expect(getByText('Demo')).toBeVisible();
  expect(queryByRole('button', { name: 'Von Vorführung abmelden' })).toBeNull();
  await userEvent.click(getByRole('button', { name: 'Demo entfernen' }));
  const dialog = await findByRole('alertdialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Demo entfernen' }));
  expect(bridge.inputsOf('organisations.signOut')).toEqual([{ id: idOf(4), removeData: true }]);
});

test('no real company is called a demo', async () => {
  const { queryByText, queryByRole } = await show();
  expect(queryByText('Demo')).toBeNull();
  expect(queryByRole('button', { name: 'Demo entfernen' })).toBeNull();
});
