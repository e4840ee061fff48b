import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import type { ReceiptRow } from '../../../domain/receipt-entry.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { receiptList } from '../../../renderer/features/receipts/receipt-list.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOrganisation, sampleSettings } from '../sample-data.ts';
import ReceiptsRouted from './ReceiptsRouted.svelte';
import { installReceiptBridge, sampleReceipt } from './sample-receipts.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const photo = { fileType: 'jpeg', kind: 'plain', format: null, profile: null, number: null, senderName: null } as const;
const rows: ReceiptRow[] = [
  sampleReceipt(1),
  sampleReceipt(2, { findings: { format: 0, business: 1, content: 0 } }),
  sampleReceipt(3, {
    kind: 'not-an-e-invoice',
    profile: 'BASIC WL',
    format: 'ZUGFeRD 2',
    findings: { format: 1, business: 0, content: 0 },
  }),
  sampleReceipt(4, { ...photo, fileName: 'bon-4.jpg' }),
  sampleReceipt(5, { ...photo, fileName: 'bon-5.jpg' }),
  sampleReceipt(6, { sameInvoiceAs: idOf(3001) }),
  sampleReceipt(7, { state: 'inLexware', voucherId: idOf(9), currency: 'CHF' }),
  sampleReceipt(8, {
    state: 'refused',
    refusal: 'pdf_locked',
    fileName: 'geheim.pdf',
    fileType: null,
    kind: null,
    senderName: null,
    number: null,
    payableCents: null,
    issueDate: null,
    format: null,
  }),
];
let bridge: FakeBridge;

beforeEach(async () => {
  setLocale('de');
  bridge = installReceiptBridge(rows).when('receipts', 'send', ({ ids }) => ok({ queued: ids, failed: [] }));
  app.organisations = [sampleOrganisation()];
  app.settings = sampleSettings;
  navigate({ name: 'receipts', selectedId: null });
  await receiptList.clear();
  receiptList.selection.clear();
});
afterEach(() => {
  cleanup();
  app.organisations = [];
});

const grid = () => screen.findByRole('grid', { name: 'Belegliste' });
const rowOf = (name: string | RegExp) =>
  screen.getByRole('row', { name: typeof name === 'string' ? new RegExp(name, 'u') : name });
const bar = () => screen.findByRole('region', { name: 'Auswahl' });

async function open(): Promise<HTMLElement> {
  render(ReceiptsRouted);
  const table = await grid();
  await within(table).findByText('Lieferant 1');
  return table;
}

describe('the inbox', () => {
  it('tells of each receipt who, what, when, how much, and where it stands', async () => {
    await open();
    const row = rowOf('Lieferant 1');
    for (const text of ['RE-1', '20.11.2026', '154,70', 'XRechnung · UBL', 'Bereit'])
      expect(row).toHaveTextContent(text);
    expect(rowOf('Lieferant 7')).toHaveTextContent('154,70 CHF');
    expect(rowOf('Lieferant 2')).toHaveTextContent('1 Hinweis');
    expect(rowOf('Lieferant 3')).toHaveTextContent('Nur Beleg');
    expect(rowOf('Lieferant 6')).toHaveTextContent('Doppelt?');
  });

  it('lists what was refused, so that nothing vanishes', async () => {
    await open();
    expect(rowOf('geheim.pdf')).toHaveTextContent('Abgelehnt');
  });

  it('narrows as the user types, and goes back with Escape', async () => {
    await open();
    await userEvent.type(screen.getByRole('searchbox'), 'bon');
    await waitFor(() => expect(screen.getByText('2 Belege')).toBeInTheDocument());
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByText('8 Belege')).toBeInTheDocument());
  });

  it('filters by chips, which count', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: /^Prüfen/u }));
    expect(bridge.inputsOf('receipts.list').at(-1)).toMatchObject({ filter: 'attention' });
    expect(screen.getByRole('button', { name: /^Prüfen/u })).toHaveAttribute('aria-pressed', 'true');
  });

  it('says what to do while it is empty', async () => {
    installReceiptBridge([]);
    render(ReceiptsRouted);
    expect(await screen.findByText('Noch keine Belege')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Ordner überwachen' }));
    expect(route().name).toBe('settings');
  });

  it('says that nothing was found, and shows everything again', async () => {
    await open();
    await userEvent.type(screen.getByRole('searchbox'), 'niemand');
    expect(await screen.findByText('Nichts gefunden')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Alle Belege zeigen' }));
    await waitFor(() => expect(screen.getByText('8 Belege')).toBeInTheDocument());
  });

  it('explains why it could not be loaded, and tries again', async () => {
    bridge.when('receipts', 'list', () => fail(appError('storage_unavailable')));
    render(ReceiptsRouted);
    expect(await screen.findByText('Die lokale Ablage lässt sich nicht öffnen')).toBeInTheDocument();
    const before = bridge.inputsOf('receipts.list').length;
    await userEvent.click(screen.getByRole('button', { name: 'Noch einmal versuchen' }));
    expect(bridge.inputsOf('receipts.list').length).toBeGreaterThan(before);
  });

  it('asks the system for files, and for a folder', async () => {
    bridge.when('receipts', 'pick', () => ok({ added: [], known: [], refused: [] }));
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Dateien wählen' }));
    await userEvent.click(screen.getByRole('button', { name: 'Ordner wählen' }));
    expect(bridge.inputsOf('receipts.pick')).toEqual([{ what: 'files' }, { what: 'folder' }]);
  });
});

