import { describe, expect, it } from 'vitest';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import type { Invoice } from '../../../domain/voucher.ts';
import { canonicalHash } from '../../../main/sync/canonical.ts';
import { isSameInvoice } from '../../../main/sync/same-invoice.ts';
import { sampleDraft, sampleInvoice } from '../store/samples.ts';

const line = (change: object) => ({ ...sampleInvoice().lineItems[0], ...change }) as Invoice['lineItems'][number];

describe('an invoice is the draft’s', () => {
  it.each<[string, Partial<InvoiceDraft>, Partial<Invoice>]>([
    ['as it is', {}, {}],
    [
      'where Lexware added texts and terms',
      {},
      { title: 'Rechnung', introduction: 'Guten Tag', paymentTermLabel: '14 Tage' },
    ],
    [
      'where numbers are written otherwise',
      {},
      { lineItems: [line({ quantity: '1.0000', unitPrice: '100.0', discountPercentage: '0' })] },
    ],
    ['where white space differs', { remark: 'a\r\nb ' }, { remark: 'a\nb' }],
    ['where a discount was spread otherwise', {}, { grossCents: 11901 }],
    [
      'where the contact’s address is Lexware’s',
      {
        recipient: {
          kind: 'contact',
          contactId: 'c',
          name: 'x',
          supplement: '',
          street: '',
          zip: '',
          city: '',
          countryCode: '',
        },
      },
      { recipient: { ...sampleInvoice().recipient, contactId: 'c', name: 'Anders' } },
    ],
    [
      'where there is no supply date',
      { shipping: { type: 'none', date: null, endDate: null } },
      { shipping: { type: 'none', date: '2026-01-01', endDate: null } },
    ],
  ])('%s', (_name, draft, invoice) => {
    expect(isSameInvoice(sampleDraft(draft), sampleInvoice(invoice))).toBe(true);
  });

  it.each<[string, Partial<InvoiceDraft>, Partial<Invoice>]>([
    ['another day', {}, { voucherDate: '2026-09-02' }],
    ['another kind of tax', {}, { taxType: 'gross' }],
    ['another recipient', {}, { recipient: { ...sampleInvoice().recipient, name: 'Ida Peters' } }],
    ['another house', {}, { recipient: { ...sampleInvoice().recipient, street: 'Hafenweg 8' } }],
    [
      'another contact',
      {
        recipient: {
          kind: 'contact',
          contactId: 'c',
          name: 'Ida Petersen',
          supplement: '',
          street: '',
          zip: '',
          city: '',
          countryCode: '',
        },
      },
      {},
    ],
    ['nobody', { recipient: { kind: 'none' } }, {}],
    ['another quantity', {}, { lineItems: [line({ quantity: '2' })] }],
    ['another price', {}, { lineItems: [line({ unitPrice: '100.01' })] }],
    ['another price, ten times as much', {}, { lineItems: [line({ unitPrice: '1000' })] }],
    ['another rate', {}, { lineItems: [line({ taxRatePercentage: 7 })] }],
    ['a discount', {}, { lineItems: [line({ discountPercentage: '5' })] }],
    ['another unit', {}, { lineItems: [line({ unitName: 'Tag' })] }],
    ['another name', {}, { lineItems: [line({ name: 'Beratung II' })] }],
    ['another description', {}, { lineItems: [line({ description: 'x' })] }],
    ['another kind of line', {}, { lineItems: [line({ type: 'service' })] }],
    ['a line more', {}, { lineItems: [line({}), line({})] }],
    ['no lines', {}, { lineItems: [] }],
    ['another total', {}, { grossCents: 11903 }],
    ['another supply date', {}, { shipping: { type: 'service', date: '2026-09-02', endDate: null } }],
    ['another supply', {}, { shipping: { type: 'delivery', date: '2026-09-01', endDate: null } }],
    ['another remark', { remark: 'unsere' }, { remark: 'ihre' }],
    ['another title', { title: 'Rechnung' }, { title: 'Abschlag' }],
    ['another introduction', { introduction: 'Hallo' }, {}],
    ['other terms', { paymentTerm: { label: '14 Tage', days: 14, discount: null } }, { paymentTermLabel: '30 Tage' }],
  ])('not with %s', (_name, draft, invoice) => {
    expect(isSameInvoice(sampleDraft(draft), sampleInvoice(invoice))).toBe(false);
  });
});

describe('the canonical hash', () => {
  it('does not depend on the order of keys, but on everything else', () => {
    expect(canonicalHash({ a: 1, b: [{ c: 2, d: null }] })).toBe(canonicalHash({ b: [{ d: null, c: 2 }], a: 1 }));
    const others = [{ a: 1 }, { a: '1' }, { a: [1] }, { a: { b: 1 } }, [1, 2], [2, 1], null, 'x'].map(canonicalHash);
    expect(new Set(others).size).toBe(others.length);
  });
});
