import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import type { ReceiptDetail, ReceiptRow } from '../../../domain/receipt-entry.ts';
import type { Inspection } from '../../../domain/receipt.ts';
import { finding } from '../../../domain/receipt-finding.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { detailTab } from '../../../renderer/features/receipts/detail-tab.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import type { FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOperation, sampleOrganisation, sampleSettings } from '../sample-data.ts';
import ReceiptsRouted from './ReceiptsRouted.svelte';
import {
  installReceiptBridge,
  sampleDetail,
  sampleElectronicInvoice,
  sampleInspection,
  sampleReceipt,
} from './sample-receipts.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  setLocale('de');
  app.organisations = [sampleOrganisation()];
  app.settings = sampleSettings;
  app.online = true;
  detailTab.choose('reading');
});
afterEach(() => {
  cleanup();
  app.organisations = [];
});

/** Opens the inbox with one receipt whose detail is shown. */
function show(change: Partial<ReceiptRow> = {}, detail: Partial<ReceiptDetail> = {}): FakeBridge {
  const row = sampleReceipt(1, change);
  const bridge = installReceiptBridge([row]).when('receipts', 'get', () => ok(sampleDetail(row, detail)));
  navigate({ name: 'receipts', selectedId: row.id });
  render(ReceiptsRouted);
  return bridge;
}
const pane = () => screen.findByRole('region', { name: 'Beleg im Einzelnen' });

