import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { InvoiceDraft } from '../../../domain/invoice-draft.ts';
import { computeTotals } from '../../../domain/totals.ts';
import type { LexwareApi, LexwareResult, VoucherListQuery } from '../../../main/lexware/api.ts';
import { buildInvoiceBody } from '../../../main/lexware/invoice-body.ts';
import { createLexwareApi } from '../../../main/lexware/lexware-api.ts';
import { createLimiter } from '../../../main/lexware/limiter.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';

const click = { priority: 'click' } as const;
const query: VoucherListQuery = {
  voucherType: 'any',
  voucherStatus: 'any',
  page: 0,
  size: 250,
  sort: { property: 'createdDate', direction: 'DESC' },
};
let sandbox: Sandbox;
let organizationId: string;
let api: LexwareApi;

beforeAll(async () => {
  sandbox = await startSandbox({ identity: false, rate: 0, vouchers: 60, companies: 1 });
  organizationId = sandbox.apiKeys[0]?.organizationId ?? '';
  api = apiWith(sandbox.apiKeys[0]?.key ?? '');
});
beforeEach(() => sandbox.admin.clearFaults());
afterAll(() => sandbox.close());

function apiWith(key: string, postMs = 5000): LexwareApi {
  const credential = { getBearer: () => Promise.resolve(ok(key)), renewAfter401: () => Promise.resolve(ok(key)) };
  const limiter = createLimiter(undefined, { rate: 1.99, burst: 5, ceiling: null, clean: 0 });
  return createLexwareApi({ baseUrl: sandbox.apiUrl, fetch, credential, limiter, timeouts: { postMs } });
}

function valueOf<T>(result: LexwareResult<T>): T {
  expect(result).toMatchObject({ ok: true });
  if (!result.ok) throw new Error(result.error.error.code);
  return result.value;
}

const draft: InvoiceDraft = {
  id: '0b6d8a52-6a55-4c5f-8f0a-1d2b3c4d5e6f',
  language: 'de',
  recipient: {
    kind: 'oneTime',
    name: 'Ida Kern',
    supplement: '',
    street: 'Ring 1',
    zip: '50667',
    city: 'Köln',
    countryCode: 'DE',
  },
  voucherDate: '2026-03-29',
  shipping: { type: 'serviceperiod', date: '2026-03-01', endDate: '2026-03-31' },
  taxType: 'net',
  lineItems: [
    {
      type: 'custom',
      id: '1b6d8a52-6a55-4c5f-8f0a-1d2b3c4d5e6f',
      name: 'Stoff',
      description: 'rot & <blau>',
      quantity: '2.5',
      unitName: 'm',
      unitPrice: '8.3333',
      taxRatePercentage: 19,
      discountPercentage: '10',
    },
    { type: 'text', id: '2b6d8a52-6a55-4c5f-8f0a-1d2b3c4d5e6f', name: 'Hinweis', description: 'Ohne Preis' },
    {
      type: 'custom',
      id: '3b6d8a52-6a55-4c5f-8f0a-1d2b3c4d5e6f',
      name: 'Buch',
      description: '',
      quantity: '3',
      unitName: 'Stück',
      unitPrice: '18.69',
      taxRatePercentage: 7,
      discountPercentage: '',
    },
  ],
  totalDiscount: { kind: 'percentage', percent: '3' },
  paymentTerm: { label: '14 Tage netto', days: 14, discount: { percent: '2', days: 7 } },
  title: 'Rechnung',
  introduction: 'Guten Tag',
  remark: 'Danke',
};

