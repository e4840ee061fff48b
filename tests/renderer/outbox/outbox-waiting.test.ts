import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Operation } from '../../../domain/operation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigateTo, route } from '../../../renderer/features/frame/route.svelte.ts';
import OutboxScreen from '../../../renderer/features/outbox/OutboxScreen.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOperation } from '../sample-data.ts';
import { contactCandidate, contactOperation, receiptOperation } from './sample-operations.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;

beforeEach(() => {
  bridge = installFakeBridge();
  app.online = true;
  navigateTo('outbox');
  setLocale('de');
});

afterEach(() => {
  app.online = true;
});

async function show(...operations: Operation[]) {
  bridge.when('outbox', 'list', () => ok(operations));
  render(Toasts);
  render(OutboxScreen);
  await screen.findAllByRole('option');
}

const waiting = sampleOperation({ waitsFor: idOf(110) });

describe('an invoice that waits for its contact', () => {
  test('says so in the list and in the detail, and leads to the contact', async () => {
    await show(waiting, contactOperation());
    expect(screen.getByRole('option', { name: /Hafenbäckerei/u })).toHaveTextContent(
      'Wartet auf den Kontakt „Hafenamt Kiel“',
    );
    expect(screen.getByRole('status')).toHaveTextContent('Wartet auf den Kontakt „Hafenamt Kiel“');
    await userEvent.click(screen.getByRole('button', { name: 'Zum Kontakt' }));
    expect(screen.getByRole('heading', { name: 'Hafenamt Kiel' })).toBeVisible();
  });

  test('says when the contact is stuck', async () => {
    await show(waiting, contactOperation({ state: 'needsDecision', candidates: [contactCandidate()] }));
    await userEvent.click(screen.getByRole('option', { name: /Hafenbäckerei/u }));
    expect(screen.getByText(/Der Kontakt selbst kommt nicht weiter/u)).toBeVisible();
  });

  test('comes back as a draft when the contact was not created', async () => {
    await show(sampleOperation({ state: 'rejected', error: { code: 'operation_waits_in_vain' } }));
    expect(screen.getByText('Nicht gesendet')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Entwurf öffnen' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Erneut senden' })).toBeNull();
  });
});

test('without a connection the reason is the connection', async () => {
  app.online = false;
  await show(sampleOperation());
  expect(screen.getByRole('status')).toHaveTextContent('Wartet auf eine Verbindung');
});

test('an error says why it is tried again', async () => {
  await show(sampleOperation({ error: { code: 'lexware_unavailable' }, attempts: 3 }));
  expect(screen.getByRole('status')).toHaveTextContent('Wartet auf den nächsten Versuch');
  const facts = screen.getByRole('region', { name: 'Einzelheiten' });
  expect(within(facts).getByText('3')).toBeVisible();
  expect(within(facts).getByText('Lexware hat gerade eine Störung')).toBeVisible();
});

test('a receipt names its file and size', async () => {
  await show(receiptOperation());
  const facts = screen.getByRole('region', { name: 'Einzelheiten' });
  expect(within(facts).getByText('182 kB')).toBeVisible();
});

