import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactIdOf, invoiceBody, parseWire, startBench, type Bench, type Wire } from './client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ companies: 2 });
});
afterAll(() => bench.sandbox.close());

async function admin(method: string, path: string, body?: unknown, token = bench.sandbox.adminToken) {
  const response = await fetch(`${bench.sandbox.adminUrl}/sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = parseWire(text);
  return { status: response.status, json, text };
}

describe('the admin endpoint', () => {
  it.each(['', 'wrong'])('refuses the token %j', async (token) => {
    expect((await admin('GET', 'organisations', undefined, token)).status).toBe(401);
  });

  it('refuses an API key', async () => {
    const { key } = bench.sandbox.apiKeys[0] ?? { key: '' };
    expect((await admin('POST', 'reset', undefined, key)).status).toBe(401);
  });

  it('sets, shows and clears faults', async () => {
    const { status, json } = await admin('POST', 'faults', { kind: 'unavailable', path: '/v1/profile', count: 1 });
    expect(status).toBe(201);
    expect((await bench.get('/v1/profile')).status).toBe(503);
    expect((await admin('GET', 'faults')).json).toEqual([
      { kind: 'unavailable', path: '/v1/profile', count: 1, id: json.id, hits: 1 },
    ]);
    expect((await admin('DELETE', `faults/${json.id}`)).status).toBe(204);
    expect((await admin('GET', 'faults')).json).toEqual([]);
  });

  it('closes and opens the port', async () => {
    await admin('POST', 'faults', { kind: 'refuse' });
    await expect(bench.get('/v1/profile')).rejects.toThrow('fetch failed');
    await admin('DELETE', 'faults');
    expect((await bench.get('/v1/profile')).status).toBe(200);
  });

  it.each([{}, { kind: 'unknown' }, { kind: 'slow', ms: '5' }, { kind: 'slow', pfad: '/v1' }, '[]', '{'])(
    'refuses the fault %j',
    async (body) => {
      expect((await admin('POST', 'faults', body)).status).toBe(400);
    },
  );

  it('shows what a company has, with totals in cents', async () => {
    await bench.send('POST', '/v1/invoices', invoiceBody({ title: 'Probe' }));
    expect((await admin('GET', 'organisations')).json).toHaveLength(2);
    const { json } = await admin('GET', `organisations/${bench.organizationId}`);
    expect(json.documents.find((entry: Wire) => entry.title === 'Probe')).toMatchObject({
      kind: 'invoice',
      status: 'draft',
      netCents: 10_000,
      taxCents: 1900,
      totalCents: 11_900,
      voucherDay: '2026-09-01',
    });
    expect(json.counts['invoice draft']).toBeGreaterThan(1);
    expect((await admin('GET', 'organisations/x')).status).toBe(404);
  });

  it('counts requests by endpoint, without any token', async () => {
    await admin('DELETE', 'requests');
    const id = await contactIdOf(bench, 'Landeshauptstadt');
    await bench.get(`/v1/contacts/${id}`);
    await bench.get('/v1/nothing');
    const { json, text } = await admin('GET', `requests?organizationId=${bench.organizationId}`);
    expect(json.counts).toEqual({ 'GET /v1/contacts': 1, 'GET /v1/contacts/{id}': 1, 'GET /v1/nothing': 1 });
    expect(json.requests[1]).toMatchObject({ method: 'GET', status: 200, executed: true });
    for (const { key } of bench.sandbox.apiKeys) expect(text).not.toContain(key);
  });

  it('does what only the web app can', async () => {
    const { json: created } = await bench.send('POST', '/v1/invoices', invoiceBody());
    const act = (action: string) =>
      admin('POST', `organisations/${bench.organizationId}/documents/${created.id}`, { action });
    const read = async () => (await bench.get(`/v1/invoices/${created.id}`)).json;
    expect((await act('pay')).status).toBe(409);
    bench.pass(1000);
    expect((await act('finalise')).status).toBe(204);
    expect(await read()).toMatchObject({ voucherStatus: 'open', version: 2, dueDate: '2026-09-15T00:00:00.000+02:00' });
    expect((await read()).updatedDate).toBe('2026-09-15T12:00:01.000+02:00');
    await act('payPart');
    expect((await read()).voucherStatus).toBe('open');
    await act('pay');
    expect((await read()).voucherStatus).toBe('paid');
    expect((await act('void')).status).toBe(409);
    expect((await act('delete')).status).toBe(409);
    expect((await act('explode')).status).toBe(400);
  });

  it('deletes a draft', async () => {
    const { json } = await bench.send('POST', '/v1/invoices', invoiceBody());
    await admin('POST', `organisations/${bench.organizationId}/documents/${json.id}`, { action: 'delete' });
    expect((await bench.get(`/v1/invoices/${json.id}`)).status).toBe(404);
  });

  it('lets a company grow', async () => {
    const total = async () => (await bench.get('/v1/voucherlist?voucherType=any&voucherStatus=any')).json.totalElements;
    const before = await total();
    expect((await admin('POST', `organisations/${bench.organizationId}/grow`, { count: 30 })).status).toBe(204);
    expect(await total()).toBe(before + 30);
    expect((await admin('POST', `organisations/${bench.organizationId}/grow`, { count: 0 })).status).toBe(400);
    expect((await admin('POST', 'organisations/x/grow', { count: 1 })).status).toBe(404);
  });

  it('goes back to the beginning', async () => {
    const fresh = await startBench({ companies: 2 });
    await admin('POST', 'faults', { kind: 'unavailable' });
    expect((await admin('POST', 'reset')).status).toBe(204);
    expect(bench.sandbox.admin.organisation(bench.organizationId)?.documents).toEqual(
      fresh.sandbox.admin.organisation(fresh.organizationId)?.documents,
    );
    expect((await bench.get('/v1/profile')).status).toBe(200);
    await fresh.sandbox.close();
  });

  it.each([
    ['GET', 'nothing'],
    ['PUT', 'faults'],
    ['GET', ''],
    ['GET', 'identity'],
  ])('has no %s %s', async (method, path) => {
    expect((await admin(method, path)).status).toBe(404);
  });
});
