import { render, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operationStates, type Operation } from '../../../domain/operation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { route, navigateTo } from '../../../renderer/features/frame/route.svelte.ts';
import { listenToTopics } from '../../../renderer/features/frame/topics.svelte.ts';
import { operationLooks } from '../../../renderer/features/outbox/operation-looks.ts';
import OutboxScreen from '../../../renderer/features/outbox/OutboxScreen.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOperation } from '../sample-data.ts';

let bridge: FakeBridge;
let stop: () => void;

const candidate = {
  kind: 'invoice' as const,
  resourceId: idOf(300),
  number: 'RE-2026-1284',
  status: 'open',
  contactName: 'Hafenbäckerei Lüders GmbH',
  voucherDate: '2026-11-23',
  totalCents: 238000,
};
const other = { ...candidate, resourceId: idOf(301), number: null, status: 'brandNew', totalCents: 119000 };

beforeEach(() => {
  bridge = installFakeBridge();
  stop = listenToTopics();
  navigateTo('outbox');
});

afterEach(() => {
  stop();
  setLocale('de');
});

async function show(...operations: Operation[]) {
  bridge.when('outbox', 'list', () => ok(operations));
  const screen = render(OutboxScreen);
  if (operations.length > 0) await screen.findAllByRole('option');
  return screen;
}

describe.each(operationStates)('an operation that is %s', (state) => {
  test('is told in plain words, in both languages', async () => {
    const { getAllByText, findAllByText } = await show(sampleOperation({ state }));
    expect(getAllByText(operationLooks[state].word())[0]).toBeVisible();
    setLocale('en');
    expect((await findAllByText(operationLooks[state].word()))[0]).toBeVisible();
  });
});

test('an empty outbox says what will stand here', async () => {
  const { findByRole } = await show();
  expect(await findByRole('heading', { name: 'Der Ausgang ist leer' })).toBeVisible();
});

test('what waits for the user is selected first', async () => {
  const { getByRole } = await show(
    sampleOperation({ state: 'confirmed', title: 'Fertig' }),
    sampleOperation({ id: idOf(101), state: 'rejected', title: 'Abgelehntes' }),
  );
  expect(getByRole('option', { name: /Abgelehntes/u })).toHaveAttribute('aria-selected', 'true');
});

test('arrows walk through the list and stop at its ends', async () => {
  const { getByRole } = await show(
    sampleOperation({ title: 'Eins' }),
    sampleOperation({ id: idOf(101), title: 'Zwei', state: 'confirmed' }),
  );
  getByRole('listbox').focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(getByRole('option', { name: /Zwei/u })).toHaveAttribute('aria-selected', 'true');
  expect(getByRole('heading', { name: 'Zwei' })).toBeVisible();
});

test('a rejection shows its reason and fields, and leads to the draft', async () => {
  const error = {
    code: 'lexware_validation_failed' as const,
    requestId: 'req-1',
    fields: [{ field: 'lineItems.0.unitName', code: 'NotBlank', text: 'darf nicht leer sein' }],
  };
  const { getByRole, getByText } = await show(sampleOperation({ state: 'rejected', error }));
  expect(getByText(/darf nicht leer sein/u)).toBeVisible();
  expect(getByText(/req-1/u)).toBeVisible();
  await userEvent.click(getByRole('button', { name: 'Entwurf öffnen' }));
  expect(route()).toEqual({ name: 'draft', id: idOf(200) });
});

test('a confirmed operation leads to its invoice', async () => {
  const { getByRole } = await show(sampleOperation({ state: 'confirmed', resourceId: idOf(300) }));
  await userEvent.click(getByRole('button', { name: 'Rechnung zeigen' }));
  expect(route()).toEqual({ name: 'invoices', selectedId: idOf(300) });
});

test('a waiting operation can be tried now; a refusal is told', async () => {
  bridge.when('outbox', 'retry', () => fail({ code: 'operation_not_retryable' }));
  const { getByRole } = await show(sampleOperation());
  await userEvent.click(getByRole('button', { name: 'Jetzt versuchen' }));
  await waitFor(() => expect(bridge.inputsOf('outbox.retry')).toEqual([{ id: idOf(100) }]));
});

