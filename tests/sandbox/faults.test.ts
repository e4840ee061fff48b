import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultKind } from '../../sandbox/faults.ts';
import { invoiceBody, startBench, type Bench } from './client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ vouchers: 3, companies: 2 });
});
afterEach(() => bench.sandbox.close());

function count(): number {
  return bench.sandbox.admin.organisation(bench.organizationId)?.documents.length ?? 0;
}

const post = () => bench.send('POST', '/v1/invoices', invoiceBody());

describe('faults without an effect', () => {
  it.each<[FaultKind, number, string]>([
    ['rateLimited', 429, '{"message":"Rate limit exceeded"}'],
    ['serverError', 500, '{"message":null}'],
    ['unavailable', 503, 'null'],
    ['timeoutBefore', 504, '{"message":"Endpoint request timed out"}'],
    ['unauthorized', 401, '{"message":"Unauthorized"}'],
    ['contractProblem', 402, '{"message":"Payment Required"}'],
    ['forbidden', 403, '{"message":"Forbidden"}'],
  ])('%s answers %i', async (kind, status, text) => {
    bench.sandbox.admin.addFault({ kind, count: 1 });
    expect(await post()).toMatchObject({ status, text });
    expect(count()).toBe(3);
    expect((await post()).status).toBe(201);
  });

  it('notJson answers 200 with HTML', async () => {
    bench.sandbox.admin.addFault({ kind: 'notJson' });
    const { status, text, json } = await post();
    expect(status).toBe(200);
    expect(json).toBeUndefined();
    expect(text).toContain('<!doctype html>');
    expect(count()).toBe(3);
  });

  it('resetBefore cuts the connection', async () => {
    bench.sandbox.admin.addFault({ kind: 'resetBefore', count: 1 });
    await expect(post()).rejects.toThrow('fetch failed');
    expect(count()).toBe(3);
    expect(bench.sandbox.admin.requests().at(-1)).toMatchObject({ executed: false, status: 0, fault: 'resetBefore' });
  });

  it('refuse closes the port until it is cleared', async () => {
    const { admin } = bench.sandbox;
    admin.addFault({ kind: 'refuse' });
    await admin.settled();
    const failure: unknown = await post().catch((error: unknown) => error);
    expect(failure).toHaveProperty('cause.code', 'ECONNREFUSED');
    admin.clearFaults();
    await admin.settled();
    expect((await post()).status).toBe(201);
  });

  it('refuse ends by itself after its time', async () => {
    const { admin } = bench.sandbox;
    admin.addFault({ kind: 'refuse', ms: 50 });
    await admin.settled();
    await expect(post()).rejects.toThrow('fetch failed');
    await expect
      .poll(
        () =>
          post().then(
            (answer) => answer.status,
            () => 0,
          ),
        { timeout: 5000 },
      )
      .toBe(201);
    expect(admin.faults()).toEqual([]);
  });
});

describe('faults after the effect', () => {
  it.each<[FaultKind, number]>([
    ['timeoutAfter', 504],
    ['serverErrorAfter', 500],
  ])('%s answers %i though the invoice exists', async (kind, status) => {
    bench.sandbox.admin.addFault({ kind });
    expect((await post()).status).toBe(status);
    expect(count()).toBe(4);
  });

  it.each<FaultKind>(['resetAfter', 'halfAnswer'])('%s breaks the answer though the invoice exists', async (kind) => {
    bench.sandbox.admin.addFault({ kind });
    await expect(post()).rejects.toThrow(/fetch failed|terminated/);
    expect(count()).toBe(4);
    expect(bench.sandbox.admin.requests().at(-1)).toMatchObject({ executed: true, fault: kind });
  });

  it('do not hit a call that was not carried out', async () => {
    bench.sandbox.admin.addFault({ kind: 'timeoutAfter', count: 1 });
    expect((await bench.get('/v1/nothing')).status).toBe(403);
    expect((await post()).status).toBe(504);
  });
});

describe('slowness', () => {
  it.each<[FaultKind, number]>([
    ['slow', 3],
    ['slowAnswer', 4],
  ])('%s: when the client gives up, there are %i documents', async (kind, documents) => {
    bench.sandbox.admin.addFault({ kind, ms: 60_000, count: 1 });
    const aborter = new AbortController();
    const { key } = bench.sandbox.apiKeys[0] ?? { key: '' };
    const call = fetch(`${bench.sandbox.apiUrl}/v1/invoices`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(invoiceBody()),
      signal: aborter.signal,
    });
    await expect.poll(() => bench.sandbox.admin.faults()[0]?.hits).toBe(1);
    aborter.abort();
    await expect(call).rejects.toThrow();
    expect(count()).toBe(documents);
  });

  it('delays the answer by the time given', async () => {
    bench.sandbox.admin.addFault({ kind: 'slow', ms: 80 });
    const start = performance.now();
    expect((await post()).status).toBe(201);
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
  });
});

describe('filters', () => {
  it.each([
    [{ method: 'GET' }, 201],
    [{ method: 'post' }, 503],
    [{ path: '/v1/contacts' }, 201],
    [{ path: '/v1/invoices' }, 503],
    [{ path: '/v1/inv*' }, 503],
    [{ path: '/v1/inv' }, 201],
    [{ permission: 'invoices.write' }, 503],
    [{ permission: 'invoices.read' }, 201],
    [{ method: 'POST', path: '/v1/contacts' }, 201],
  ])('%j: %i', async (filter, status) => {
    bench.sandbox.admin.addFault({ kind: 'unavailable', ...filter });
    expect((await post()).status).toBe(status);
  });

  it('by company leave the others alone', async () => {
    bench.sandbox.admin.addFault({ kind: 'unavailable', organizationId: bench.organizationId });
    expect((await bench.get('/v1/profile')).status).toBe(503);
    expect((await bench.as(1).get('/v1/profile')).status).toBe(200);
  });

  it('by count are used up, one fault after the other', async () => {
    const { admin } = bench.sandbox;
    admin.addFault({ kind: 'unavailable', count: 2 });
    admin.addFault({ kind: 'rateLimited', count: 1 });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await bench.get('/v1/profile')).status);
    expect(statuses).toEqual([503, 503, 429, 200]);
    expect(admin.faults().map((fault) => fault.hits)).toEqual([2, 1]);
  });

  it('clear one fault and keep the other', async () => {
    const { admin } = bench.sandbox;
    const id = admin.addFault({ kind: 'unavailable' });
    admin.addFault({ kind: 'rateLimited' });
    admin.clearFaults(id);
    expect((await bench.get('/v1/profile')).status).toBe(429);
  });
});