describe('a receipt that was read', () => {
  it('tells what the invoice says, so that nobody has to read XML', async () => {
    show();
    const detail = await pane();
    expect(await within(detail).findByText('Kopierpapier A4, 80 g')).toBeInTheDocument();
    expect(within(detail).getByText(/^10 Stk\. × 5,40 · 19.%$/u)).toBeInTheDocument();
    expect(within(detail).getAllByText('DE02 1203 0000 0000 2020 51').length).toBeGreaterThan(0);
    expect(within(detail).getByText('Vielen Dank für Ihren Auftrag.')).toBeInTheDocument();
    expect(within(detail).getByText('04011000-12345-67')).toBeInTheDocument();
  });

  it('follows the language at once', async () => {
    show();
    await screen.findByText('Kopierpapier A4, 80 g');
    setLocale('en');
    await tick();
    expect(screen.getAllByText('Amount due').length).toBeGreaterThan(0);
    expect(screen.getByText(/^10 pcs × 5\.40 · 19.%$/u)).toBeInTheDocument();
  });

  it('shows findings first, by class, with rule and amounts', async () => {
    const findings = [
      finding('iban_wrong', { severity: 'warning', field: 'BT-84', stated: 'DE00' }),
      finding('line_sum_differs', { rule: 'BR-CO-10', field: 'BT-106', stated: '132.00', expected: '130.00' }),
    ];
    show({}, { inspection: sampleInspection({ findings }) });
    const business = await screen.findByRole('region', { name: 'Verstoß gegen Geschäftsregeln' });
    expect(business).toHaveTextContent('Die Summe stimmt nicht');
    expect(business).toHaveTextContent('Bitten Sie den Absender um Berichtigung');
    const content = screen.getByRole('region', { name: 'Inhalt' });
    expect(business.compareDocumentPosition(content)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('explains why MINIMUM is no e-invoice in law', async () => {
    const inspection: Inspection = {
      kind: 'not-an-e-invoice',
      reason: 'profile_minimum',
      invoice: sampleElectronicInvoice({ profile: 'MINIMUM', lines: [] }),
      fileType: 'pdf',
      bytes: 9,
      attachments: [],
      findings: [],
    };
    show({ kind: 'not-an-e-invoice' }, { inspection });
    expect(await screen.findByText('Keine E-Rechnung im Sinne des Gesetzes')).toBeInTheDocument();
    expect(screen.getByText(/BMF-Schreiben vom 15\. Oktober 2025/u)).toBeInTheDocument();
  });

  it('shows the XML as text, asked for only when it is wanted', async () => {
    const bridge = show().when('receipts', 'data', () => ok({ fileName: 'a.xml', text: '<a><b>1</b></a>' }));
    await screen.findByText('Kopierpapier A4, 80 g');
    expect(bridge.inputsOf('receipts.data')).toEqual([]);
    await userEvent.click(screen.getByRole('tab', { name: 'XML' }));
    expect(await screen.findByText(/<b>1<\/b>/u)).toBeInTheDocument();
  });

  it('saves attachments and never opens them', async () => {
    const attachments = [
      {
        index: 4,
        source: 'xml',
        name: 'stunden.xlsx',
        description: 'Nachweis',
        mediaType: null,
        bytes: 2_000,
        link: null,
        isInvoiceData: false,
      },
      {
        index: 5,
        source: 'xml',
        name: 'fern',
        description: null,
        mediaType: null,
        bytes: null,
        link: 'https://example.org/x',
        isInvoiceData: false,
      },
    ] as const;
    const bridge = show({}, { inspection: sampleInspection({ attachments: [...attachments] }) });
    bridge.when('receipts', 'save', () => ok('saved'));
    await userEvent.click(await screen.findByRole('tab', { name: /^Anhänge/u }));
    await userEvent.click(screen.getByRole('button', { name: 'stunden.xlsx speichern' }));
    expect(bridge.inputsOf('receipts.save')).toEqual([{ id: idOf(3001), attachment: 4 }]);
    expect(screen.queryByRole('button', { name: 'fern speichern' })).not.toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('leads to the earlier one with the same invoice', async () => {
    show({ sameInvoiceAs: idOf(3009) });
    expect(await screen.findByText('Dieselbe Rechnung liegt schon hier')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Früheren Beleg zeigen' }));
    expect(route()).toEqual({ name: 'receipts', selectedId: idOf(3009) });
  });

  it('leads to the voucher that Lexware has with the same invoice', async () => {
    const bridge = show({ sameVoucherAs: idOf(77) });
    expect(await screen.findByText('Dieselbe Rechnung liegt schon in Lexware')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'In Lexware öffnen' }));
    expect(bridge.inputsOf('invoices.openInLexware')).toEqual([{ id: idOf(77), voucherType: 'purchaseinvoice' }]);
  });
});

describe('what is happening to a receipt', () => {
  it.each([
    ['reading', {}, 'Kontor liest den Beleg'],
    ['queued', {}, 'Wartet auf das Senden'],
    ['sending', {}, 'Wird an Lexware gesendet'],
    ['unknown', {}, 'Kontor sieht nach, ob er angekommen ist'],
    ['recognising', {}, 'Lexware liest den Beleg'],
    ['inLexware', { voucherId: idOf(9) }, 'In Lexware angekommen'],
    ['alreadyThere', { voucherId: idOf(9) }, 'Lexware hatte diese Datei schon'],
  ] as const)('is said in words while it is %s', async (state, change, words) => {
    show({ state, operationId: idOf(5), ...change });
    expect(await within(await pane()).findByText(words)).toBeInTheDocument();
  });

  it('says that it waits for the network', async () => {
    app.online = false;
    show({ state: 'queued', operationId: idOf(5) });
    expect(await screen.findByText(/^Sie sind gerade offline/u)).toBeInTheDocument();
  });

  it('says why Lexware refused it, and tries again', async () => {
    const error = { ...appError('receipt_not_accepted'), requestId: 'abc-1' };
    const bridge = show({ state: 'needsYou', operationId: idOf(5), error }).when('outbox', 'retry', () =>
      ok(sampleOperation()),
    );
    expect(await screen.findByText(/^Diese Datei nimmt Lexware nicht als Beleg an\./u)).toBeInTheDocument();
    expect(screen.getByText(/abc-1/u)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Noch einmal senden' }));
    expect(bridge.inputsOf('outbox.retry')).toEqual([{ id: idOf(5) }]);
    await userEvent.click(screen.getByRole('button', { name: 'Im Ausgang zeigen' }));
    expect(route().name).toBe('outbox');
  });

  it('says why it was refused, what to do, and offers nothing that cannot be', async () => {
    show({ state: 'refused', refusal: 'pdf_locked', senderName: null, fileType: null }, { inspection: null });
    const detail = await pane();
    expect(await within(detail).findByText('Das PDF ist mit einem Kennwort geschützt')).toBeInTheDocument();
    expect(within(detail).queryByRole('button', { name: 'Senden' })).not.toBeInTheDocument();
    expect(within(detail).queryByRole('button', { name: 'Original speichern' })).not.toBeInTheDocument();
    expect(within(detail).getByRole('button', { name: 'Entfernen' })).toBeInTheDocument();
  });

  it('brings a removed one back', async () => {
    const bridge = show({ removed: true });
    navigate({ name: 'receipts', selectedId: idOf(3001) });
    await userEvent.click(await within(await pane()).findByRole('button', { name: 'Wiederherstellen' }));
    expect(bridge.inputsOf('receipts.restore')).toEqual([{ ids: [idOf(3001)] }]);
  });

  it('says that a receipt is gone, and tries again', async () => {
    const bridge = show();
    bridge.when('receipts', 'get', () => fail(appError('receipt_not_found')));
    navigate({ name: 'receipts', selectedId: idOf(3099) });
    await userEvent.click(await within(await pane()).findByRole('button', { name: 'Noch einmal versuchen' }));
    expect(bridge.inputsOf('receipts.get').length).toBeGreaterThan(1);
  });
});

describe('an e-mail or archive', () => {
  const file = { bytes: 1_000, refusal: null, suggested: true, takenAs: null };
  const contents = [
    { ...file, index: 0, name: 'rechnung.pdf' },
    { ...file, index: 1, name: 'logo.png', suggested: false },
    { ...file, index: 2, name: 'vertrag.docx', refusal: 'unsupported_type' as const },
    { ...file, index: 3, name: 'schon-da.pdf', takenAs: idOf(3050) },
  ];

  it('offers what looks like a receipt, and takes what is ticked', async () => {
    const bridge = show({ state: 'container', fileType: 'eml', fileName: 'post.eml' }, { inspection: null, contents });
    bridge.when('receipts', 'unpack', () => ok({ added: [idOf(3060)], known: [], refused: [] }));
    expect(await screen.findByRole('checkbox', { name: /rechnung\.pdf/u })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: /logo\.png/u })).not.toBeChecked();
    await userEvent.click(screen.getByRole('checkbox', { name: /logo\.png/u }));
    await userEvent.click(screen.getByRole('button', { name: '2 Belege übernehmen' }));
    expect(bridge.inputsOf('receipts.unpack')).toEqual([{ id: idOf(3001), indexes: [0, 1] }]);
    await waitFor(() => expect(route()).toEqual({ name: 'receipts', selectedId: idOf(3060) }));
  });

  it('says why the rest cannot be taken, and leads to what was taken before', async () => {
    show({ state: 'container', fileType: 'zip' }, { inspection: null, contents });
    expect(
      await screen.findByRole('checkbox', { name: /vertrag\.docx.*Diese Art von Datei ist kein Beleg/u }),
    ).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Übernommen, zeigen' }));
    expect(route()).toEqual({ name: 'receipts', selectedId: idOf(3050) });
  });

  it('takes nothing while nothing is ticked', async () => {
    const bridge = show({ state: 'container', fileType: 'zip' }, { inspection: null, contents });
    await userEvent.click(await screen.findByRole('checkbox', { name: /rechnung\.pdf/u }));
    expect(screen.getByRole('button', { name: '0 Belege übernehmen' })).toBeDisabled();
    expect(bridge.inputsOf('receipts.unpack')).toEqual([]);
  });
});
