import { describe, expect, test } from 'vitest';
import type { InvoiceDraft, PricedLine } from '../../../domain/invoice-draft.ts';
import { buildInvoiceBody } from '../../../main/lexware/invoice-body.ts';

const contactId = '5d2b0f3e-2a0c-4c53-9b8f-5d5b6b3a7c11';
const lineId = '0b6d8a52-6a55-4c5f-8f0a-1d2b3c4d5e6f';
const address = { name: 'Ida Kern', supplement: '', street: 'Ring 1', zip: '50667', city: 'Köln', countryCode: 'DE' };

const line: PricedLine = {
  type: 'custom',
  id: lineId,
  name: 'Stoff',
  description: '',
  quantity: '2.5',
  unitName: 'm',
  unitPrice: '8.3333',
  taxRatePercentage: 19,
  discountPercentage: '',
};

const draft: InvoiceDraft = {
  id: lineId,
  language: 'de',
  recipient: { kind: 'oneTime', ...address },
  voucherDate: '2026-03-02',
  shipping: { type: 'service', date: '2026-03-01', endDate: null },
  taxType: 'net',
  lineItems: [line],
  totalDiscount: { kind: 'none' },
  paymentTerm: null,
  title: '',
  introduction: '',
  remark: '',
};

const build = (change: Partial<InvoiceDraft>) => buildInvoiceBody({ ...draft, ...change });

test('a short invoice has what must be and nothing that is empty', () => {
  expect(build({})).toEqual({
    language: 'de',
    voucherDate: '2026-03-02T00:00:00.000+01:00',
    address: { name: 'Ida Kern', street: 'Ring 1', zip: '50667', city: 'Köln', countryCode: 'DE' },
    lineItems: [
      {
        type: 'custom',
        name: 'Stoff',
        quantity: 2.5,
        unitName: 'm',
        unitPrice: { currency: 'EUR', netAmount: 8.3333, taxRatePercentage: 19 },
      },
    ],
    totalPrice: { currency: 'EUR' },
    taxConditions: { taxType: 'net' },
    shippingConditions: { shippingType: 'service', shippingDate: '2026-03-01T00:00:00.000+01:00' },
  });
});

test('summer days have the offset of summer, also around the change', () => {
  const dates = ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'];
  expect(dates.map((voucherDate) => String(build({ voucherDate })['voucherDate']).slice(23))).toEqual([
    '+01:00',
    '+01:00',
    '+02:00',
    '+02:00',
    '+02:00',
    '+01:00',
  ]);
});

test('a contact is sent as a reference only', () => {
  expect(build({ recipient: { kind: 'contact', contactId, ...address } })['address']).toEqual({ contactId });
});

test('nobody is sent as nobody, for Lexware to refuse', () => {
  expect(build({ recipient: { kind: 'none' } })['address']).toEqual({});
});

describe('lines', () => {
  const lines = (change: Partial<InvoiceDraft>) => build(change)['lineItems'] as Record<string, unknown>[];

  test('have the gross price alone where prices are gross', () => {
    expect(lines({ taxType: 'gross' })[0]?.['unitPrice']).toEqual({
      currency: 'EUR',
      grossAmount: 8.3333,
      taxRatePercentage: 19,
    });
  });

  test.each(['vatfree', 'intraCommunitySupply', 'thirdPartyCountryDelivery', 'photovoltaicEquipment'] as const)(
    'have no VAT where there is none: %s',
    (taxType) => {
      expect(lines({ taxType })[0]?.['unitPrice']).toEqual({
        currency: 'EUR',
        netAmount: 8.3333,
        taxRatePercentage: 0,
      });
    },
  );

  test('of an article name it; Kontor’s own id stays here', () => {
    const article = { ...line, type: 'service', articleId: contactId, discountPercentage: '12.5' } as const;
    expect(lines({ lineItems: [article] })[0]).toMatchObject({
      type: 'service',
      id: contactId,
      discountPercentage: 12.5,
    });
    expect(lines({})[0]).not.toHaveProperty('id');
  });

  test('of text keep their place, so that complaints hit the right line', () => {
    const text = { type: 'text', id: lineId, name: '', description: 'Ohne Preis' } as const;
    const empty = { type: 'text', id: lineId, name: '', description: '' } as const;
    expect(lines({ lineItems: [text, line, empty] })).toMatchObject([
      { type: 'text', description: 'Ohne Preis' },
      { type: 'custom' },
      { type: 'text' },
    ]);
  });

  test.each(['0.1', '0.3', '1234567890.1234', '9999999999.9999', '19.99', '0.0001'])(
    'carry the number %s so that it prints the same',
    (unitPrice) => {
      const [first] = lines({ lineItems: [{ ...line, unitPrice }] });
      expect(JSON.stringify(first)).toContain(`"netAmount":${unitPrice},`);
    },
  );
});