describe('taking back', () => {
  async function ask(title: string) {
    await userEvent.click(screen.getByRole('button', { name: 'Zurücknehmen' }));
    return screen.findByRole('alertdialog', { name: `„${title}“ zurücknehmen?` });
  }

  test('says first what happens next, and offers the draft afterwards', async () => {
    const takenBack = sampleOperation({ state: 'rejected', error: { code: 'operation_taken_back' } });
    await show(sampleOperation());
    bridge.when('outbox', 'takeBack', () => {
      bridge.when('outbox', 'list', () => ok([takenBack]));
      return ok(takenBack);
    });
    const question = await ask('Hafenbäckerei Lüders GmbH');
    expect(question).toHaveAccessibleDescription(/Der Entwurf gehört danach wieder Ihnen/u);
    expect(bridge.inputsOf('outbox.takeBack')).toEqual([]);
    await userEvent.click(within(question).getByRole('button', { name: 'Zurücknehmen' }));
    expect(await screen.findByText('Zurückgenommen, nichts wurde gesendet')).toBeInTheDocument();
    expect(await screen.findByText('Sie haben es zurückgenommen')).toBeVisible();
    await userEvent.click(screen.getAllByRole('button', { name: 'Entwurf öffnen' })[0]!);
    expect(route()).toEqual({ name: 'draft', id: idOf(200) });
  });

  test('a contact is not offered while invoices wait for it, and these are named', async () => {
    await show(contactOperation(), waiting);
    expect(screen.queryByRole('button', { name: 'Zurücknehmen' })).toBeNull();
    expect(screen.getByText(/Nehmen Sie zuerst zurück: Hafenbäckerei Lüders GmbH\./u)).toBeVisible();
  });

  test('a contact that was taken back can be sent again as it is', async () => {
    const takenBack = contactOperation({ state: 'rejected', error: { code: 'operation_taken_back' } });
    bridge.when('outbox', 'retry', () => ok(contactOperation()));
    await show(takenBack);
    await userEvent.click(screen.getByRole('button', { name: 'Erneut senden' }));
    expect(bridge.inputsOf('outbox.retry')).toEqual([{ id: idOf(110) }]);
  });

  test('a refused contact is corrected in a form that holds what was sent', async () => {
    bridge.when('contacts', 'create', () => fail({ code: 'storage_full' }));
    await show(contactOperation({ state: 'rejected', error: { code: 'lexware_validation_failed' } }));
    await userEvent.click(screen.getByRole('button', { name: 'Kontakt berichtigen' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Neuer Kontakt' }));
    expect(dialog.getByLabelText('E-Mail')).toHaveValue('post@hafenamt.example');
    await userEvent.clear(dialog.getByLabelText('E-Mail'));
    await userEvent.click(dialog.getByRole('button', { name: 'Kontakt anlegen' }));
    await waitFor(() => expect(bridge.inputsOf('contacts.create')).toMatchObject([{ contact: { email: null } }]));
    // Main knows no countries here, and is not asked for them again and again.
    expect(bridge.inputsOf('drafts.options')).toHaveLength(1);
  });

  test('that comes too late is told, and nothing else happens', async () => {
    bridge.when('outbox', 'takeBack', () => fail({ code: 'operation_not_retryable' }));
    await show(sampleOperation());
    const question = await ask('Hafenbäckerei Lüders GmbH');
    await userEvent.click(within(question).getByRole('button', { name: 'Zurücknehmen' }));
    expect(await screen.findByText('Dieser Vorgang lässt sich nicht wiederholen')).toBeInTheDocument();
  });

  test.each(['sending', 'unknown', 'confirmed', 'rejected'] as const)(
    'is not offered for what is %s',
    async (state) => {
      await show(sampleOperation({ state }));
      expect(screen.queryByRole('button', { name: 'Zurücknehmen' })).toBeNull();
    },
  );
});

describe('a contact whose outcome is open', () => {
  const undecided = contactOperation({
    state: 'needsDecision',
    candidates: [
      contactCandidate(),
      contactCandidate({ resourceId: idOf(311), customerNumber: 10045, city: 'Lübeck', email: null }),
    ],
  });

  test('is compared by name, address and e-mail', async () => {
    await show(undecided);
    expect(screen.getByText('Ist das Ihr Kontakt?')).toBeVisible();
    const [same, other] = screen.getAllByRole('region', { name: /^In Lexware gefunden: Hafenamt Kiel, 100/u });
    expect(within(same!).getByText('Alle Angaben stimmen überein.')).toBeVisible();
    expect(within(same!).getByText('10044')).toBeVisible();
    expect(within(other!).getByText('Anders: Adresse, E-Mail.')).toBeVisible();
  });

  test('is sent again only after a plain warning', async () => {
    await show(undecided);
    await userEvent.click(screen.getByRole('button', { name: 'Noch einmal senden' }));
    const question = await screen.findByRole('alertdialog');
    expect(question).toHaveAccessibleDescription(/den Kontakt in Lexware danach zweimal/u);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(bridge.inputsOf('outbox.decide')).toEqual([]);
  });

  test('is settled by pointing at the right one, by keyboard alone', async () => {
    bridge.when('outbox', 'decide', () => ok(contactOperation({ state: 'confirmed', resourceId: idOf(310) })));
    await show(undecided);
    screen.getByRole('listbox').focus();
    await userEvent.tab();
    expect(screen.getAllByRole('button', { name: 'Ja, das ist er' })[0]).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(bridge.inputsOf('outbox.decide')).toEqual([
        { id: idOf(110), decision: { kind: 'itIs', resourceId: idOf(310) } },
      ]),
    );
  });
});

test('a confirmed contact opens in Lexware', async () => {
  await show(contactOperation({ state: 'confirmed', resourceId: idOf(310) }));
  await userEvent.click(screen.getByRole('button', { name: 'In Lexware öffnen' }));
  expect(bridge.inputsOf('contacts.openInLexware')).toEqual([{ id: idOf(310) }]);
});

test('the groups are named, and Home and End lead to their ends', async () => {
  await show(sampleOperation({ state: 'confirmed', title: 'Fertig' }), contactOperation(), {
    ...receiptOperation(),
    state: 'rejected',
  });
  expect(
    screen
      .getAllByRole('group')
      .slice(0, 3)
      .map((group) => group.textContent.trim().split(/\s+/u)[0]),
  ).toEqual(['Braucht', 'Wartet', 'Erledigt']);
  screen.getByRole('listbox').focus();
  await userEvent.keyboard('{End}');
  expect(screen.getByRole('option', { name: /Fertig/u })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Home}');
  expect(screen.getByRole('option', { name: /tankquittung/u })).toHaveAttribute('aria-selected', 'true');
});