describe('every call, against the sandbox', () => {
  test('profile, countries and payment conditions', async () => {
    expect(valueOf(await api.getProfile(click))).toMatchObject({ organizationId });
    expect(valueOf(await api.listCountries(click)).map((country) => country.code)).toContain('DE');
    expect(valueOf(await api.listPaymentConditions(click)).length).toBeGreaterThan(0);
  });

  test('contacts and articles', async () => {
    const contacts = valueOf(await api.listContacts(0, 250, click));
    const first = contacts.content[0];
    expect(contacts.totalElements).toBe(contacts.content.length);
    expect(valueOf(await api.getContact(first?.id ?? '', click))).toEqual(first);
    expect(valueOf(await api.listArticles(0, 250, click)).content.length).toBeGreaterThan(0);
  });

  test('every listed voucher is read, and every page ends where it says', async () => {
    const all = valueOf(await api.listVouchers(query, click));
    expect(all.content.length).toBe(all.totalElements);
    const small = { ...query, size: 7, page: Math.floor((all.totalElements - 1) / 7) };
    expect(valueOf(await api.listVouchers(small, click))).toMatchObject({ last: true });
    expect(new Set(all.content.map((row) => row.status))).not.toContain('unknown');
  });

  test('a filter by a day to come finds nothing, so filters are heard', async () => {
    const future = { ...query, updatedDateFrom: '2199-01-01' };
    expect(valueOf(await api.listVouchers(future, click)).totalElements).toBe(0);
  });

  test('a draft: created, read back equal, without a document', async () => {
    const { id, createdMs } = valueOf(await api.createInvoice(buildInvoiceBody(draft), false, click));
    expect(Math.abs(createdMs - Date.now())).toBeLessThan(60_000);
    const invoice = valueOf(await api.getInvoice(id, click));
    const totals = computeTotals(draft);
    expect(invoice).toMatchObject({
      status: 'draft',
      voucherDate: '2026-03-29',
      shipping: { type: 'serviceperiod', date: '2026-03-01', endDate: '2026-03-31' },
      recipient: { contactId: null, name: 'Ida Kern', city: 'Köln' },
      netCents: totals.netCents,
      taxCents: totals.taxCents,
      grossCents: totals.grossCents,
      taxes: totals.taxes,
      paymentTermLabel: '14 Tage netto',
      title: 'Rechnung',
      introduction: 'Guten Tag',
      remark: 'Danke',
    });
    expect(invoice.lineItems).toMatchObject([
      {
        name: 'Stoff',
        description: 'rot & <blau>',
        quantity: '2.5',
        unitPrice: '8.3333',
        amountCents: totals.lines[0],
      },
      { type: 'text', name: 'Hinweis', description: 'Ohne Preis' },
      { name: 'Buch', quantity: '3', unitPrice: '18.69', taxRatePercentage: 7 },
    ]);
    expect(await api.getInvoiceFile(id, 'application/pdf', click)).toMatchObject({
      ok: false,
      error: { proof: 'definite', error: { code: 'document_not_available_for_draft' } },
    });
  });

  test('a finalised invoice of a contact: open, with a PDF, and with XML only if it is an XRechnung', async () => {
    const contacts = valueOf(await api.listContacts(0, 250, click)).content;
    const contact = contacts.find((each) => each.invoiceable);
    const recipient = {
      ...draft.recipient,
      kind: 'contact',
      contactId: contact?.id ?? '',
    } as InvoiceDraft['recipient'];
    const { id } = valueOf(await api.createInvoice(buildInvoiceBody({ ...draft, recipient }), true, click));
    const invoice = valueOf(await api.getInvoice(id, click));
    expect(invoice).toMatchObject({ status: 'open', dueDate: '2026-04-12', recipient: { contactId: contact?.id } });
    const file = valueOf(await api.getInvoiceFile(id, 'application/pdf', click));
    expect(file.mediaType).toBe('application/pdf');
    expect(file.fileName).toMatch(/\.pdf$/);
    const xml = await api.getInvoiceFile(id, 'application/xml', click);
    expect(xml.ok || xml.error.error.code).toBe(
      invoice.electronicDocumentProfile === 'XRechnung' || 'document_format_not_available',
    );
    expect(valueOf(await api.listVouchers(query, click)).content.find((row) => row.id === id)).toMatchObject({
      totalCents: invoice.grossCents,
    });
  });

  test('contacts that cannot be invoiced are known beforehand, and refused', async () => {
    const contacts = valueOf(await api.listContacts(0, 250, click)).content;
    const refused = contacts.filter((contact) => !contact.invoiceable);
    expect(refused.length).toBeGreaterThan(0);
    for (const contact of refused.slice(0, 2)) {
      const recipient = { ...draft.recipient, kind: 'contact', contactId: contact.id } as InvoiceDraft['recipient'];
      const result = await api.createInvoice(buildInvoiceBody({ ...draft, recipient }), false, click);
      expect(result).toMatchObject({ ok: false, error: { proof: 'definite', httpStatus: 406 } });
    }
  });

  test('complaints come back to the fields of the draft', async () => {
    const [first, text, third] = draft.lineItems;
    const lineItems = [text, first, { ...third, name: '' }] as InvoiceDraft['lineItems'];
    const result = await api.createInvoice(buildInvoiceBody({ ...draft, lineItems }), false, click);
    expect(result).toMatchObject({
      ok: false,
      error: { proof: 'definite', error: { code: 'lexware_validation_failed' } },
    });
    expect(result.ok ? [] : result.error.error.fields?.map((field) => field.field)).toContain('lineItems.2.name');
  });

  test('what is not there is not found', async () => {
    const missing = '99999999-9999-4999-8999-999999999999';
    for (const result of [
      await api.getInvoice(missing, click),
      await api.getContact(missing, click),
      await api.getInvoiceFile(missing, 'application/pdf', click),
    ]) {
      expect(result).toMatchObject({ ok: false, error: { proof: 'definite', error: { code: 'lexware_not_found' } } });
    }
  });
});

