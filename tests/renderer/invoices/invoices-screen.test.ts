import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { listenToTopics } from '../../../renderer/features/frame/topics.svelte.ts';
import { clearFilters } from '../../../renderer/features/invoices/invoice-list.svelte.ts';
import InvoicesScreen from '../../../renderer/features/invoices/InvoicesScreen.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { idOf, noInvoices, sampleOrganisation } from '../sample-data.ts';
import { installInvoiceBridge, sampleInvoice, sampleRow } from './sample-invoices.ts';
import '../lazy-parts.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const rows = Array.from({ length: 450 }, (_, index) => sampleRow(450 - index));

beforeEach(async () => {
  setLocale('de');
  navigate({ name: 'invoices', selectedId: null });
  installInvoiceBridge(rows);
  app.organisations = [sampleOrganisation()];
  await clearFilters();
});
afterEach(cleanup);

const grid = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Rechnungsliste' });

describe('the invoice list', () => {
  it('shows rows with their figures, and the sums of all that match', async () => {
    render(InvoicesScreen, { selectedId: null });
    const row = await within(await grid()).findByRole('row', { name: /RE0450/ });
    expect(row).toHaveTextContent('21.11.2026');
    expect(row).toHaveTextContent('Kunde 450');
    expect(row).toHaveTextContent('2.380,00');
    expect(row).toHaveTextContent('Offen');
    expect(screen.getByText('450 Rechnungen')).toBeInTheDocument();
    expect(screen.getAllByText('1.071.000,00 €')).toHaveLength(2);
  });

  it('draws only the rows in sight, and says how many there are', async () => {
    render(InvoicesScreen, { selectedId: null });
    expect(await grid()).toHaveAttribute('aria-rowcount', '451');
    expect(within(await grid()).getAllByRole('row').length).toBeLessThan(60);
  });

  it('narrows as the user types', async () => {
    render(InvoicesScreen, { selectedId: null });
    await userEvent.type(screen.getByRole('searchbox', { name: 'Rechnungen durchsuchen' }), 'Kunde 44');
    await waitFor(() => expect(screen.getByText('11 Rechnungen')).toBeInTheDocument());
  });

  it('says that nothing was found, and goes back to everything', async () => {
    render(InvoicesScreen, { selectedId: null });
    await userEvent.type(screen.getByRole('searchbox'), 'niemand');
    await screen.findByText('Nichts gefunden');
    await userEvent.click(screen.getByRole('button', { name: 'Suche und Filter zurücksetzen' }));
    await waitFor(() => expect(screen.getByText('450 Rechnungen')).toBeInTheDocument());
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('says what to do while there are none', async () => {
    installInvoiceBridge([]);
    render(InvoicesScreen, { selectedId: null });
    expect(await screen.findByText('Noch keine Rechnungen')).toBeInTheDocument();
  });

  it('filters by status', async () => {
    const bridge = installInvoiceBridge(rows);
    render(InvoicesScreen, { selectedId: null });
    await userEvent.click(await screen.findByRole('button', { name: /Überfällig/ }));
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({ status: 'overdue' });
    expect(screen.getByRole('button', { name: /Überfällig/ })).toHaveAttribute('aria-pressed', 'true');
  });

  it('sorts by a column, turns it at the second press, and says so', async () => {
    const bridge = installInvoiceBridge(rows);
    render(InvoicesScreen, { selectedId: null });
    await grid();
    await userEvent.click(screen.getByRole('button', { name: /^Kontakt/ }));
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({ sort: { key: 'contactName', direction: 'asc' } });
    await userEvent.click(screen.getByRole('button', { name: /^Kontakt/ }));
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({ sort: { key: 'contactName', direction: 'desc' } });
    expect(screen.getByRole('columnheader', { name: /Kontakt/ })).toHaveAttribute('aria-sort', 'descending');
    await userEvent.click(screen.getByRole('button', { name: /^Datum/ }));
  });

  it('loads the next page when its end comes into sight', async () => {
    const bridge = installInvoiceBridge(rows);
    render(InvoicesScreen, { selectedId: null });
    const table = await grid();
    table.scrollTop = 190 * 36;
    table.dispatchEvent(new Event('scroll'));
    await waitFor(() => expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({ cursor: '80' }));
    expect(await within(table).findByRole('row', { name: /RE0250/ })).toBeInTheDocument();
  });

  it('asks again when main says that invoices changed', async () => {
    const bridge = installInvoiceBridge(rows);
    const end = listenToTopics();
    render(InvoicesScreen, { selectedId: null });
    await grid();
    const before = bridge.inputsOf('invoices.list').length;
    bridge.emit('changed', { topics: ['invoices'] });
    await waitFor(() => expect(bridge.inputsOf('invoices.list').length).toBeGreaterThan(before));
    end();
  });

  it('explains why it could not be loaded, and tries again', async () => {
    const bridge = installInvoiceBridge(rows).when('invoices', 'list', () => fail(appError('storage_unavailable')));
    render(InvoicesScreen, { selectedId: null });
    await userEvent.click(await screen.findByRole('button', { name: 'Noch einmal versuchen' }));
    await waitFor(() => expect(bridge.inputsOf('invoices.list').length).toBeGreaterThan(1));
  });

  it("never shows another company's rows, not even before the answer", async () => {
    render(InvoicesScreen, { selectedId: null });
    await within(await grid()).findByRole('row', { name: /RE0450/ });
    installInvoiceBridge([]).when('invoices', 'list', () => new Promise(() => undefined));
    app.organisations = [sampleOrganisation({ id: idOf(2), name: 'Andere GmbH' })];
    await tick();
    expect(screen.queryByText('Kunde 450')).not.toBeInTheDocument();
  });
});

describe('the keyboard in the list', () => {
  it('selects with the arrows and goes on from the search field', async () => {
    render(InvoicesScreen, { selectedId: null });
    await within(await grid()).findByRole('row', { name: /RE0450/ });
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.keyboard('{ArrowDown}');
    expect(await grid()).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(route()).toEqual({ name: 'invoices', selectedId: idOf(1450) });
    await userEvent.keyboard('{End}');
    expect(route()).toEqual({ name: 'invoices', selectedId: idOf(1371) });
  });

  it('clears the search with Escape', async () => {
    render(InvoicesScreen, { selectedId: null });
    await userEvent.type(screen.getByRole('searchbox'), 'abc{Escape}');
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });
});

describe('the detail', () => {
  it('shows a draft of Lexware with its lines and says why there is no PDF', async () => {
    const bridge = installInvoiceBridge(rows).when('invoices', 'get', () =>
      ok(sampleInvoice(450, { status: 'draft' })),
    );
    render(InvoicesScreen, { selectedId: idOf(1450) });
    expect(await screen.findByRole('heading', { name: 'RE0450' })).toBeInTheDocument();
    expect(screen.getByText('Noch kein PDF')).toBeInTheDocument();
    expect(screen.getByText('Wartung')).toBeInTheDocument();
    expect(screen.getByText('8 Std. × 95,00 · 19 %')).toBeInTheDocument();
    expect(bridge.inputsOf('invoices.document')).toEqual([]);
  });

  it('shows the facts, and the lines where the PDF cannot be had', async () => {
    installInvoiceBridge(rows)
      .when('invoices', 'get', () => ok(sampleInvoice(450)))
      .when('invoices', 'document', () => fail(appError('lexware_unreachable')));
    render(InvoicesScreen, { selectedId: idOf(1450) });
    expect(await screen.findByText('ZUGFeRD EN 16931')).toBeInTheDocument();
    expect(await screen.findByText('Lexware ist nicht erreichbar')).toBeInTheDocument();
    expect(screen.getByText('19 % USt')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Angaben' }));
    expect(screen.getByText('Zahlbar in 14 Tagen')).toBeInTheDocument();
  });

  it('explains an invoice that cannot be loaded', async () => {
    installInvoiceBridge(rows).when('invoices', 'get', () => fail(appError('lexware_not_found')));
    render(InvoicesScreen, { selectedId: idOf(1450) });
    expect(await screen.findByText('Lexware findet das nicht mehr')).toBeInTheDocument();
  });

  it('opens in Lexware and is copied as a new draft', async () => {
    const bridge = installInvoiceBridge(rows).when('invoices', 'get', () =>
      ok(sampleInvoice(450, { status: 'draft' })),
    );
    render(InvoicesScreen, { selectedId: idOf(1450) });
    await userEvent.click(await screen.findByRole('button', { name: 'In Lexware öffnen' }));
    expect(bridge.inputsOf('invoices.openInLexware')).toEqual([{ id: idOf(1450) }]);
    await userEvent.click(screen.getByRole('button', { name: 'Als neuen Entwurf kopieren' }));
    expect(bridge.inputsOf('drafts.create')).toEqual([{ fromInvoiceId: idOf(1450) }]);
  });

  it('follows the language at once', async () => {
    installInvoiceBridge(rows).when('invoices', 'get', () => ok(sampleInvoice(450, { status: 'draft' })));
    render(InvoicesScreen, { selectedId: idOf(1450) });
    await screen.findByText('Noch kein PDF');
    setLocale('en');
    await tick();
    expect(screen.getByText('No PDF yet')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Invoices' })).toBeInTheDocument();
    expect(noInvoices.rows).toEqual([]);
  });
});
