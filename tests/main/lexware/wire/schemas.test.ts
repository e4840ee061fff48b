import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { articleSchema } from '../../../../main/lexware/wire/article.ts';
import { contactSchema } from '../../../../main/lexware/wire/contact.ts';
import { countrySchema } from '../../../../main/lexware/wire/country.ts';
import { createdSchema } from '../../../../main/lexware/wire/created.ts';
import { invoiceSchema } from '../../../../main/lexware/wire/invoice.ts';
import { pageSchema } from '../../../../main/lexware/wire/page.ts';
import { paymentConditionSchema } from '../../../../main/lexware/wire/payment-condition.ts';
import { profileSchema } from '../../../../main/lexware/wire/profile.ts';
import { voucherRowSchema } from '../../../../main/lexware/wire/voucher-row.ts';
import * as samples from './samples.ts';

describe('a row of the voucherlist', () => {
  const read = (change: object) => v.safeParse(voucherRowSchema, { ...samples.row, ...change });

  test('is read with cents, German days and instants', () => {
    expect(v.parse(voucherRowSchema, samples.row)).toEqual({
      id: samples.row.id,
      voucherType: 'invoice',
      status: 'overdue',
      number: 'RE1001',
      voucherDate: '2026-03-02',
      dueDate: '2026-03-16',
      contactId: samples.row.contactId,
      contactName: 'Weber, Jonas',
      totalCents: 119010,
      openCents: 19010,
      createdMs: Date.parse('2026-03-02T08:30:00.500Z'),
      updatedMs: Date.parse('2026-03-02T08:31:00.000Z'),
      archived: false,
    });
  });

  test.each([
    [
      'nothing but what must be',
      { voucherNumber: null, dueDate: null, contactId: null, totalAmount: null, openAmount: null },
    ],
    ['fields that nobody knows', { future: { deep: [1] } }],
    ['a word for a status that nobody knows', { voucherStatus: 'paymentordered' }],
    ['a contact id that is none', { contactId: 'collective' }],
    ['a UTC date of the same German day', { voucherDate: '2026-03-01T23:00:00.000Z' }],
  ])('survives with %s', (_name, change) => {
    const row = read(change);
    expect(row).toMatchObject({ success: true, output: { voucherDate: '2026-03-02' } });
  });

  test('an unknown status is unknown, an unknown type stays', () => {
    expect(read({ voucherStatus: 'new', voucherType: 'newtype' }).output).toMatchObject({
      status: 'unknown',
      voucherType: 'newtype',
    });
  });

  test('a receipt without a date stands at the day on which it came', () => {
    expect(read({ voucherDate: null, createdDate: '2026-07-31T22:30:00.000Z' }).output).toMatchObject({
      voucherDate: '2026-08-01',
    });
  });

  test.each([
    ['no id', { id: undefined }],
    ['an id that is none', { id: '17' }],
    ['an amount that is no number', { totalAmount: 'NaN' }],
    ['an infinite amount', { totalAmount: 'Infinity' }],
    ['an amount beyond what is exact', { openAmount: 1e15 }],
    ['an amount that is an object', { totalAmount: {} }],
    ['a day that does not exist', { voucherDate: '2026-02-30T00:00:00.000+01:00' }],
    ['no instant of creation', { createdDate: null }],
  ])('is refused with %s', (_name, change) => {
    expect(read(change).success).toBe(false);
  });
});

describe('a page', () => {
  const schema = pageSchema(voucherRowSchema);

  test('has rows and counts', () => {
    expect(v.parse(schema, samples.pageOf(samples.row))).toMatchObject({ last: true, totalElements: 1, totalPages: 1 });
  });

  test('with one unreadable row is unreadable, since a silent gap would pass for complete', () => {
    expect(v.safeParse(schema, samples.pageOf(samples.row, { ...samples.row, id: null })).success).toBe(false);
  });

  test.each([
    { last: undefined },
    { last: 'yes' },
    { totalPages: -1 },
    { totalElements: '1' },
    { totalPages: 1.5 },
    { content: 'x' },
  ])('is refused with %j', (change) => {
    expect(v.safeParse(schema, { ...samples.pageOf(samples.row), ...change }).success).toBe(false);
  });

  test('leaves out articles that no draft could use', () => {
    const negative = { ...samples.article, price: { ...samples.article.price, netPrice: -5 } };
    expect(v.parse(pageSchema(articleSchema), samples.pageOf(samples.article, negative)).content).toHaveLength(1);
  });
});

