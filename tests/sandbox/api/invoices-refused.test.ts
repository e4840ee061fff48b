import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactIdOf, customLine, invoiceBody, pricedLine, startBench, type Bench } from '../client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.sandbox.close());

const day = '2026-09-01T00:00:00.000+02:00';
const oneTime = { name: 'Musterbau KG', countryCode: 'DE' };
const terms = { paymentTermLabel: 'sofort', paymentTermDuration: 0 };
const price = { currency: 'EUR', netAmount: 1, taxRatePercentage: 19 };
const line = (changes: Record<string, unknown>) => ({ lineItems: [customLine(changes)] });

/** The change to a good body, the field that must be named, and its violation. */
const wrongFields: [Record<string, unknown>, string, string][] = [
  [{ voucherDate: undefined }, 'voucherDate', 'NOTNULL'],
  [{ voucherDate: '2026-09-01' }, 'voucherDate', 'DATEFORMAT'],
  [{ voucherDate: '2026-09-01T00:00:00Z' }, 'voucherDate', 'DATEFORMAT'],
  [{ language: 'fr' }, 'language', 'INVALIDVALUE'],
  [{ address: undefined }, 'address', 'NOTNULL'],
  [{ address: [] }, 'address', 'TYPEMISMATCH'],
  [{ address: { countryCode: 'DE' } }, 'address.name', 'NOTNULL'],
  [{ address: { ...oneTime, name: ' ' } }, 'address.name', 'NOTBLANK'],
  [{ address: { name: 'A' } }, 'address.countryCode', 'NOTNULL'],
  [{ address: { name: 'A', countryCode: 'XX' } }, 'address.countryCode', 'INVALIDVALUE'],
  [{ address: { contactId: 'no-uuid' } }, 'address.contactId', 'INVALIDVALUE'],
  [{ lineItems: undefined }, 'lineItems', 'NOTNULL'],
  [{ lineItems: [] }, 'lineItems', 'NOTEMPTY'],
  [{ lineItems: {} }, 'lineItems', 'TYPEMISMATCH'],
  [{ lineItems: Array.from({ length: 301 }, () => pricedLine(1, 19)) }, 'lineItems', 'SIZE'],
  [{ lineItems: [{ type: 'text' }] }, 'lineItems[0].name', 'NOTBLANK'],
  [line({ type: 'optional' }), 'lineItems[0].type', 'INVALIDVALUE'],
  [line({ name: undefined }), 'lineItems[0].name', 'NOTNULL'],
  [line({ name: 'x'.repeat(256) }), 'lineItems[0].name', 'SIZE'],
  [line({ description: 'x'.repeat(2001) }), 'lineItems[0].description', 'SIZE'],
  [line({ quantity: undefined }), 'lineItems[0].quantity', 'NOTNULL'],
  [line({ quantity: '1' }), 'lineItems[0].quantity', 'TYPEMISMATCH'],
  [line({ quantity: 1.23456 }), 'lineItems[0].quantity', 'DIGITS'],
  [line({ unitName: undefined }), 'lineItems[0].unitName', 'NOTNULL'],
  [line({ unitPrice: undefined }), 'lineItems[0].unitPrice', 'NOTNULL'],
  [line({ unitPrice: { ...price, currency: 'USD' } }), 'lineItems[0].unitPrice.currency', 'INVALIDVALUE'],
  [line({ unitPrice: { ...price, netAmount: undefined } }), 'lineItems[0].unitPrice.netAmount', 'NOTNULL'],
  [line({ unitPrice: { ...price, netAmount: 0.00001 } }), 'lineItems[0].unitPrice.netAmount', 'DIGITS'],
  [
    line({ unitPrice: { ...price, taxRatePercentage: undefined } }),
    'lineItems[0].unitPrice.taxRatePercentage',
    'NOTNULL',
  ],
  [
    line({ unitPrice: { ...price, taxRatePercentage: 16 } }),
    'lineItems[0].unitPrice.taxRatePercentage',
    'INVALIDVALUE',
  ],
  [line({ discountPercentage: 101 }), 'lineItems[0].discountPercentage', 'DECIMALMAX'],
  [line({ discountPercentage: -1 }), 'lineItems[0].discountPercentage', 'DECIMALMIN'],
  [line({ discountPercentage: 1.005 }), 'lineItems[0].discountPercentage', 'DIGITS'],
  [line({ type: 'material' }), 'lineItems[0].id', 'NOTNULL'],
  [line({ type: 'service', id: '00000000-0000-4000-8000-000000000000' }), 'lineItems[0].id', 'INVALIDVALUE'],
  [{ totalPrice: undefined }, 'totalPrice', 'NOTNULL'],
  [{ totalPrice: {} }, 'totalPrice.currency', 'NOTNULL'],
  [{ totalPrice: { currency: 'CHF' } }, 'totalPrice.currency', 'INVALIDVALUE'],
  [{ totalPrice: { currency: 'EUR', totalDiscountAbsolute: 1.005 } }, 'totalPrice.totalDiscountAbsolute', 'DIGITS'],
  [
    { totalPrice: { currency: 'EUR', totalDiscountAbsolute: 1, totalDiscountPercentage: 1 } },
    'totalPrice.totalDiscountAbsolute',
    'EXCLUSIVE',
  ],
  [{ taxConditions: undefined }, 'taxConditions', 'NOTNULL'],
  [{ taxConditions: {} }, 'taxConditions.taxType', 'NOTNULL'],
  [{ taxConditions: { taxType: 'free' } }, 'taxConditions.taxType', 'INVALIDVALUE'],
  [{ taxConditions: { taxType: 'gross' } }, 'lineItems[0].unitPrice.grossAmount', 'NOTNULL'],
  [{ taxConditions: { taxType: 'vatfree' } }, 'lineItems[0].unitPrice.taxRatePercentage', 'INVALIDVALUE'],
  [{ shippingConditions: {} }, 'shippingConditions.shippingType', 'NOTNULL'],
  [{ shippingConditions: { shippingType: 'post' } }, 'shippingConditions.shippingType', 'INVALIDVALUE'],
  [{ shippingConditions: { shippingType: 'delivery' } }, 'shippingConditions.shippingDate', 'NOTNULL'],
  [
    { shippingConditions: { shippingType: 'serviceperiod', shippingDate: day } },
    'shippingConditions.shippingEndDate',
    'NOTNULL',
  ],
  [
    {
      shippingConditions: {
        shippingType: 'deliveryperiod',
        shippingDate: day,
        shippingEndDate: '2026-08-01T00:00:00.000+02:00',
      },
    },
    'shippingConditions.shippingEndDate',
    'INVALIDVALUE',
  ],
  [{ paymentConditions: { paymentTermDuration: 14 } }, 'paymentConditions.paymentTermLabel', 'NOTNULL'],
  [{ paymentConditions: { ...terms, paymentTermDuration: 1.5 } }, 'paymentConditions.paymentTermDuration', 'DIGITS'],
  [
    { paymentConditions: { ...terms, paymentDiscountConditions: { discountPercentage: 3 } } },
    'paymentConditions.paymentDiscountConditions',
    'NOTNULL',
  ],
  [{ title: 'x'.repeat(26) }, 'title', 'SIZE'],
  [{ introduction: 'x'.repeat(2001) }, 'introduction', 'SIZE'],
  [{ remark: 'x'.repeat(2001) }, 'remark', 'SIZE'],
  [{ printLayoutId: 'Standard' }, 'printLayoutId', 'INVALIDVALUE'],
];