describe('sending', () => {
  it('takes by one button all that waits and has nothing against it', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: /^4 Belege senden/u }));
    expect(bridge.inputsOf('receipts.send')).toEqual([{ ids: [1, 3, 4, 5].map((number) => idOf(3000 + number)) }]);
    expect(await screen.findByText('4 Belege sind auf dem Weg')).toBeInTheDocument();
  });

  it('goes by key for the receipt under the cursor, whatever was found in it', async () => {
    const table = await open();
    table.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Control>}{Enter}{/Control}');
    expect(bridge.inputsOf('receipts.send')).toEqual([{ ids: [idOf(3002)] }]);
  });

  it('asks first where the same invoice is here already', async () => {
    const table = await open();
    await userEvent.click(rowOf('Lieferant 6'));
    table.focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    const question = await screen.findByRole('alertdialog', {
      name: 'Diese Rechnung liegt schon vor. Trotzdem senden?',
    });
    expect(bridge.inputsOf('receipts.send')).toEqual([]);
    await userEvent.click(within(question).getByRole('button', { name: 'Trotzdem senden' }));
    expect(bridge.inputsOf('receipts.send')).toEqual([{ ids: [idOf(3006)] }]);
  });

  it('sends nothing when the question is answered with no', async () => {
    const table = await open();
    await userEvent.click(rowOf('Lieferant 6'));
    table.focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Abbrechen' }));
    expect(bridge.inputsOf('receipts.send')).toEqual([]);
  });

  it('never sends again what is at Lexware, nor what was refused', async () => {
    const table = await open();
    table.focus();
    await userEvent.click(rowOf('Lieferant 7'));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.click(rowOf('geheim.pdf'));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(bridge.inputsOf('receipts.send')).toEqual([]);
  });

  it('names what cannot be sent, and why', async () => {
    bridge.when('receipts', 'send', ({ ids }) =>
      ok({ queued: ids.slice(1), failed: [{ id: idOf(3001), error: appError('receipt_too_large') }] }),
    );
    await open();
    await userEvent.click(screen.getByRole('button', { name: /^4 Belege senden/u }));
    expect(await screen.findByText('Ein Beleg lässt sich nicht senden')).toBeInTheDocument();
    expect(screen.getByText(/^rechnung-1.xml: Die Datei ist größer/u)).toBeInTheDocument();
  });
});

describe('marking and removing', () => {
  it('marks by keys, sums euros, and sends exactly these', async () => {
    const table = await open();
    table.focus();
    await userEvent.keyboard('{ArrowDown} {ArrowDown}{ArrowDown} ');
    expect(await bar()).toHaveTextContent('2 ausgewählt');
    expect(await bar()).toHaveTextContent('309,40');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(bridge.inputsOf('receipts.send')).toEqual([{ ids: [idOf(3001), idOf(3003)] }]);
  });

  it('marks all with Ctrl+A and ends with Escape', async () => {
    const table = await open();
    table.focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    expect(await bar()).toHaveTextContent('8 ausgewählt');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Auswahl' })).not.toBeInTheDocument();
  });

  it('removes with Delete, goes on to the next row, keeps the keyboard there, and can be undone', async () => {
    const table = await open();
    table.focus();
    await userEvent.keyboard('{ArrowDown}{Delete}');
    expect(bridge.inputsOf('receipts.remove')).toEqual([{ ids: [idOf(3001)] }]);
    await waitFor(() => expect(route()).toEqual({ name: 'receipts', selectedId: idOf(3002) }));
    expect(table).toHaveFocus();
    await userEvent.click(await screen.findByRole('button', { name: 'Rückgängig' }));
    expect(bridge.inputsOf('receipts.restore')).toEqual([{ ids: [idOf(3001)] }]);
  });

  it('leaves what is being sent where it is', async () => {
    installReceiptBridge([sampleReceipt(1, { state: 'sending', operationId: idOf(5) })]);
    const table = await open();
    table.focus();
    await userEvent.keyboard('{ArrowDown}{Delete}');
    expect(bridge.inputsOf('receipts.remove')).toEqual([]);
  });

  it('keeps Delete for the text while searching', async () => {
    await open();
    await userEvent.click(rowOf('Lieferant 1'));
    await userEvent.type(screen.getByRole('searchbox'), 'Lieferant{Delete}');
    expect(bridge.inputsOf('receipts.remove')).toEqual([]);
  });

  it('joins pictures into one PDF, and offers it for pictures only', async () => {
    bridge.when('receipts', 'join', () =>
      ok(sampleReceipt(4, { fileName: 'verbunden.pdf', fileType: 'pdf', source: 'joined' })),
    );
    await open();
    const user = userEvent.setup();
    await user.click(rowOf('bon-4.jpg'));
    await user.keyboard('{Control>}');
    await user.click(rowOf('bon-5.jpg'));
    await user.keyboard('{/Control}');
    await user.click(within(await bar()).getByRole('button', { name: 'Zu einem PDF verbinden' }));
    expect(bridge.inputsOf('receipts.join')).toEqual([{ ids: [idOf(3004), idOf(3005)] }]);
    expect(await screen.findByText('2 Bilder sind jetzt ein PDF')).toBeInTheDocument();
    await user.click(rowOf('Lieferant 1'));
    await user.keyboard('{Control>}');
    await user.click(rowOf('bon-5.jpg'));
    await user.keyboard('{/Control}');
    expect(within(await bar()).queryByRole('button', { name: 'Zu einem PDF verbinden' })).not.toBeInTheDocument();
  });
});