describe('an invoice', () => {
  test('is read whole', () => {
    expect(v.parse(invoiceSchema, samples.invoice)).toMatchObject({
      number: 'RE1001',
      status: 'open',
      voucherDate: '2026-03-02',
      shipping: { type: 'service', date: '2026-03-01', endDate: null },
      recipient: { name: 'Jonas Weber', supplement: '' },
      netCents: 1875,
      taxCents: 356,
      grossCents: 2231,
      openCents: null,
      taxes: [{ ratePercentage: 19, netCents: 1875, taxCents: 356 }],
      lineItems: [
        { quantity: '2.5', unitPrice: '8.3333', discountPercentage: '10', amountCents: 1875 },
        { type: 'text', quantity: null, unitPrice: null, taxRatePercentage: null, amountCents: null },
      ],
      relatedVouchers: [{ number: 'AG7', voucherType: 'quotation' }],
    });
  });

  test('shows the gross price where prices are gross', () => {
    const gross = v.parse(invoiceSchema, { ...samples.invoice, taxConditions: { taxType: 'gross' } });
    expect(gross.lineItems[0]?.unitPrice).toBe('9.92');
  });

  test('of an older kind calls the tax amount', () => {
    const taxAmounts = [{ taxRatePercentage: 7, amount: 1.5, netAmount: 21.43 }];
    expect(v.parse(invoiceSchema, { ...samples.invoice, taxAmounts }).taxes).toEqual([
      { ratePercentage: 7, netCents: 2143, taxCents: 150 },
    ]);
  });

  test('as a draft lacks much', () => {
    const { id, voucherDate, totalPrice } = samples.invoice;
    expect(v.parse(invoiceSchema, { id, voucherDate, totalPrice, voucherStatus: 'draft' })).toMatchObject({
      number: null,
      dueDate: null,
      lineItems: [],
      electronicDocumentProfile: 'NONE',
    });
  });

  test.each([
    { totalPrice: null },
    { totalPrice: { totalNetAmount: 1, totalTaxAmount: 1 } },
    { voucherDate: null },
    { id: '' },
  ])('without %j is refused', (change) => {
    expect(v.safeParse(invoiceSchema, { ...samples.invoice, ...change }).success).toBe(false);
  });
});

describe('a contact', () => {
  const read = (change: object) => v.parse(contactSchema, { ...samples.contact, ...change });

  test('is read with its address and its first e-mail address', () => {
    expect(read({})).toEqual({
      id: samples.contact.id,
      name: 'Nähstube GmbH',
      customerNumber: 10017,
      isCompany: true,
      isCustomer: true,
      isVendor: false,
      invoiceable: true,
      address: { supplement: '', street: 'Ring 1', zip: '50667', city: 'Köln', countryCode: 'DE' },
      email: 'buero@naehstube.example',
      pending: false,
    });
  });

  test('has a buyer’s reference where both numbers of an XRechnung are known', () => {
    const both = { buyerReference: '04011000-1', vendorNumberAtCustomer: 'K-7' };
    expect(read({ xRechnung: both }).buyerReference).toBe('04011000-1');
    expect(read({ xRechnung: { ...both, vendorNumberAtCustomer: null } })).not.toHaveProperty('buyerReference');
    expect(read({ xRechnung: null })).not.toHaveProperty('buyerReference');
  });

  test('who is a person is named first name first', () => {
    expect(read({ company: null, person: { firstName: 'Ida', lastName: 'Kern' } })).toMatchObject({
      name: 'Ida Kern',
      isCompany: false,
    });
    expect(read({ company: undefined, person: { lastName: 'Kern' } }).name).toBe('Kern');
  });

  test.each([
    ['no billing address', { addresses: {} }],
    ['two billing addresses', { addresses: { billing: [{ city: 'A' }, { city: 'B' }] } }],
    ['no customer role', { roles: { vendor: { number: 70001 } } }],
    ['no roles', { roles: null }],
  ])('with %s cannot be invoiced', (_name, change) => {
    expect(read(change).invoiceable).toBe(false);
  });

  test('with an empty role has it', () => {
    expect(read({ roles: { customer: {}, vendor: {} } })).toMatchObject({
      isCustomer: true,
      isVendor: true,
      customerNumber: null,
    });
  });
});

describe('an article', () => {
  const read = (change: object) => v.parse(articleSchema, { ...samples.article, ...change });

  test('is read with both prices', () => {
    expect(read({})).toMatchObject({
      type: 'material',
      leadingPrice: 'net',
      netPrice: '0.5',
      grossPrice: '0.595',
      description: '',
    });
  });

  test('has a missing price derived', () => {
    expect(read({ price: { netPrice: 10, leadingPrice: 'NET', taxRate: 19 } })?.grossPrice).toBe('11.9');
    expect(read({ price: { grossPrice: '11.90', leadingPrice: 'GROSS', taxRate: 19 } })).toMatchObject({
      netPrice: '10',
      leadingPrice: 'gross',
    });
    expect(read({ price: null })).toMatchObject({ netPrice: '0', grossPrice: '0', taxRatePercentage: 0 });
  });
});

test('a payment condition becomes the finished sentence', () => {
  expect(v.parse(paymentConditionSchema, samples.paymentCondition)).toMatchObject({
    label: '10 Tage -2,5 %, 30 Tage netto',
    days: 30,
    discount: { percent: '2.5', days: 10 },
    organizationDefault: true,
  });
  expect(v.parse(paymentConditionSchema, { paymentTermLabelTemplate: 'Sofort' })).toMatchObject({
    label: 'Sofort',
    days: 0,
    discount: null,
  });
});

test('a country without a name is called by its code', () => {
  expect(v.parse(countrySchema, { countryCode: 'ES_CN' })).toEqual({ code: 'ES_CN', nameDe: 'ES_CN', nameEn: 'ES_CN' });
  expect(v.safeParse(countrySchema, { countryNameDE: 'Nirgends' }).success).toBe(false);
});

test('a profile needs its organisation and survives words that nobody knows', () => {
  expect(v.parse(profileSchema, { ...samples.profile, taxType: 'new', smallBusiness: 1 })).toMatchObject({
    taxType: 'net',
    smallBusiness: false,
  });
  expect(v.safeParse(profileSchema, { ...samples.profile, organizationId: null }).success).toBe(false);
});

test.each([{}, { id: samples.created.id }, { id: 'x', createdDate: samples.created.createdDate }, null, 'ok'])(
  '%j is no proof that anything was created',
  (answer) => {
    expect(v.safeParse(createdSchema, answer).success).toBe(false);
  },
);
