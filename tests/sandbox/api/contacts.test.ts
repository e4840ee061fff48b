import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileSearch, decodeHtml } from '../../../sandbox/api/search-text.ts';
import { startBench, type Bench, type Wire } from '../client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ vouchers: 200 });
});
afterAll(() => bench.sandbox.close());

const company = { name: 'Nordwind GmbH' };
const address = { street: 'Weg 1', zip: '24103', city: 'Kiel', countryCode: 'DE' };

function body(changes: Record<string, unknown> = {}) {
  return { version: 0, roles: { customer: {} }, company, addresses: { billing: [address] }, ...changes };
}

async function names(query: string): Promise<string[]> {
  const { json } = await bench.get(`/v1/contacts?${query}`);
  return json.content.map((contact: Wire) => contact.company?.name ?? contact.person.lastName);
}

describe('contacts', () => {
  it('are created with 200, read back with a number, and found by name', async () => {
    const { status, json } = await bench.send('POST', '/v1/contacts', body());
    expect(status).toBe(200);
    expect(json).toMatchObject({ version: 1, resourceUri: `${bench.sandbox.apiUrl}/v1/contacts/${json.id}` });
    const contact = (await bench.get(`/v1/contacts/${json.id}`)).json;
    expect(contact).toMatchObject({ company, archived: false, organizationId: bench.organizationId });
    expect(contact.roles.customer.number).toBeGreaterThan(10_000);
    expect(contact).not.toHaveProperty('createdDate');
    expect(await names('name=nordwind')).toEqual(['Nordwind GmbH']);
  });

  it('are replaced as a whole with the version last read', async () => {
    const { json } = await bench.send('POST', '/v1/contacts', body({ note: 'alt' }));
    const before = (await bench.get(`/v1/contacts/${json.id}`)).json;
    const changed = { ...body({ roles: { customer: {}, vendor: {} } }), version: 1 };
    const put = await bench.send('PUT', `/v1/contacts/${json.id}`, changed);
    expect(put.status).toBe(200);
    expect(put.json).toMatchObject({ id: json.id, version: 2 });
    const after = (await bench.get(`/v1/contacts/${json.id}`)).json;
    expect(after).not.toHaveProperty('note');
    expect(after.roles.customer).toEqual(before.roles.customer);
    expect(after.roles.vendor.number).toBeGreaterThan(70_000);
  });

  it.each([
    ['name=%26amp%3B%20S%C3%B6hne%20%26lt%3BMet', 'Müller & Söhne <Metallbau> GmbH'],
    ['name=m_ller%20%25GmbH', 'Müller & Söhne <Metallbau> GmbH'],
    ['email=buchhaltung@mueller', 'Müller & Söhne <Metallbau> GmbH'],
    ['name=LANDESHAUPT', 'Landeshauptstadt Kiel'],
  ])('are found by %s', async (query, name) => {
    expect(await names(query)).toContain(name);
  });

  it('are filtered by role and by number', async () => {
    const vendors = (await bench.get('/v1/contacts?vendor=true&customer=false')).json.content;
    expect(vendors.map((contact: Wire) => contact.company?.name)).toContain('Holz & Beschlag Großhandel GmbH');
    const number = vendors[0].roles.vendor.number;
    expect((await bench.get(`/v1/contacts?number=${number}`)).json.totalElements).toBe(1);
  });

  it('are sorted by name over pages', async () => {
    const read = async (page: number) =>
      (await bench.get(`/v1/contacts?size=20&page=${page}`)).json.content.map(
        (contact: Wire) => contact.company?.name ?? `${contact.person.firstName} ${contact.person.lastName}`,
      );
    const all = [...(await read(0)), ...(await read(1))].map((name: string) => name.toLowerCase());
    expect(all).toEqual([...all].sort());
  });

  it.each([
    [{ company: undefined }, 'company or person', 'missing_entity'],
    [{ person: { lastName: 'Voß' } }, 'company and person', 'invalid_value'],
    [{ company: {} }, 'company.name', 'missing_entity'],
    [{ company: undefined, person: { firstName: 'Ida' } }, 'person.lastName', 'missing_entity'],
    [{ roles: {} }, 'roles.customer or roles.vendor', 'missing_entity'],
    [{ roles: undefined }, 'roles.customer or roles.vendor', 'missing_entity'],
    [{ addresses: { billing: [address, address] } }, 'addresses.billing.size', 'invalid_value'],
    [{ addresses: { billing: [{ city: 'Kiel' }] } }, 'addresses.billing[0].countryCode', 'missing_entity'],
    [
      { addresses: { shipping: [{ countryCode: 'XX' }] } },
      'addresses.shipping[0].countryCode',
      'countrycode_is_not_valid',
    ],
    [{ emailAddresses: { business: [''] } }, 'emailAddresses[0].emailAddress', 'invalid_email'],
    [{ emailAddresses: { business: ['a@b.de', 'c@d.de'] } }, 'emailAddresses.business.size', 'invalid_value'],
    [{ phoneNumbers: { mobile: ['ruf an'] } }, 'phoneNumbers.mobile[0]', 'invalid_value'],
    [{ note: 'x'.repeat(1001) }, 'note', 'invalid_value'],
    [{ xRechnung: { buyerReference: '1' } }, 'xRechnung.vendorNumberAtCustomer', 'missing_entity'],
    [
      { company: { ...company, contactPersons: [{ lastName: 'A' }, { lastName: 'B' }] } },
      'company.contactPersons.size',
      'invalid_value',
    ],
    [{ company: { ...company, contactPersons: [{}] } }, 'company.contactPersons[0].lastName', 'missing_entity'],
  ])('%j is refused at %s with %s, in the legacy shape', async (changes, source, i18nKey) => {
    const { status, json } = await bench.send('POST', '/v1/contacts', body(changes));
    expect(status).toBe(406);
    expect(json.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(json.IssueList).toContainEqual(expect.objectContaining({ i18nKey, source, type: 'validation_failure' }));
  });

  it.each([
    [0, 'invalid_value'],
    [2, 'invalid_value'],
    [undefined, 'missing_entity'],
  ])('refuse a PUT with version %s', async (version, i18nKey) => {
    const { json } = await bench.send('POST', '/v1/contacts', body());
    const answer = await bench.send('PUT', `/v1/contacts/${json.id}`, body({ version }));
    expect(answer.status).toBe(406);
    expect(answer.json.IssueList).toContainEqual(expect.objectContaining({ source: 'version', i18nKey }));
  });

  it.each([
    ['name=ab', 'size must be between 3 and 128'],
    [`email=${'x'.repeat(129)}`, 'size must be between 3 and 128'],
    ['number=abc', 'number'],
  ])('refuse the filter %s', async (query, source) => {
    const { status, json } = await bench.get(`/v1/contacts?${query}`);
    expect(status).toBe(400);
    expect(json.IssueList[0]).toMatchObject({ source, type: 'bad_request_error' });
  });

  it('accept pages of 500 and refuse larger ones', async () => {
    expect((await bench.get('/v1/contacts?size=500')).status).toBe(200);
    const { status, json } = await bench.get('/v1/contacts?size=1000');
    expect(status).toBe(400);
    expect(json.message).toBe("parameter 'size' exceeds the limit");
  });

  it('are 404 where there are none', async () => {
    expect((await bench.get('/v1/contacts/00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await bench.send('PUT', '/v1/contacts/x', body())).status).toBe(404);
  });
});

describe('search texts', () => {
  it.each([
    ['a%c', 'xxaBBBcxx', true],
    ['a_c', 'abc', true],
    ['a_c', 'abbc', false],
    ['100\\%', '100% sicher', true],
    ['100\\%', '100 sicher', false],
    ['a.c', 'abc', false],
    ['a\\_c', 'a_c', true],
    ['(x', '(X)', true],
  ])('%s on %s: %s', (pattern, text, found) => {
    expect(compileSearch(pattern).test(text)).toBe(found);
  });

  it('are decoded once', () => {
    expect(decodeHtml('&amp;lt; &lt;a&gt; & &foo;')).toBe('&lt; <a> & &foo;');
  });
});