describe('a discount on everything', () => {
  test('in cents', () => {
    expect(build({ totalDiscount: { kind: 'absolute', cents: 1999 } })['totalPrice']).toEqual({
      currency: 'EUR',
      totalDiscountAbsolute: 19.99,
    });
  });

  test('in percent', () => {
    expect(build({ totalDiscount: { kind: 'percentage', percent: '2.50' } })['totalPrice']).toEqual({
      currency: 'EUR',
      totalDiscountPercentage: 2.5,
    });
  });
});

describe('payment terms', () => {
  test('have label and days together, even if the label is empty', () => {
    expect(build({ paymentTerm: { label: '', days: 14, discount: null } })['paymentConditions']).toEqual({
      paymentTermLabel: '',
      paymentTermDuration: 14,
    });
  });

  test('may grant a cash discount', () => {
    const paymentTerm = { label: '14 Tage', days: 14, discount: { percent: '2', days: 7 } };
    expect(build({ paymentTerm })['paymentConditions']).toMatchObject({
      paymentDiscountConditions: { discountPercentage: 2, discountRange: 7 },
    });
  });
});

test.each([
  ['none', {}],
  ['service', { shippingDate: '2026-03-01T00:00:00.000+01:00' }],
  ['delivery', { shippingDate: '2026-03-01T00:00:00.000+01:00' }],
  [
    'serviceperiod',
    { shippingDate: '2026-03-01T00:00:00.000+01:00', shippingEndDate: '2026-03-31T00:00:00.000+02:00' },
  ],
  [
    'deliveryperiod',
    { shippingDate: '2026-03-01T00:00:00.000+01:00', shippingEndDate: '2026-03-31T00:00:00.000+02:00' },
  ],
] as const)('a supply of kind %s has its own dates and no others', (type, dates) => {
  const shipping = { type, date: '2026-03-01', endDate: '2026-03-31' };
  expect(build({ shipping })['shippingConditions']).toEqual({ shippingType: type, ...dates });
});

test('texts are sent where there are any', () => {
  expect(build({ title: 'Rechnung', remark: 'Danke' })).toMatchObject({ title: 'Rechnung', remark: 'Danke' });
  expect(build({})).not.toHaveProperty('introduction');
});

describe('the buyer’s reference', () => {
  const toContact = (buyerReference: string | null) =>
    build({
      recipient: { kind: 'contact', contactId, ...address, xRechnung: { ofContact: '04011000-1', buyerReference } },
    })['xRechnung'];

  test('of the contact is left to Lexware', () => {
    expect(toContact(null)).toBeUndefined();
    expect(build({ recipient: { kind: 'contact', contactId, ...address } })['xRechnung']).toBeUndefined();
  });

  test('of this document is sent', () => {
    expect(toContact(' 991-33333TEST-33 ')).toEqual({ buyerReference: '991-33333TEST-33' });
  });

  test('that is emptied asks for a plain invoice', () => {
    expect(toContact('')).toEqual({ buyerReference: '' });
  });
});
