import type { ElectronicInvoice, ElectronicLine, Party } from '../../../domain/electronic-invoice.ts';
import type { ReceiptDetail, ReceiptRow } from '../../../domain/receipt-entry.ts';
import type { Inspection } from '../../../domain/receipt.ts';
import { ok } from '../../../domain/result.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf } from '../sample-data.ts';

/** A receipt that was read and waits: a proper e-invoice. */
export function sampleReceipt(number: number, change: Partial<ReceiptRow> = {}): ReceiptRow {
  return {
    id: idOf(3000 + number),
    fileName: `rechnung-${String(number)}.xml`,
    bytes: 18_400,
    addedAt: '2026-11-23T13:20:00.000Z',
    source: 'dropped',
    containerName: null,
    state: 'ready',
    fileType: 'xml',
    kind: 'e-invoice',
    format: 'XRechnung UBL',
    profile: 'XRECHNUNG',
    senderName: `Lieferant ${String(number)}`,
    number: `RE-${String(number)}`,
    issueDate: '2026-11-20',
    payableCents: 15_470,
    currency: 'EUR',
    findings: { format: 0, business: 0, content: 0 },
    gravest: null,
    sameInvoiceAs: null,
    sameVoucherAs: null,
    refusal: null,
    error: null,
    operationId: null,
    voucherId: null,
    converted: false,
    removed: false,
    ...change,
  };
}

const party: Party = {
  name: 'Bürobedarf Hansen',
  tradingName: null,
  identifiers: [],
  registration: null,
  vatId: 'DE123456789',
  taxNumber: null,
  legalInformation: null,
  electronicAddress: null,
  address: { lines: ['Hafenstraße 4'], zip: '24103', city: 'Kiel', region: null, countryCode: 'DE' },
  contact: { name: 'Frau Hansen', phone: '0431 1234', email: 'buero@hansen.example' },
};

export const sampleLine: ElectronicLine = {
  id: '1',
  role: 'detail',
  note: null,
  name: 'Kopierpapier A4, 80 g',
  description: null,
  quantity: '10',
  unit: 'H87',
  amount: '54.00',
  netPrice: '5.4',
  grossPrice: null,
  priceDiscount: null,
  baseQuantity: null,
  taxCategory: 'S',
  taxRate: '19',
  period: null,
  orderLine: null,
  buyerAccounting: null,
  sellerItemId: null,
  buyerItemId: null,
  standardItemId: null,
  classifications: [],
  originCountry: null,
  attributes: [],
  allowances: [],
};

/** What an e-invoice says. */
export function sampleElectronicInvoice(change: Partial<ElectronicInvoice> = {}): ElectronicInvoice {
  return {
    format: 'XRechnung CII',
    profile: 'XRECHNUNG',
    version: '3.0',
    guideline: 'urn:cen.eu:en16931:2017',
    process: null,
    number: 'INV-88120',
    typeCode: '380',
    issueDate: '2026-11-14',
    dueDate: '2026-11-28',
    taxPointDate: null,
    taxPointCode: null,
    deliveryDate: '2026-11-12',
    period: null,
    currency: 'EUR',
    taxCurrency: null,
    notes: [{ subject: null, text: 'Vielen Dank für Ihren Auftrag.' }],
    references: {
      buyerReference: '04011000-12345-67',
      project: null,
      contract: null,
      order: 'B-77',
      salesOrder: null,
      receivingAdvice: null,
      despatchAdvice: null,
      tender: null,
      invoicedObject: null,
      buyerAccounting: null,
      precedingInvoices: [],
    },
    seller: party,
    buyer: { ...party, name: 'Nordlicht Werkstatt GmbH', vatId: null, contact: null },
    payee: null,
    taxRepresentative: null,
    deliverTo: null,
    payment: {
      means: [
        {
          code: '58',
          label: null,
          iban: 'DE02120300000000202051',
          accountName: 'Bürobedarf Hansen',
          bic: null,
          cardNumber: null,
          cardHolder: null,
          debitedIban: null,
        },
      ],
      reference: null,
      terms: null,
      mandate: null,
      creditorId: null,
    },
    allowances: [],
    taxes: [{ category: 'S', rate: '19', taxable: '130.00', tax: '24.70', exemptionReason: null, exemptionCode: null }],
    totals: {
      lines: '130.00',
      allowances: null,
      charges: null,
      net: '130.00',
      tax: '24.70',
      taxInAccountingCurrency: null,
      gross: '154.70',
      prepaid: null,
      rounding: null,
      payable: '154.70',
    },
    lines: [
      sampleLine,
      { ...sampleLine, id: '2', name: 'Toner schwarz', quantity: '1', netPrice: '76', amount: '76.00' },
    ],
    documents: [],
    ...change,
  };
}

export type Read = Exclude<Inspection, { kind: 'refused' }>;

/** What reading an e-invoice found out. */
export function sampleInspection(change: Partial<Extract<Read, { kind: 'e-invoice' }>> = {}): Inspection {
  return {
    kind: 'e-invoice',
    reason: null,
    invoice: sampleElectronicInvoice(),
    fileType: 'xml',
    bytes: 18_400,
    attachments: [],
    findings: [],
    ...change,
  };
}

export function sampleDetail(row: ReceiptRow, change: Partial<ReceiptDetail> = {}): ReceiptDetail {
  return { row, inspection: sampleInspection(), contents: [], ...change };
}

/** A bridge whose inbox holds these rows and filters by removed and search as main does. */
export function installReceiptBridge(rows: readonly ReceiptRow[]): FakeBridge {
  return installFakeBridge()
    .when('receipts', 'list', ({ search = '', filter = 'all' }) => {
      const shown = rows.filter((row) => (filter === 'removed') === row.removed);
      const matching = shown.filter((row) => `${row.senderName ?? ''} ${row.fileName}`.includes(search));
      return ok({
        rows: matching,
        nextCursor: null,
        counts: {
          all: matching.length,
          open: matching.length,
          attention: 1,
          sent: 0,
          removed: 0,
          [filter]: matching.length,
        },
      });
    })
    .when('receipts', 'get', ({ id }) => {
      const row = rows.find((one) => one.id === id);
      return row ? ok(sampleDetail(row)) : { ok: false, error: { code: 'receipt_not_found' } };
    })
    .when('receipts', 'thumbnail', () => ok(null))
    .when('receipts', 'remove', () => ok(undefined))
    .when('receipts', 'restore', () => ok(undefined));
}
