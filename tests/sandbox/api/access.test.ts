import { fc, test as property } from '@fast-check/vitest';
import { afterEach, describe, expect, it } from 'vitest';
import { bearerOf } from '../../../sandbox/api/access.ts';
import { RateLimiter } from '../../../sandbox/api/bucket.ts';
import { clientOf, invoiceBody, startBench, type Bench } from '../client.ts';
import type { SandboxOptions } from '../../../sandbox/start.ts';

let bench: Bench | undefined;
afterEach(() => bench?.sandbox.close());

async function start(options: SandboxOptions = {}): Promise<Bench> {
  bench = await startBench({ vouchers: 5, ...options });
  return bench;
}

describe('the key', () => {
  it.each(['', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer 00000000-0000-4000-8000-000000000000', 'Bearer a b'])(
    '%j is answered with 401 in the gateway shape',
    async (authorization) => {
      const { sandbox } = await start();
      const headers = authorization === '' ? {} : { authorization };
      const response = await fetch(`${sandbox.apiUrl}/v1/profile`, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('x-amzn-errortype')).toBe('UnauthorizedException');
      expect(await response.json()).toEqual({ message: 'Unauthorized' });
    },
  );

  it('opens exactly its own company', async () => {
    const { sandbox, as } = await start();
    for (const [index, entry] of sandbox.apiKeys.entries()) {
      const { json } = await as(index).get('/v1/profile');
      expect(json).toMatchObject({ organizationId: entry.organizationId, companyName: entry.companyName });
    }
  });

  it('is worthless once deleted', async () => {
    const { sandbox, get } = await start();
    sandbox.admin.deleteKey(sandbox.apiKeys[0]?.key ?? '');
    expect((await get('/v1/profile')).status).toBe(401);
  });

  it('carries permissions; all else is 403 and not carried out', async () => {
    const { sandbox, organizationId } = await start();
    const key = sandbox.admin.createKey(organizationId, ['profile.read', 'invoices.read']);
    const client = clientOf(sandbox.apiUrl, key);
    expect((await client.get('/v1/profile')).status).toBe(200);
    expect((await client.get('/v1/countries')).status).toBe(200);
    for (const path of ['/v1/voucherlist?voucherType=any&voucherStatus=any', '/v1/contacts', '/v1/articles']) {
      expect(await client.get(path)).toMatchObject({ status: 403, json: { message: 'Forbidden' } });
    }
    expect((await client.send('POST', '/v1/invoices', invoiceBody())).status).toBe(403);
    expect(sandbox.admin.organisation(organizationId)?.documents).toHaveLength(5);
  });

  it('may be an access token that someone else vouches for, with its scopes', async () => {
    const grants = new Map([['good-token', ['profile.read', 'contacts.read']]]);
    const ids: string[] = [];
    const { sandbox, organizationId } = await start({
      verifyBearer: (token) => {
        const scopes = grants.get(token);
        return scopes && { organizationId: ids[0] ?? '', scopes };
      },
    });
    ids.push(organizationId);
    const client = clientOf(sandbox.apiUrl, 'good-token');
    expect((await client.get('/v1/profile')).json.organizationId).toBe(organizationId);
    expect((await client.get('/v1/articles')).status).toBe(403);
    expect((await clientOf(sandbox.apiUrl, 'bad-token').get('/v1/profile')).status).toBe(401);
  });
});

describe('an unknown route', () => {
  it.each([
    ['GET', '/v1/nothing'],
    ['GET', '/'],
    ['GET', '/v1/invoices'],
    ['DELETE', '/v1/contacts/x'],
    ['PATCH', '/v1/profile'],
    ['OPTIONS', '/v1/profile'],
    ['GET', '/v1/invoices/'],
    ['GET', '/sandbox/requests'],
  ])('%s %s is refused with 403, and the text repeats the token', async (method, path) => {
    const { sandbox } = await start();
    const key = sandbox.apiKeys[0]?.key ?? '';
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(sandbox.apiUrl + path, { method, headers });
    expect(response.status).toBe(403);
    const { message } = (await response.json()) as { message: string };
    expect(message).toContain('not a valid key=value pair (missing equal-sign) in Authorization header');
    expect(message).toContain(key);
  });
});

describe('the rate limit', () => {
  it('lets five calls through at once, then two per second, and carries out nothing above', async () => {
    const { send, get, pass, sandbox, organizationId } = await start({ rate: 2, burst: 5 });
    const statuses: number[] = [];
    for (let index = 0; index < 7; index += 1) {
      statuses.push((await send('POST', '/v1/invoices', invoiceBody())).status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429]);
    expect(sandbox.admin.organisation(organizationId)?.documents).toHaveLength(10);
    pass(500);
    expect((await get('/v1/profile')).status).toBe(200);
    const refused = await get('/v1/profile');
    expect(refused).toMatchObject({ status: 429, json: { message: 'Rate limit exceeded' } });
    expect(refused.headers.get('retry-after')).toBeNull();
  });

  it('is one per key', async () => {
    const { as } = await start({ rate: 1, burst: 1 });
    expect((await as(0).get('/v1/profile')).status).toBe(200);
    expect((await as(0).get('/v1/profile')).status).toBe(429);
    expect((await as(1).get('/v1/profile')).status).toBe(200);
  });

  property.prop([fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 200 })])(
    'never lets more through than burst and rate allow',
    (gaps) => {
      const limiter = new RateLimiter({ perSecond: 2, burst: 5 });
      let now = 0;
      let passed = 0;
      for (const gap of gaps) {
        now += gap;
        if (limiter.take('key', now)) passed += 1;
        expect(passed).toBeLessThanOrEqual(5 + (now / 1000) * 2);
      }
    },
  );

  it('loses nothing when the clock goes back', () => {
    const limiter = new RateLimiter({ perSecond: 2, burst: 1 });
    expect(limiter.take('key', 10_000)).toBe(true);
    expect(limiter.take('key', 5_000)).toBe(false);
    expect(limiter.take('key', 10_500)).toBe(true);
  });
});

describe('the authorization header', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['Bearer  abc', undefined],
    ['Bearerabc', undefined],
    [undefined, undefined],
  ])('%s holds %s', (header, token) => {
    expect(bearerOf(header)).toBe(token);
  });
});
