import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactIdOf, customLine, invoiceBody, pricedLine, startBench, type Bench } from '../client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.sandbox.close());

async function create(body: unknown, query = '') {
  const created = await bench.send('POST', `/v1/invoices${query}`, body);
  expect(created.text).toContain('"id"');
  return (await bench.get(`/v1/invoices/${created.json.id}`)).json;
}

describe('creating an invoice', () => {
  it('answers 201 with the action result and its Location, and not the document', async () => {
    const { status, json, headers } = await bench.send('POST', '/v1/invoices', invoiceBody());
    expect(status).toBe(201);
    expect(Object.keys(json)).toEqual(['id', 'resourceUri', 'createdDate', 'updatedDate', 'version']);
    expect(json.resourceUri).toBe(`${bench.sandbox.apiUrl}/v1/invoices/${json.id}`);
    expect(headers.get('location')).toBe(json.resourceUri);
    expect(json.createdDate).toBe('2026-09-15T12:00:00.000+02:00');
    expect((await bench.get(`/v1/invoices/${json.id}`)).status).toBe(200);
  });

  it('makes a draft with a number, without due date, files and layout', async () => {
    const draft = await create(invoiceBody());
    expect(draft).toMatchObject({ voucherStatus: 'draft', electronicDocumentProfile: 'NONE', version: 1 });
    expect(draft.voucherNumber).toMatch(/^RE\d{4}$/);
    for (const absent of ['dueDate', 'files', 'printLayoutId']) expect(draft).not.toHaveProperty(absent);
  });

  it('makes an open invoice with due date and document when finalised', async () => {
    const terms = { paymentTermLabel: 'Zahlbar in 14 Tagen', paymentTermDuration: 14 };
    const invoice = await create(invoiceBody({ paymentConditions: terms }), '?finalize=true');
    expect(invoice).toMatchObject({ voucherStatus: 'open', electronicDocumentProfile: 'EN16931' });
    expect(invoice.dueDate).toBe('2026-09-15T00:00:00.000+02:00');
    expect(invoice.files.documentFileId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes finalize=false as a draft', async () => {
    expect((await create(invoiceBody(), '?finalize=false')).voucherStatus).toBe('draft');
  });

  it('numbers invoices one after the other', async () => {
    const [a, b] = [await create(invoiceBody()), await create(invoiceBody())];
    expect(Number(b.voucherNumber.slice(2)) - Number(a.voucherNumber.slice(2))).toBe(1);
  });

  it('computes totals itself and ignores those that were sent', async () => {
    const totalPrice = { currency: 'EUR', totalNetAmount: 1, totalGrossAmount: 2, totalTaxAmount: 3 };
    const lineItems = [pricedLine(13.4, 19), pricedLine(8.32, 7), pricedLine(5, 0)];
    const invoice = await create(invoiceBody({ totalPrice, lineItems }));
    expect(invoice.totalPrice).toEqual({
      currency: 'EUR',
      totalNetAmount: 26.72,
      totalGrossAmount: 29.85,
      totalTaxAmount: 3.13,
    });
    expect(invoice.taxAmounts).toEqual([
      { taxRatePercentage: 0, taxAmount: 0, netAmount: 5 },
      { taxRatePercentage: 7, taxAmount: 0.58, netAmount: 8.32 },
      { taxRatePercentage: 19, taxAmount: 2.55, netAmount: 13.4 },
    ]);
  });

  it('states line amounts and the other side of the price', async () => {
    const line = customLine({
      quantity: 3,
      discountPercentage: 5,
      unitPrice: { currency: 'EUR', netAmount: 95, taxRatePercentage: 19 },
    });
    const invoice = await create(invoiceBody({ lineItems: [line, { type: 'text', name: 'Hinweis' }] }));
    expect(invoice.lineItems[0]).toMatchObject({ lineItemAmount: 270.75, unitPrice: { grossAmount: 113.05 } });
    expect(invoice.lineItems[1]).toEqual({ type: 'text', name: 'Hinweis' });
  });

  it('reads dates back with the German offset, whatever was sent', async () => {
    const invoice = await create(invoiceBody({ voucherDate: '2026-01-14T23:00:00.000Z' }));
    expect(invoice.voucherDate).toBe('2026-01-15T00:00:00.000+01:00');
  });

  it('applies the default payment conditions silently', async () => {
    const invoice = await create(invoiceBody());
    expect(invoice.paymentConditions).toMatchObject({
      paymentTermLabel: 'Zahlbar innerhalb von 14 Tagen ohne Abzug.',
      paymentTermDuration: 14,
    });
  });

  it('copies name and address from a contact, and takes overrides', async () => {
    const contactId = await contactIdOf(bench, 'Müller & Söhne');
    const plain = await create(invoiceBody({ address: { contactId } }));
    expect(plain.address).toMatchObject({ contactId, name: 'Müller & Söhne <Metallbau> GmbH', zip: '24103' });
    const overridden = await create(invoiceBody({ address: { contactId, supplement: 'Lager' } }));
    expect(overridden.address).toMatchObject({ supplement: 'Lager', name: 'Müller & Söhne <Metallbau> GmbH' });
  });

  it('takes gross prices as leading', async () => {
    const line = customLine({ unitPrice: { currency: 'EUR', grossAmount: 666, taxRatePercentage: 19 } });
    const invoice = await create(invoiceBody({ lineItems: [line], taxConditions: { taxType: 'gross' } }));
    expect(invoice.totalPrice).toMatchObject({ totalNetAmount: 559.66, totalTaxAmount: 106.34 });
  });

  it.each([
    [{ totalDiscountAbsolute: 10 }, 90],
    [{ totalDiscountPercentage: 12.5 }, 87.5],
  ])('takes the document discount %j off', async (discount, net) => {
    const invoice = await create(invoiceBody({ totalPrice: { currency: 'EUR', ...discount } }));
    expect(invoice.totalPrice).toMatchObject({ ...discount, totalNetAmount: net });
  });

  it('accepts the lowered rates of late 2020', async () => {
    const shippingConditions = { shippingType: 'service', shippingDate: '2020-08-01T00:00:00.000+02:00' };
    const invoice = await create(invoiceBody({ shippingConditions, lineItems: [pricedLine(100, 16)] }));
    expect(invoice.totalPrice.totalTaxAmount).toBe(16);
  });

  it.each(['intraCommunitySupply', 'constructionService13b', 'externalService13b', 'thirdPartyCountryDelivery'])(
    'writes the legal note of %s for a named customer',
    async (taxType) => {
      const contactId = await contactIdOf(bench, 'Skagen');
      const body = { address: { contactId }, taxConditions: { taxType }, lineItems: [pricedLine(10, 0)] };
      const invoice = await create(invoiceBody(body));
      expect(invoice.taxConditions.taxTypeNote).not.toBe('');
      expect(invoice.totalPrice.totalTaxAmount).toBe(0);
    },
  );

  it('links an invoice to the quotation it follows', async () => {
    const quotation = bench.sandbox.admin
      .organisation(bench.organizationId)
      ?.documents.find((document) => document.kind === 'quotation' && document.status !== 'draft');
    const invoice = await create(invoiceBody(), `?precedingSalesVoucherId=${quotation?.id ?? ''}`);
    expect(invoice.relatedVouchers).toEqual([
      { id: quotation?.id, voucherNumber: quotation?.number, voucherType: 'quotation' },
    ]);
  });

  it('takes three hundred lines', async () => {
    const invoice = await create(invoiceBody({ lineItems: Array.from({ length: 300 }, () => pricedLine(1, 19)) }));
    expect(invoice.totalPrice.totalGrossAmount).toBe(357);
  });
});

describe('other companies', () => {
  it('lets the small business use vatfree only', async () => {
    const small = bench.as(1);
    const vatfree = { taxConditions: { taxType: 'vatfree' }, lineItems: [pricedLine(50, 0)] };
    expect((await small.send('POST', '/v1/invoices?finalize=true', invoiceBody(vatfree))).status).toBe(201);
    expect((await small.send('POST', '/v1/invoices', invoiceBody())).status).toBe(406);
  });

  it('does not show one company the documents of another', async () => {
    const { json } = await bench.send('POST', '/v1/invoices', invoiceBody());
    expect((await bench.as(2).get(`/v1/invoices/${json.id}`)).status).toBe(404);
  });

  it('makes plain PDF invoices where E-Rechnung is off', async () => {
    const small = bench.as(1);
    const body = invoiceBody({ taxConditions: { taxType: 'vatfree' }, lineItems: [pricedLine(50, 0)] });
    const { json } = await small.send('POST', '/v1/invoices?finalize=true', body);
    expect((await small.get(`/v1/invoices/${json.id}`)).json.electronicDocumentProfile).toBe('NONE');
  });
});

describe('invoices cannot be changed', () => {
  it.each(['PUT', 'DELETE'])('answers %s with 404', async (method) => {
    const { json } = await bench.send('POST', '/v1/invoices', invoiceBody());
    const answer = await bench.send(method, `/v1/invoices/${json.id}`, invoiceBody());
    expect(answer.status).toBe(404);
    expect(answer.json).toMatchObject({ status: 404, path: `/v1/invoices/${json.id}` });
  });

  it('does not find an order confirmation among invoices', async () => {
    const other = bench.sandbox.admin
      .organisation(bench.organizationId)
      ?.documents.find((document) => document.kind === 'quotation');
    expect((await bench.get(`/v1/invoices/${other?.id ?? ''}`)).status).toBe(404);
    expect((await bench.get(`/v1/quotations/${other?.id ?? ''}`)).json.expirationDate).toMatch(/T00:00/);
  });
});
