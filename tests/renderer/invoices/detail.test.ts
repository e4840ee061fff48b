import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import type { Invoice } from '../../../domain/voucher.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { clearFilters } from '../../../renderer/features/invoices/invoice-list.svelte.ts';
import InvoicesScreen from '../../../renderer/features/invoices/InvoicesScreen.svelte';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOrganisation } from '../sample-data.ts';
import { installInvoiceBridge, sampleInvoice, sampleRow } from './sample-invoices.ts';
import '../lazy-parts.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const id = idOf(1450);
const unreachable = () => fail(appError('lexware_unreachable'));
let bridge: FakeBridge;

beforeEach(async () => {
  setLocale('de');
  navigate({ name: 'invoices', selectedId: id });
  bridge = installInvoiceBridge([sampleRow(450)]).when('invoices', 'document', unreachable);
  app.organisations = [sampleOrganisation()];
  await clearFilters();
});
afterEach(cleanup);

async function open(change: Partial<Invoice>, tab?: string): Promise<void> {
  bridge.when('invoices', 'get', () => ok(sampleInvoice(450, change)));
  render(InvoicesScreen, { selectedId: id });
  await screen.findByRole('heading', { name: change.number ?? 'RE0450' });
  if (tab) await userEvent.click(screen.getByRole('tab', { name: tab }));
}

describe('all fields of an invoice', () => {
  it('are told with its lines, sums, address and texts', async () => {
    await open({ introduction: 'Guten Tag', remark: 'Vielen Dank' }, 'Angaben');
    for (const text of ['21.11.2026', '19.11.2026', 'Netto', '8 Std. × 95,00 · 19 %', 'Guten Tag', 'Vielen Dank']) {
      expect(screen.getAllByText(text).length).toBeGreaterThan(0);
    }
    expect(screen.getByText(/Schuppenweg 12/)).toHaveTextContent('24159 Kiel');
  });

  it('tell what was paid, and what is left', async () => {
    bridge.when('invoices', 'payments', () =>
      ok([{ type: 'partPaymentFinancialTransaction', date: '2026-11-22', cents: 100_000 }]),
    );
    await open({ openCents: 138_000 }, 'Angaben');
    const payments = await screen.findByRole('region', { name: 'Zahlungen' });
    await within(payments).findByText('22.11.2026 · Bank');
    expect(payments).toHaveTextContent('1.000,00 €');
    expect(payments).toHaveTextContent('1.380,00 €');
  });

  it('ask Lexware for payments only where something was paid', async () => {
    await open({}, 'Angaben');
    expect(await screen.findByText('Noch keine Zahlung')).toBeInTheDocument();
    expect(bridge.inputsOf('invoices.payments')).toEqual([]);
  });

  it('say that payments cannot be had, and show the rest', async () => {
    bridge.when('invoices', 'payments', unreachable);
    await open({ openCents: 1 }, 'Angaben');
    expect(await screen.findByText('Zahlungen sind gerade nicht abrufbar')).toBeInTheDocument();
    expect(screen.getByText('Wartung')).toBeInTheDocument();
  });

  it('lead to related invoices here, and to everything else in Lexware', async () => {
    const relatedVouchers = [
      { id: idOf(1), number: 'RE0001', voucherType: 'invoice' },
      { id: idOf(2), number: 'MA0002', voucherType: 'dunning' },
    ];
    await open({ relatedVouchers }, 'Angaben');
    await userEvent.click(screen.getByRole('button', { name: 'Mahnung MA0002' }));
    expect(bridge.inputsOf('invoices.openInLexware')).toEqual([{ id: idOf(2), voucherType: 'dunning' }]);
    await userEvent.click(screen.getByRole('button', { name: 'Rechnung RE0001' }));
    expect(route()).toEqual({ name: 'invoices', selectedId: idOf(1) });
  });
});

describe('the XML of an e-invoice', () => {
  const bytes = Uint8Array.from('<a><b>1</b></a>', (character) => character.charCodeAt(0));

  it('is shown for reading, and saved as the file that Lexware has', async () => {
    bridge
      .when('invoices', 'document', ({ format }) =>
        format === 'xml' ? ok({ fileName: 'RE0450.xml', mediaType: 'application/xml', bytes }) : unreachable(),
      )
      .when('invoices', 'saveDocument', () => ok('saved'));
    await open({ electronicDocumentProfile: 'XRechnung' }, 'XML');
    const text = await screen.findByLabelText('XML der E-Rechnung');
    expect(text.textContent).toBe('<a>\n  <b>1</b>\n</a>');
    await userEvent.click(screen.getByRole('button', { name: 'Speichern' }));
    expect(bridge.inputsOf('invoices.saveDocument')).toEqual([{ id, format: 'xml' }]);
  });

  it('is explained where it cannot be had, and no tab where there is none', async () => {
    await open({ electronicDocumentProfile: 'XRechnung' }, 'XML');
    expect(await screen.findByText('Lexware ist nicht erreichbar')).toBeInTheDocument();
    cleanup();
    await open({ electronicDocumentProfile: 'NONE' });
    expect(screen.queryByRole('tab', { name: 'XML' })).not.toBeInTheDocument();
  });
});

describe('the document', () => {
  it('is saved where the user wants it', async () => {
    bridge.when('invoices', 'saveDocument', () => ok('cancelled'));
    await open({});
    await userEvent.click(screen.getByRole('button', { name: 'PDF' }));
    await waitFor(() => expect(bridge.inputsOf('invoices.saveDocument')).toEqual([{ id, format: 'pdf' }]));
  });

  it('of a draft does not exist, so nothing offers it', async () => {
    await open({ status: 'draft' });
    expect(screen.queryByRole('button', { name: 'PDF' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Drucken' })).not.toBeInTheDocument();
  });

  it('cannot be printed before it is there', async () => {
    await open({});
    expect(screen.getByRole('button', { name: 'Drucken' })).toBeDisabled();
  });
});
