import { ok } from '../../../domain/result.ts';
import type { Invoice, VoucherRow } from '../../../domain/voucher.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, noInvoices } from '../sample-data.ts';

/** A row of the list; the number counts down like real ones do. */
export function sampleRow(number: number, change: Partial<VoucherRow> = {}): VoucherRow {
  return {
    id: idOf(1000 + number),
    voucherType: 'invoice',
    status: 'open',
    number: `RE${String(number).padStart(4, '0')}`,
    voucherDate: '2026-11-21',
    dueDate: '2026-12-05',
    contactId: null,
    contactName: `Kunde ${String(number)}`,
    totalCents: 238_000,
    openCents: 238_000,
    ...change,
  };
}

export function sampleInvoice(number: number, change: Partial<Invoice> = {}): Invoice {
  return {
    id: idOf(1000 + number),
    number: `RE${String(number).padStart(4, '0')}`,
    status: 'open',
    voucherDate: '2026-11-21',
    dueDate: '2026-12-05',
    shipping: { type: 'service', date: '2026-11-19', endDate: null },
    recipient: {
      contactId: null,
      name: `Kunde ${String(number)}`,
      supplement: '',
      street: 'Schuppenweg 12',
      zip: '24159',
      city: 'Kiel',
      countryCode: 'DE',
    },
    taxType: 'net',
    lineItems: [
      {
        type: 'custom',
        name: 'Wartung',
        description: 'vor Ort',
        quantity: '8',
        unitName: 'Std.',
        unitPrice: '95.00',
        taxRatePercentage: 19,
        discountPercentage: null,
        amountCents: 76_000,
      },
    ],
    netCents: 200_000,
    taxCents: 38_000,
    grossCents: 238_000,
    openCents: 238_000,
    taxes: [{ ratePercentage: 19, netCents: 200_000, taxCents: 38_000 }],
    paymentTermLabel: 'Zahlbar in 14 Tagen',
    title: 'Rechnung',
    introduction: '',
    remark: '',
    electronicDocumentProfile: 'EN16931',
    relatedVouchers: [],
    ...change,
  };
}

/** A bridge whose list pages through `rows` as main does, with an opaque cursor. */
export function installInvoiceBridge(rows: VoucherRow[]): FakeBridge {
  return installFakeBridge().when('invoices', 'list', (query) => {
    const { search = '', status = 'all', cursor, limit = 100 } = query;
    const matching = rows.filter(
      (row) => row.contactName.includes(search) && (status === 'all' || row.status === status),
    );
    const from = Number(cursor ?? 0);
    const next = from + limit;
    const sum = (key: 'totalCents' | 'openCents'): number =>
      matching.reduce((total, row) => total + (row[key] ?? 0), 0);
    return ok({
      rows: matching.slice(from, next),
      nextCursor: next < matching.length ? String(next) : null,
      totals: { count: matching.length, totalCents: sum('totalCents'), openCents: sum('openCents') },
      counts: { ...noInvoices.counts, all: matching.length },
    });
  });
}
