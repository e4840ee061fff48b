import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { Answer, AnswerOf } from '../../../preload/contract.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { clearFilters, invoiceList } from '../../../renderer/features/invoices/invoice-list.svelte.ts';
import { selection } from '../../../renderer/features/invoices/selection.svelte.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOrganisation, sampleSettings } from '../sample-data.ts';
import InvoicesRouted from './InvoicesRouted.svelte';
import { installInvoiceBridge, sampleInvoice, sampleRow } from './sample-invoices.ts';
import '../lazy-parts.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const rows = Array.from({ length: 230 }, (_, index) => sampleRow(230 - index));
let bridge: FakeBridge;

type Saved = Answer<AnswerOf<'invoices', 'saveDocuments'>>;

beforeEach(async () => {
  setLocale('de');
  bridge = installInvoiceBridge(rows).when('invoices', 'get', () => ok(sampleInvoice(230, { status: 'draft' })));
  navigate({ name: 'invoices', selectedId: null });
  app.organisations = [sampleOrganisation()];
  app.settings = sampleSettings;
  await clearFilters();
});
afterEach(() => {
  cleanup();
  selection.clear();
});

async function open(): Promise<HTMLElement> {
  render(InvoicesRouted);
  const grid = await screen.findByRole('grid', { name: 'Rechnungsliste' });
  await within(grid).findByText('RE0230');
  return grid;
}
const rowOf = (number: number) => screen.getByRole('row', { name: new RegExp(`RE0${String(number)}`) });
const bar = () => screen.findByRole('region', { name: 'Auswahl' });

describe('marking invoices', () => {
  it('goes by Ctrl, Shift and plain clicks, and sums what is marked', async () => {
    await open();
    const user = userEvent.setup();
    await user.click(rowOf(230));
    await user.keyboard('{Control>}');
    await user.click(rowOf(228));
    await user.keyboard('{/Control}');
    expect(await bar()).toHaveTextContent('2 ausgewählt');
    expect(await bar()).toHaveTextContent('4.760,00 €');
    expect(rowOf(229)).toHaveAttribute('aria-selected', 'false');
    await user.keyboard('{Shift>}');
    await user.click(rowOf(226));
    await user.keyboard('{/Shift}');
    expect(await bar()).toHaveTextContent('3 ausgewählt');
    await user.click(rowOf(225));
    expect(screen.queryByRole('region', { name: 'Auswahl' })).not.toBeInTheDocument();
    expect(route()).toEqual({ name: 'invoices', selectedId: idOf(1225) });
  });

  it('goes by keys alone: space here and there, ranges with Shift, Escape to end', async () => {
    const grid = await open();
    grid.focus();
    await userEvent.keyboard('{ArrowDown} {ArrowDown}{ArrowDown} ');
    expect(await bar()).toHaveTextContent('2 ausgewählt');
    expect(selection.ids).toEqual([idOf(1230), idOf(1228)]);
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(selection.ids).toEqual([idOf(1228), idOf(1227)]);
    await userEvent.keyboard('{Escape}');
    expect(selection.count).toBe(0);
  });

  it('takes all with Ctrl+A, loading what is not there yet', async () => {
    const grid = await open();
    grid.focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    await waitFor(() => expect(selection.count).toBe(230));
    expect(selection.totalCents).toBe(invoiceList.totals.totalCents);
  });

  it('ends when something else is asked for', async () => {
    const grid = await open();
    grid.focus();
    await userEvent.keyboard('{ArrowDown} ');
    await userEvent.type(screen.getByRole('searchbox'), 'x');
    expect(selection.count).toBe(0);
  });
});

