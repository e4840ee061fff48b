import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBench, type Bench, type Wire } from '../client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ vouchers: 5 });
});
afterAll(() => bench.sandbox.close());

const price = { netPrice: 95, leadingPrice: 'NET', taxRate: 19 };

function body(changes: Record<string, unknown> = {}) {
  return { title: 'Beratung', type: 'SERVICE', unitName: 'Stunde', price, ...changes };
}

describe('articles', () => {
  it('are created with 201 and version 0, and read back with explicit nulls', async () => {
    const { status, json } = await bench.send('POST', '/v1/articles', body({ articleNumber: 'B-1' }));
    expect(status).toBe(201);
    expect(json.version).toBe(0);
    expect((await bench.get(`/v1/articles/${json.id}`)).json).toMatchObject({
      title: 'Beratung',
      articleNumber: 'B-1',
      description: null,
      gtin: null,
      note: null,
      price: { netPrice: 95, grossPrice: 113.05, leadingPrice: 'NET', taxRate: 19 },
    });
  });

  it('derive the net price from a leading gross one', async () => {
    const gross = { grossPrice: 11.9, leadingPrice: 'GROSS', taxRate: 19 };
    const { json } = await bench.send('POST', '/v1/articles', body({ price: gross }));
    expect((await bench.get(`/v1/articles/${json.id}`)).json.price.netPrice).toBe(10);
  });

  it('are listed by title and filtered', async () => {
    const titles = (await bench.get('/v1/articles?size=250')).json.content.map((a: Wire) => a.title.toLowerCase());
    expect(titles).toEqual([...titles].sort());
    for (const article of (await bench.get('/v1/articles?type=PRODUCT')).json.content) {
      expect(article.type).toBe('PRODUCT');
    }
    expect((await bench.get('/v1/articles?articleNumber=A-100')).json.totalElements).toBe(1);
    expect((await bench.get('/v1/articles?gtin=1')).json.totalElements).toBe(0);
  });

  it('are replaced with the current version only', async () => {
    const { json } = await bench.send('POST', '/v1/articles', body());
    const path = `/v1/articles/${json.id}`;
    expect((await bench.send('PUT', path, body())).json.details[0]).toMatchObject({ field: 'version' });
    expect((await bench.send('PUT', path, body({ version: 7 }))).status).toBe(409);
    const put = await bench.send('PUT', path, body({ version: 0, title: 'Neu' }));
    expect(put).toMatchObject({ status: 200, json: { version: 1 } });
    expect((await bench.get(path)).json.title).toBe('Neu');
  });

  it('are gone after DELETE', async () => {
    const { json } = await bench.send('POST', '/v1/articles', body());
    expect((await bench.send('DELETE', `/v1/articles/${json.id}`, '')).status).toBe(204);
    expect((await bench.get(`/v1/articles/${json.id}`)).status).toBe(404);
    expect((await bench.send('DELETE', `/v1/articles/${json.id}`, '')).status).toBe(404);
    expect((await bench.send('PUT', `/v1/articles/${json.id}`, body())).status).toBe(404);
  });

  it.each([
    [{ title: undefined }, 'title', 'NOTNULL'],
    [{ title: '' }, 'title', 'NOTBLANK'],
    [{ type: undefined }, 'type', 'NOTNULL'],
    [{ unitName: undefined }, 'unitName', 'NOTNULL'],
    [{ price: undefined }, 'price', 'NOTNULL'],
    [{ price: { ...price, leadingPrice: undefined } }, 'price.leadingPrice', 'NOTNULL'],
    [{ price: { ...price, netPrice: undefined } }, 'price.netPrice', 'NOTNULL'],
    [{ price: { ...price, netPrice: 0.00001 } }, 'price.netPrice', 'DIGITS'],
    [{ price: { ...price, taxRate: 18 } }, 'price.taxRate', 'INVALIDVALUE'],
    [{ gtin: '4006381333932' }, 'gtin', 'VALIDGTIN'],
    [{ articleNumber: 'A-100' }, 'materialNumber', 'MATERIAL_NUMBER_ALREADY_EXISTS'],
  ])('%j is refused at %s with %s', async (changes, field, violation) => {
    const { status, json } = await bench.send('POST', '/v1/articles', body(changes));
    expect(status).toBe(406);
    expect(json.details).toContainEqual(expect.objectContaining({ field, violation }));
  });

  it('take a GTIN with the right check digit', async () => {
    expect((await bench.send('POST', '/v1/articles', body({ gtin: '4006381333931' }))).status).toBe(201);
  });

  it.each([{ type: 'service' }, { price: { ...price, leadingPrice: 'net' } }])(
    '%j is answered with 400',
    async (changes) => {
      const { status, json } = await bench.send('POST', '/v1/articles', body(changes));
      expect(status).toBe(400);
      expect(json.message).toContain('Value must be one of');
    },
  );

  it('refuse an unknown type in the list', async () => {
    expect((await bench.get('/v1/articles?type=service')).json.message).toBe(
      'Value must be one of: [PRODUCT, SERVICE]',
    );
  });
});
