import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { invoiceDraftSchema } from '../../domain/invoice-draft.ts';
import { draftFromInvoice, newDraft, newLine } from '../../domain/new-draft.ts';
import type { Invoice } from '../../domain/voucher.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const options = { id: uuid(1), today: '2026-11-23', taxType: 'net', language: 'de' } as const;

const line = {
  type: 'service',
  name: 'Beratung',
  description: 'Workshop',
  quantity: '3',
  unitName: 'Stunde',
  unitPrice: '95.0000',
  taxRatePercentage: 19,
  discountPercentage: '5',
  amountCents: 27075,
};
const invoice: Invoice = {
  id: uuid(2),
  number: 'RE0042',
  status: 'open',
  voucherDate: '2026-09-01',
  dueDate: null,
  shipping: { type: 'serviceperiod', date: '2026-08-01', endDate: '2026-08-31' },
  recipient: {
    contactId: uuid(3),
    name: 'Nordlicht',
    supplement: '',
    street: 'Hafenweg 7',
    zip: '24103',
    city: 'Kiel',
    countryCode: 'DE',
  },
  taxType: 'gross',
  lineItems: [
    line,
    { ...line, type: 'text', quantity: null, unitPrice: null, taxRatePercentage: null, discountPercentage: null },
  ],
  netCents: 0,
  taxCents: 0,
  grossCents: 0,
  openCents: null,
  taxes: [],
  paymentTermLabel: '14 Tage',
  title: 'Rechnung',
  introduction: 'Hallo',
  remark: 'Danke',
  electronicDocumentProfile: 'NONE',
  relatedVouchers: [],
};

function copy(change: Partial<Invoice> = {}) {
  let next = 10;
  return draftFromInvoice({ ...invoice, ...change }, { ...options, lineId: () => uuid(next++) });
}

describe('newDraft', () => {
  it('is valid, dated today and empty', () => {
    const draft = newDraft(options);
    expect(v.is(invoiceDraftSchema, draft)).toBe(true);
    expect(draft).toMatchObject({ voucherDate: '2026-11-23', shipping: { type: 'service', date: '2026-11-23' } });
  });

  it('gives lines the usual rate of their tax type', () => {
    expect(newLine(uuid(1), 'gross').taxRatePercentage).toBe(19);
    expect(newLine(uuid(1), 'vatfree').taxRatePercentage).toBe(0);
  });
});

describe('draftFromInvoice', () => {
  it('takes over recipient, lines and texts, and dates the copy today', () => {
    const draft = copy();
    expect(v.is(invoiceDraftSchema, draft)).toBe(true);
    expect(draft).toMatchObject({
      id: uuid(1),
      voucherDate: '2026-11-23',
      taxType: 'gross',
      recipient: { kind: 'contact', contactId: uuid(3), name: 'Nordlicht' },
      title: 'Rechnung',
      remark: 'Danke',
    });
    expect(draft.lineItems).toMatchObject([
      { type: 'custom', id: uuid(10), name: 'Beratung', quantity: '3', unitPrice: '95.0000', discountPercentage: '5' },
      { type: 'text', id: uuid(11), name: 'Beratung' },
    ]);
  });

  it('leaves the period of supply to the user', () => {
    expect(copy().shipping).toEqual({ type: 'serviceperiod', date: null, endDate: null });
  });

  it('makes a one-time address where Lexware knows no contact', () => {
    expect(copy({ recipient: { ...invoice.recipient, contactId: null } }).recipient.kind).toBe('oneTime');
  });

  it('stays valid for what Lexware may add later', () => {
    const odd = {
      ...line,
      quantity: '-1',
      unitPrice: '1e9',
      taxRatePercentage: 16,
      discountPercentage: '0',
      name: 'x'.repeat(400),
    };
    const draft = copy({
      taxType: 'futureKind',
      shipping: { type: 'future', date: null, endDate: null },
      lineItems: [odd],
      title: 'x'.repeat(40),
    });
    expect(v.is(invoiceDraftSchema, draft)).toBe(true);
    expect(draft.taxType).toBe('net');
    expect(draft.lineItems[0]).toMatchObject({
      quantity: '',
      unitPrice: '',
      taxRatePercentage: 19,
      discountPercentage: '',
    });
  });

  it('has no rates where the document shows no VAT', () => {
    expect(copy({ taxType: 'vatfree' }).lineItems[0]).toMatchObject({ taxRatePercentage: 0 });
  });
});