describe('the faults of the sandbox, on a POST', () => {
  const post = { method: 'POST', count: 1 } as const;
  const invoices = () => sandbox.admin.requestCounts(organizationId);

  test.each([
    ['resetBefore', 'unknown'],
    ['resetAfter', 'unknown'],
    ['halfAnswer', 'unknown'],
    ['serverError', 'unknown'],
    ['serverErrorAfter', 'unknown'],
    ['unavailable', 'unknown'],
    ['timeoutBefore', 'unknown'],
    ['timeoutAfter', 'unknown'],
    ['notJson', 'unknown'],
    ['rateLimited', 'rateLimited'],
    ['contractProblem', 'definite'],
    ['forbidden', 'definite'],
  ] as const)('%s: %s', async (kind, proof) => {
    // Its own limiter, since several of these faults rightly slow the client down.
    const own = apiWith(sandbox.apiKeys[0]?.key ?? '');
    sandbox.admin.addFault({ kind, ...post });
    const result = await own.createInvoice(buildInvoiceBody(draft), true, click);
    expect(result).toMatchObject({ ok: false, error: { proof } });
    if (proof === 'unknown') {
      expect(result).toMatchObject({ ok: false, error: { error: { code: 'lexware_outcome_unknown' } } });
    }
    expect(sandbox.admin.faults()[0]?.hits).toBe(1);
  });

  test('refuse: proved not sent', async () => {
    sandbox.admin.addFault({ kind: 'refuse' });
    const own = apiWith(sandbox.apiKeys[0]?.key ?? '');
    await expect.poll(async () => (await fetch(sandbox.apiUrl).catch(() => null)) === null).toBe(true);
    expect(await own.createInvoice(buildInvoiceBody(draft), true, click)).toMatchObject({
      ok: false,
      error: { proof: 'notSent', error: { code: 'lexware_unreachable' } },
    });
    sandbox.admin.clearFaults();
    await expect.poll(async () => (await fetch(sandbox.apiUrl).catch(() => null)) === null).toBe(false);
  });

  test('slowAnswer: carried out, and unknown to us', async () => {
    sandbox.admin.addFault({ kind: 'slowAnswer', ms: 3000, ...post });
    const before = Object.values(invoices()).reduce((sum, count) => sum + count, 0);
    const own = apiWith(sandbox.apiKeys[0]?.key ?? '', 500);
    expect(await own.createInvoice(buildInvoiceBody(draft), true, click)).toMatchObject({
      ok: false,
      error: { proof: 'unknown', error: { code: 'lexware_outcome_unknown' } },
    });
    expect(Object.values(invoices()).reduce((sum, count) => sum + count, 0)).toBe(before + 1);
  });

  test('unauthorized: one repeat, and it is created once', async () => {
    sandbox.admin.addFault({ kind: 'unauthorized', ...post });
    const own = apiWith(sandbox.apiKeys[0]?.key ?? '');
    expect(await own.createInvoice(buildInvoiceBody(draft), false, click)).toMatchObject({ ok: true });
  });

  test('a key without the permission is told so', async () => {
    const own = apiWith(sandbox.admin.createKey(organizationId, ['profile.read']));
    expect(await own.createInvoice(buildInvoiceBody(draft), false, click)).toMatchObject({
      ok: false,
      error: { proof: 'definite', error: { code: 'lexware_forbidden' } },
    });
  });

  test('a deleted key needs a new sign-in, and nothing was carried out', async () => {
    const key = sandbox.admin.createKey(organizationId);
    sandbox.admin.deleteKey(key);
    expect(await apiWith(key).createInvoice(buildInvoiceBody(draft), true, click)).toMatchObject({
      ok: false,
      error: { proof: 'notSent', httpStatus: 401, error: { code: 'session_expired' } },
    });
  });
});
