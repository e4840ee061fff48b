import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBench, type Bench, type Wire } from '../client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ vouchers: 200 });
});
afterAll(() => bench.sandbox.close());

function documents(kind: string, status: string) {
  const all = bench.sandbox.admin.organisation(bench.organizationId)?.documents ?? [];
  return all.filter((entry) => entry.kind === kind && entry.status === status);
}

/** An answer that is a bare array. */
function list(json: Wire): Wire[] {
  return json as unknown as Wire[];
}

describe('the profile', () => {
  it.each([
    [0, { taxType: 'net', smallBusiness: false, distanceSalesPrinciple: 'ORIGIN' }],
    [1, { taxType: 'vatfree', smallBusiness: true }],
    [2, { taxType: 'gross', smallBusiness: false }],
  ])('of company %i says how it is taxed', async (company, expected) => {
    const { json } = await bench.as(company).get('/v1/profile');
    expect(json).toMatchObject({ ...expected, organizationId: bench.as(company).organizationId });
    expect(json.created.date).toMatch(/\.\d{3}\+0[12]:00$/);
    expect(json).not.toHaveProperty('companyId');
  });
});

describe('master data', () => {
  it('knows the countries in both languages', async () => {
    const { json } = await bench.get('/v1/countries');
    const byCode = new Map(list(json).map((country: Wire) => [country.countryCode, country]));
    expect(byCode.get('DE')).toMatchObject({ countryNameDE: 'Deutschland', taxClassification: 'de' });
    expect(byCode.get('FR')).toMatchObject({ countryNameEN: 'France', taxClassification: 'intraCommunity' });
    expect(byCode.get('CH')).toMatchObject({ countryNameDE: 'Schweiz', taxClassification: 'thirdPartyCountry' });
    expect(byCode.get('ES_CN')).toBeDefined();
    expect(list(json).length).toBeGreaterThan(240);
  });

  it('has exactly one default among the payment conditions', async () => {
    const { json } = await bench.get('/v1/payment-conditions');
    expect(list(json).filter((entry: Wire) => entry.organizationDefault)).toHaveLength(1);
    expect(json).toContainEqual(
      expect.objectContaining({ paymentDiscountConditions: { discountRange: 10, discountPercentage: 3 } }),
    );
  });

  it('has posting categories for income and outgo, and a print layout', async () => {
    const { json } = await bench.get('/v1/posting-categories');
    expect(new Set(list(json).map((entry: Wire) => entry.type))).toEqual(new Set(['income', 'outgo']));
    expect(new Set(list(json).map((entry: Wire) => entry.id)).size).toBe(list(json).length);
    expect((await bench.get('/v1/print-layouts')).json).toEqual([
      { id: expect.any(String) as string, name: 'Standard', default: true },
    ]);
  });
});

describe('payments', () => {
  it('of a paid invoice are balanced, with their date', async () => {
    const { json } = await bench.get(`/v1/payments/${documents('invoice', 'paid')[0]?.id ?? ''}`);
    expect(json).toMatchObject({ openAmount: 0, paymentStatus: 'balanced', voucherStatus: 'paid', currency: 'EUR' });
    expect(json.paidDate).toBe(json.paymentItems.at(-1)?.postingDate);
  });

  it('of an open invoice say what is missing', async () => {
    const invoice = documents('invoice', 'overdue')[0];
    bench.sandbox.admin.act(bench.organizationId, invoice?.id ?? '', 'payPart');
    const { json } = await bench.get(`/v1/payments/${invoice?.id ?? ''}`);
    expect(json).toMatchObject({ paymentStatus: 'openRevenue', voucherStatus: 'open', voucherType: 'invoice' });
    const paid = json.paymentItems.reduce((sum: number, item: Wire) => sum + Math.round(item.amount * 100), 0);
    expect(paid + Math.round(json.openAmount * 100)).toBe(invoice?.totalCents);
  });

  it.each([
    ['invoice', 'draft'],
    ['quotation', 'open'],
    ['purchaseinvoice', 'unchecked'],
    ['deliverynote', 'open'],
  ])('of a %s in status %s are refused', async (kind, status) => {
    const { status: code, json } = await bench.get(`/v1/payments/${documents(kind, status)[0]?.id ?? ''}`);
    expect(code).toBe(406);
    expect(json.message).toBe('No payment information for this voucher/voucher type');
  });

  it('of nothing are 404', async () => {
    expect((await bench.get('/v1/payments/x')).status).toBe(404);
  });
});

describe('bookkeeping vouchers', () => {
  it('are read by id, with date-times', async () => {
    const voucher = documents('purchaseinvoice', 'paid')[0];
    const { json } = await bench.get(`/v1/vouchers/${voucher?.id ?? ''}`);
    expect(json).toMatchObject({ type: 'purchaseinvoice', voucherStatus: 'paid', taxType: 'gross', files: [] });
    expect(json.voucherDate).toMatch(/T00:00:00\.000\+0[12]:00$/);
    expect(json.voucherItems[0].amount).toBe(json.totalGrossAmount);
  });

  it('are found by number, which is mandatory', async () => {
    const voucher = documents('purchaseinvoice', 'paid')[0];
    const { json } = await bench.get(`/v1/vouchers?voucherNumber=${voucher?.number ?? ''}`);
    expect(json.content.map((entry: Wire) => entry.id)).toContain(voucher?.id);
    const refused = await bench.get('/v1/vouchers');
    expect(refused.status).toBe(400);
    expect(refused.json.IssueList[0].source).toContain('voucherNumber');
  });

  it('are not invoices, and invoices are not bookkeeping vouchers', async () => {
    expect((await bench.get(`/v1/vouchers/${documents('invoice', 'paid')[0]?.id ?? ''}`)).status).toBe(404);
    expect((await bench.get(`/v1/invoices/${documents('purchaseinvoice', 'paid')[0]?.id ?? ''}`)).status).toBe(404);
  });
});