describe('a wrong field', () => {
  it.each(wrongFields)('%j is refused at %s with %s', async (changes, field, violation) => {
    const { status, json } = await bench.send('POST', '/v1/invoices', invoiceBody(changes));
    expect(status).toBe(406);
    expect(json).toMatchObject({ status: 406, error: 'Not Acceptable', path: '/v1/invoices' });
    expect(json.details).toContainEqual(expect.objectContaining({ field, violation }));
  });

  it('is reported together with the others', async () => {
    const { json } = await bench.send('POST', '/v1/invoices', invoiceBody({ voucherDate: 'x', title: 'y'.repeat(30) }));
    expect(json.details).toHaveLength(2);
  });
});

describe('a refusal of the whole document', () => {
  const refused = async (changes: Record<string, unknown>, query = '') => {
    const { status, json } = await bench.send('POST', `/v1/invoices${query}`, invoiceBody(changes));
    expect(status).toBe(406);
    expect(json).not.toHaveProperty('details');
    return json.message;
  };

  it('names missing shipping conditions as the real one does', async () => {
    expect(await refused({ shippingConditions: undefined })).toBe('The shipping conditions must not be null');
  });

  it.each([
    ['Zwei-Adressen', 'exactly one billing address, but 2 addresses were found.'],
    ['Ohne Adresse', 'exactly one billing address, but 0 addresses were found.'],
    ['Holz & Beschlag', 'role customer'],
  ])('names what is wrong with the contact %s', async (name, message) => {
    const contactId = await contactIdOf(bench, name);
    expect(await refused({ address: { contactId } })).toContain(message);
  });

  it('names an unknown contact', async () => {
    const address = { contactId: '00000000-0000-4000-8000-000000000000' };
    expect(await refused({ address })).toContain('could not be found');
  });

  it.each([
    'intraCommunitySupply',
    'constructionService13b',
    'externalService13b',
    'thirdPartyCountryService',
    'thirdPartyCountryDelivery',
  ])('demands a contact for %s', async (taxType) => {
    expect(await refused({ taxConditions: { taxType }, lineItems: [pricedLine(1, 0)] })).toContain('contactId');
  });

  it('refuses a discount above the sum', async () => {
    expect(await refused({ totalPrice: { currency: 'EUR', totalDiscountAbsolute: 100.01 } })).toContain('Gesamtrabatt');
  });

  it('refuses an XRechnung reference for a contact that has none', async () => {
    const contactId = await contactIdOf(bench, 'Müller & Söhne');
    const changes = { address: { contactId }, xRechnung: { buyerReference: '123' } };
    expect(await refused(changes)).toContain('XRechnung');
    expect(await refused({ xRechnung: { buyerReference: '123' } })).toContain('XRechnung');
  });

  it('refuses an incomplete address when an XRechnung is finalised', async () => {
    const contact = {
      roles: { customer: {} },
      company: { name: 'Amt ohne Ort' },
      addresses: { billing: [{ countryCode: 'DE' }] },
      xRechnung: { buyerReference: '1', vendorNumberAtCustomer: '2' },
    };
    const { json } = await bench.send('POST', '/v1/contacts', contact);
    expect(await refused({ address: { contactId: json.id } }, '?finalize=true')).toContain('vollständig');
  });

  it.each(['00000000-0000-4000-8000-000000000000', 'x'])('refuses the predecessor %s', async (id) => {
    expect(await refused({}, `?precedingSalesVoucherId=${id}`)).toContain('vorausgehende');
  });

  it('refuses an invoice as predecessor', async () => {
    const { json } = await bench.send('POST', '/v1/invoices', invoiceBody());
    expect(await refused({}, `?precedingSalesVoucherId=${json.id}`)).toContain('weitergeführt');
  });

  it('stores nothing of what it refused', async () => {
    const count = () => bench.sandbox.admin.organisation(bench.organizationId)?.documents.length;
    const before = count();
    await refused({ shippingConditions: null });
    expect(count()).toBe(before);
  });
});

describe('a request that is none', () => {
  it.each([
    ['{', 400],
    ['[]', 400],
    ['null', 400],
    ['"text"', 400],
    ['', 400],
  ])('%s is answered with %i', async (body, status) => {
    expect((await bench.send('POST', '/v1/invoices', body)).status).toBe(status);
  });

  it('is answered with 415 for another content type', async () => {
    const answer = await bench.send('POST', '/v1/invoices', invoiceBody(), { 'content-type': 'text/plain' });
    expect(answer.status).toBe(415);
  });

  it('is answered with 400 for a finalize that is neither true nor false', async () => {
    const answer = await bench.send('POST', '/v1/invoices?finalize=yes', invoiceBody());
    expect(answer.status).toBe(400);
    expect(answer.json.message).toContain("'finalize'");
  });

  it('is answered with 406 where JSON is not accepted', async () => {
    expect((await bench.get('/v1/profile', { accept: 'text/html' })).status).toBe(406);
  });
});
