import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactIdOf, invoiceBody, pricedLine, startBench, type Bench, type Wire } from '../client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ vouchers: 300 });
});
afterAll(() => bench.sandbox.close());

async function list(query: string): Promise<Wire> {
  const { status, json } = await bench.get(`/v1/voucherlist?${query}`);
  expect(status).toBe(200);
  return json;
}

const all = 'voucherType=any&voucherStatus=any';

describe('the voucherlist', () => {
  it('answers one page of 25, newest first, in the envelope', async () => {
    const page = await list(all);
    expect(page).toMatchObject({ first: true, last: false, size: 25, number: 0, totalElements: 300, totalPages: 12 });
    expect(page.content).toHaveLength(25);
    expect(page.sort[0]).toMatchObject({ property: 'voucherDate', direction: 'DESC', ascending: false });
    const dates = page.content.map((row: Wire) => row.voucherDate);
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('holds every document exactly once over its pages', async () => {
    const ids = new Set<string>();
    for (const page of [0, 1]) {
      const { content } = await list(`${all}&size=250&page=${page}`);
      for (const row of content) ids.add(row.id);
    }
    expect(ids.size).toBe(300);
  });

  it('ends with a page that says so', async () => {
    const page = await list(`${all}&size=250&page=1`);
    expect(page).toMatchObject({ last: true, first: false, numberOfElements: 50 });
  });

  it('counts days from midnight in Germany', async () => {
    for (const row of (await list(all)).content) expect(row.voucherDate).toMatch(/T00:00:00\.000\+0[12]:00$/);
  });

  it('says overdue where the single document says open', async () => {
    const { content } = await list('voucherType=invoice&voucherStatus=overdue');
    expect(content.length).toBeGreaterThan(0);
    for (const row of content) expect(row).toMatchObject({ voucherStatus: 'overdue', voucherType: 'invoice' });
    expect((await bench.get(`/v1/invoices/${content[0].id}`)).json.voucherStatus).toBe('open');
  });

  it('counts overdue ones as open', async () => {
    const { content } = await list('voucherType=invoice&voucherStatus=open&size=250');
    expect(new Set(content.map((row: Wire) => row.voucherStatus))).toEqual(new Set(['open', 'overdue']));
  });

  it('lets an invoice become overdue at midnight in Germany, one day after it is due', async () => {
    const paymentConditions = { paymentTermLabel: 'x', paymentTermDuration: 14 };
    const { json } = await bench.send('POST', '/v1/invoices?finalize=true', invoiceBody({ paymentConditions }));
    const status = async () => {
      const { content } = await list('voucherType=invoice&voucherStatus=open&size=250');
      return content.find((row: Wire) => row.id === json.id)?.voucherStatus;
    };
    expect(await status()).toBe('open');
    bench.pass(12 * 3_600_000 - 1);
    expect(await status()).toBe('open');
    bench.pass(1);
    expect(await status()).toBe('overdue');
    bench.pass(-12 * 3_600_000);
  });

  it('leaves the contact out for one-time addresses and writes people as "Last, First"', async () => {
    await bench.send('POST', '/v1/invoices', invoiceBody());
    const contactId = await contactIdOf(bench, 'Jördis');
    await bench.send('POST', '/v1/invoices', invoiceBody({ address: { contactId } }));
    const { content } = await list(`${all}&sort=createdDate,DESC&size=10`);
    const oneTime = content.find((row: Wire) => row.contactName === 'Musterbau KG');
    expect(oneTime).not.toHaveProperty('contactId');
    expect(content.find((row: Wire) => row.contactId === contactId)?.contactName).toBe('Größlein-Ağaoğlu, Jördis');
  });

  it('has no due date for drafts and no amounts for delivery notes', async () => {
    for (const row of (await list('voucherType=invoice&voucherStatus=draft')).content) {
      expect(row).not.toHaveProperty('dueDate');
    }
    const notes = (await list('voucherType=deliverynote&voucherStatus=any')).content;
    expect(notes.length).toBeGreaterThan(0);
    for (const row of notes) expect(row).not.toHaveProperty('totalAmount');
  });

  it.each(['voucherDate', 'createdDate', 'updatedDate', 'voucherNumber'] as const)(
    'sorts by %s both ways',
    async (key) => {
      const read = async (direction: string) =>
        (await list(`${all}&size=250&sort=${key},${direction}`)).content.map((row: Wire) => row[key]);
      const [ascending, descending] = [await read('ASC'), await read('DESC')];
      expect(ascending).toEqual([...ascending].sort());
      expect(descending).toEqual([...descending].sort().reverse());
    },
  );

  it('filters by day, both ends inclusive', async () => {
    const { content } = await list(`${all}&size=250`);
    const day = content[0].voucherDate.slice(0, 10);
    const rows = (await list(`${all}&voucherDateFrom=${day}&voucherDateTo=${day}`)).content;
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.voucherDate.slice(0, 10)).toBe(day);
  });

  it('filters by number without regard to case, and by contact', async () => {
    const row = (await list('voucherType=invoice&voucherStatus=any')).content.find((r: Wire) => r.contactId);
    if (!row) throw new Error('no invoice with a contact');
    const found = await list(`${all}&voucherNumber=${row.voucherNumber.toLowerCase()}`);
    expect(found.content.map((r: Wire) => r.id)).toEqual([row.id]);
    for (const r of (await list(`${all}&contactId=${row.contactId}`)).content) expect(r.contactId).toBe(row.contactId);
  });

  it('ignores parameters that it does not know', async () => {
    expect((await list(`${all}&voucherDatefrom=2999-01-01`)).totalElements).toBeGreaterThan(200);
  });

  it('shows only archived documents where asked', async () => {
    const [row] = (await list(`${all}&size=1`)).content;
    bench.sandbox.admin.act(bench.organizationId, row.id, 'archive');
    expect((await list(`${all}&archived=true`)).content.map((r: Wire) => r.id)).toEqual([row.id]);
  });

  it('shows a draft at once, and late where the index is late', async () => {
    const id = bench.sandbox.admin.addFault({ kind: 'lateIndex', ms: 3000 });
    const body = invoiceBody({ lineItems: [pricedLine(4711, 19)] });
    const { json } = await bench.send('POST', '/v1/invoices', body);
    const isListed = async () =>
      (await list(`${all}&sort=createdDate,DESC&size=10`)).content.some((row: Wire) => row.id === json.id);
    expect(await isListed()).toBe(false);
    bench.pass(3000);
    expect(await isListed()).toBe(true);
    bench.sandbox.admin.clearFaults(id);
  });
});

describe('the voucherlist refuses', () => {
  it.each([
    ['', 'Missing required request parameters'],
    ['voucherType=invoice', 'Missing required request parameters'],
    ['voucherStatus=any', 'Missing required request parameters'],
    ['voucherType=bill&voucherStatus=any', "Invalid value 'bill' received for request parameter 'voucherType'"],
    ['voucherType=dunning&voucherStatus=any', "Invalid value 'dunning'"],
    ['voucherType=any&voucherStatus=paymentordered', "Invalid value 'paymentordered'"],
    ['voucherType=any&voucherStatus=open,overdue', "'overdue' cannot be combined"],
    ['voucherType=invoice,&voucherStatus=any', "Invalid value ''"],
    [`${all}&sort=contactName,ASC`, "parameter 'sort' is invalid"],
    [`${all}&sort=voucherDate,UP`, "parameter 'sort' is invalid"],
    [`${all}&size=251`, "parameter 'size' must be equal or lower than 250"],
    [`${all}&size=0`, "Invalid value '0'"],
    [`${all}&page=-1`, "Invalid value '-1'"],
    [`${all}&page=x`, "Invalid value 'x'"],
    [`${all}&voucherDateFrom=01.09.2026`, "Invalid value '01.09.2026'"],
    [`${all}&updatedDateTo=2026-02-30`, "Invalid value '2026-02-30'"],
    [`${all}&size=250&page=40`, 'Maximum search window size exceeded'],
    [`${all}&size=30&page=333`, 'Maximum search window size exceeded'],
  ])('%s', async (query, message) => {
    const { status, json } = await bench.get(`/v1/voucherlist?${query}`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ status: 400, error: 'Bad Request', path: '/v1/voucherlist' });
    expect(json.message).toContain(message);
  });
});