test('what is being sent or is done offers no retry', async () => {
  const { queryByRole } = await show(sampleOperation({ state: 'sending' }));
  expect(queryByRole('button', { name: 'Jetzt versuchen' })).toBeNull();
});

describe('a decision', () => {
  const undecided = sampleOperation({
    state: 'needsDecision',
    kind: 'createInvoiceFinalised',
    candidates: [candidate, other],
  });

  test('shows each candidate beside what was sent, and names in words what differs', async () => {
    const { getByRole } = await show(undecided);
    const fitting = getByRole('region', { name: 'In Lexware gefunden: RE-2026-1284' });
    expect(within(fitting).getByText('Alle Angaben stimmen überein.')).toBeVisible();
    expect(within(fitting).queryByText('anders')).toBeNull();
    const wrong = getByRole('region', { name: 'In Lexware gefunden: Entwurf' });
    expect(within(wrong).getByText('Anders: Betrag.')).toBeVisible();
    const row = within(wrong).getByRole('row', { name: /^Betrag/u });
    expect(row).toHaveTextContent(/2\.380,00.€.*1\.190,00.€.*anders/u);
  });

  test('for a candidate hands its id to main', async () => {
    bridge.when('outbox', 'decide', () => ok({ ...undecided, state: 'confirmed', resourceId: idOf(300) }));
    const { getByRole } = await show(undecided);
    const fitting = getByRole('region', { name: 'In Lexware gefunden: RE-2026-1284' });
    await userEvent.click(within(fitting).getByRole('button', { name: 'Ja, das ist sie' }));
    expect(bridge.inputsOf('outbox.decide')).toEqual([
      { id: idOf(100), decision: { kind: 'itIs', resourceId: idOf(300) } },
    ]);
  });

  test('to send again asks first, and names what cannot be undone', async () => {
    bridge.when('outbox', 'decide', () => ok({ ...undecided, state: 'queued' }));
    const { getByRole, findByRole } = await show(undecided);
    await userEvent.click(getByRole('button', { name: 'Noch einmal senden' }));
    const question = await findByRole('alertdialog', { name: 'Wirklich noch einmal senden?' });
    expect(question).toHaveAccessibleDescription(/nur stornieren/u);
    expect(bridge.inputsOf('outbox.decide')).toEqual([]);
    await userEvent.click(within(question).getByRole('button', { name: 'Noch einmal senden' }));
    await waitFor(() =>
      expect(bridge.inputsOf('outbox.decide')).toEqual([{ id: idOf(100), decision: { kind: 'sendAgain' } }]),
    );
  });

  test('to discard asks first; cancelling leaves everything as it is', async () => {
    const { getByRole, findByRole, queryByRole } = await show(undecided);
    await userEvent.click(getByRole('button', { name: 'Nicht mehr senden' }));
    const question = await findByRole('alertdialog', { name: 'Diesen Vorgang verwerfen?' });
    await userEvent.click(within(question).getByRole('button', { name: 'Abbrechen' }));
    await waitFor(() => expect(queryByRole('alertdialog')).toBeNull());
    expect(bridge.inputsOf('outbox.decide')).toEqual([]);
  });

  test('without candidates says that nothing was found', async () => {
    const { getByText } = await show({ ...undecided, candidates: [] });
    expect(getByText('Angekommen oder nicht?')).toBeVisible();
  });
});

test('a change at main is shown', async () => {
  const { findByText } = await show(sampleOperation({ state: 'sending' }));
  bridge.when('outbox', 'list', () => ok([sampleOperation({ state: 'confirmed' })]));
  bridge.emit('changed', { topics: ['outbox'] });
  expect(await findByText('In Lexware angekommen')).toBeVisible();
});

test('a list that cannot be read says why and can be asked again', async () => {
  bridge.when('outbox', 'list', () => fail({ code: 'storage_unavailable' }));
  const { findByText, getByRole, findByRole } = render(OutboxScreen);
  expect(await findByText('Die lokale Ablage lässt sich nicht öffnen')).toBeVisible();
  bridge.when('outbox', 'list', () => ok([]));
  await userEvent.click(getByRole('button', { name: 'Noch einmal versuchen' }));
  expect(await findByRole('heading', { name: 'Der Ausgang ist leer' })).toBeVisible();
});