describe('doing something with marked invoices', () => {
  async function marked(): Promise<void> {
    const grid = await open();
    grid.focus();
    await userEvent.keyboard('{ArrowDown} {ArrowDown} ');
    await bar();
  }

  it('saves their PDFs, shows how far it is, and says what did not work', async () => {
    let finish: (answer: Saved) => void = () => undefined;
    const saving = new Promise<Saved>((resolve) => {
      finish = resolve;
    });
    bridge.when('invoices', 'saveDocuments', () => saving);
    await marked();
    await userEvent.click(screen.getByRole('button', { name: 'PDFs speichern' }));
    expect(bridge.inputsOf('invoices.saveDocuments')).toEqual([{ ids: [idOf(1230), idOf(1229)] }]);
    bridge.emit('progress', { task: 'something.else', done: 9, total: 9 });
    bridge.emit('progress', { task: 'invoices.saveDocuments', done: 1, total: 2 });
    expect(await screen.findByText('1 von 2')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'PDFs speichern' }));
    expect(bridge.inputsOf('invoices.saveDocuments')).toHaveLength(1);
    finish(ok({ outcome: 'saved', saved: 1, failed: [idOf(1229)] }));
    await waitFor(() => expect(screen.queryByText('1 von 2')).not.toBeInTheDocument());
  });

  it('ends the saving when asked to, and says what is there and what is left', async () => {
    let finish: (answer: Saved) => void = () => undefined;
    bridge.when('invoices', 'saveDocuments', () => new Promise<Saved>((resolve) => (finish = resolve)));
    await marked();
    render(Toasts);
    await userEvent.click(screen.getByRole('button', { name: 'PDFs speichern' }));
    bridge.emit('progress', { task: 'invoices.saveDocuments', done: 1, total: 2 });
    await userEvent.click(await screen.findByRole('button', { name: /: abbrechen$/ }));
    expect(bridge.inputsOf('invoices.cancelSaving')).toHaveLength(1);
    finish(ok({ outcome: 'stopped', saved: 1, failed: [] }));
    // The title is the same as that of the saving before, which may still be shown.
    expect(await screen.findByText(/^Abgebrochen: 1 Rechnung blieb übrig/)).toBeInTheDocument();
    expect(screen.getAllByText('1 PDF gespeichert').length).toBeGreaterThan(0);
  });

  it('copies their numbers, a line each', async () => {
    const user = userEvent.setup();
    await marked();
    await user.click(screen.getByRole('button', { name: 'Nummern kopieren' }));
    expect(await navigator.clipboard.readText()).toBe('RE0230\nRE0229');
  });

  it('exports them, or everything that the list shows', async () => {
    bridge.when('invoices', 'exportCsv', () => ok('saved'));
    await marked();
    await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
    expect(bridge.inputsOf('invoices.exportCsv')).toEqual([{ rows: { ids: [idOf(1230), idOf(1229)] } }]);
    await userEvent.click(screen.getByRole('button', { name: 'Ansichten und Export' }));
    await userEvent.click(await screen.findByText('Liste als CSV exportieren …'));
    expect(bridge.inputsOf('invoices.exportCsv').at(-1)).toEqual({ rows: { filter: {} } });
  });
});

describe('narrowing the list', () => {
  it('goes by a period, which the button then names', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Zeitraum: Alle Zeiten' }));
    await userEvent.click(await screen.findByText('Letztes Jahr'));
    const lastYear = new Date().getFullYear() - 1;
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({
      dateFrom: `${String(lastYear)}-01-01`,
      dateTo: `${String(lastYear)}-12-31`,
    });
    expect(screen.getByRole('button', { name: 'Zeitraum: Letztes Jahr' })).toBeInTheDocument();
  });

  it('goes by days and amounts of one’s own, named and removed one by one', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Nach Datum und Betrag filtern' }));
    const dialog = await screen.findByRole('dialog', { name: 'Datum und Betrag' });
    await userEvent.type(within(dialog).getByLabelText('Rechnungsdatum von'), '02.03.2026');
    await userEvent.type(within(dialog).getByLabelText('Betrag von'), '100');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Filtern' }));
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({ dateFrom: '2026-03-02', minCents: 10_000 });
    await userEvent.click(screen.getByRole('button', { name: /^Filter „ab 100,00/ }));
    expect(bridge.inputsOf('invoices.list').at(-1)).not.toHaveProperty('minCents');
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({ dateFrom: '2026-03-02' });
  });

  it('refuses an end before the beginning', async () => {
    await open();
    await userEvent.click(screen.getByRole('button', { name: 'Nach Datum und Betrag filtern' }));
    const dialog = await screen.findByRole('dialog', { name: 'Datum und Betrag' });
    const before = bridge.inputsOf('invoices.list').length;
    await userEvent.type(within(dialog).getByLabelText('Rechnungsdatum von'), '02.03.2026');
    await userEvent.type(within(dialog).getAllByLabelText('bis')[0] ?? dialog, '01.03.2026');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Filtern' }));
    expect(within(dialog).getByText('Liegt vor dem ersten Tag')).toBeInTheDocument();
    expect(bridge.inputsOf('invoices.list')).toHaveLength(before);
  });

  it('keeps a view under a name, without the contact of one company', async () => {
    bridge.when('settings', 'set', () => ok(sampleSettings));
    await open();
    await userEvent.click(screen.getByRole('button', { name: /^Überfällig/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Ansichten und Export' }));
    await userEvent.click(await screen.findByText('Diese Ansicht merken …'));
    await userEvent.type(await screen.findByLabelText('Name'), 'Mahnlauf{Enter}');
    const [patch] = bridge.inputsOf('settings.set') as { savedViews: unknown[] }[];
    expect(patch?.savedViews).toMatchObject([
      { name: 'Mahnlauf', filter: { status: 'overdue' }, sort: { key: 'voucherDate', direction: 'desc' } },
    ]);
  });
});
