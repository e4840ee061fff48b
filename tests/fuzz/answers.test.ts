import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appError, appErrorSchema } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import type { Credential, LexwareApi, LexwareResult } from '../../main/lexware/api.ts';
import { createLexwareApi } from '../../main/lexware/lexware-api.ts';
import type { Limiter } from '../../main/lexware/limiter.ts';
import * as samples from '../main/lexware/wire/samples.ts';
import { endpoints, type Endpoint } from './answer-endpoints.ts';
import { mutateAnswer, type WireAnswer } from './answer-mutations.ts';
import { fuzz } from './fuzz.ts';

const bearer = 'canary-bearer-0123456789';
let next: WireAnswer;
let server: Server;
let api: LexwareApi;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { status, headers, body, statedLength = body.byteLength } = next;
      const hasBody = status !== 204 && status !== 304;
      response.writeHead(status, hasBody ? { ...headers, 'content-length': String(statedLength) } : {});
      if (!hasBody) response.end();
      else if (statedLength === body.byteLength) response.end(body);
      else {
        // Flushed first, so that it is the body that breaks off.
        response.flushHeaders();
        if (body.byteLength > 0) response.write(body, () => response.destroy());
        else response.destroy();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const credential: Credential = {
    getBearer: () => Promise.resolve(ok(bearer)),
    renewAfter401: () => Promise.resolve(fail(appError('session_expired'))),
  };
  const limiter: Limiter = {
    run: (_options, call) => call(() => undefined),
    exportState: () => ({ rate: 2, burst: 1, ceiling: null, clean: 0 }),
  };
  const timeouts = { getMs: 3_000, postMs: 3_000, fileMs: 3_000, uploadMs: 3_000 };
  api = createLexwareApi({ baseUrl, fetch, credential, limiter, timeouts });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const failureSchema = v.object({
  proof: v.picklist(['notSent', 'rateLimited', 'definite', 'unknown']),
  httpStatus: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(599)),
  error: appErrorSchema,
  retryAfterMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(600_000))),
});

/** What is wrong with an outcome, given what the server had said. */
function judge(endpoint: Endpoint, { status }: WireAnswer, outcome: LexwareResult<unknown>): string | null {
  if (JSON.stringify(outcome).includes(bearer)) return 'the outcome holds the bearer';
  if (outcome.ok) {
    const checked = v.safeParse(endpoint.model, outcome.value);
    if (checked.success) return status < 300 ? numbersOf(outcome.value) : `took an answer of status ${String(status)}`;
    return `no valid model: ${checked.issues.map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`).join('; ')}`;
  }
  if (!v.is(failureSchema, outcome.error)) return `no typed failure: ${JSON.stringify(outcome.error)}`;
  const { proof, error } = outcome.error;
  const isSettled = proof === 'definite' || (proof === 'notSent' && status !== 401);
  // Whoever creates something must not be told that nothing happened when the server says that it did, or may have.
  if ((status < 400 || status >= 500) && isSettled) return `${proof} after status ${String(status)}`;
  const isDoubt = endpoint.isPost && proof === 'unknown';
  return isDoubt && error.code !== 'lexware_outcome_unknown' ? `an unknown outcome is called ${error.code}` : null;
}

/** Every number is finite and no negative zero; every amount is whole cents, safe to add up. */
function numbersOf(value: unknown, key = ''): string | null {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || Object.is(value, -0)) return `${key} is ${String(value)}`;
    return /cents$/i.test(key) && !Number.isSafeInteger(value) ? `${key} has no whole cents: ${String(value)}` : null;
  }
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return null;
  for (const [name, child] of Object.entries(value)) {
    const wrong = numbersOf(child, name);
    if (wrong !== null) return wrong;
  }
  return null;
}

const plain = (endpoint: Endpoint, answer: unknown): WireAnswer => ({
  status: 200,
  headers: { 'content-type': endpoint.mediaType },
  body: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
});

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (name, endpoint) => {
  it('takes the good answer that all others are made of', async () => {
    next = plain(endpoint, endpoint.answer);
    const outcome = await endpoint.call(api);
    expect(outcome).toMatchObject({ ok: true });
    expect(judge(endpoint, next, outcome)).toBeNull();
  });

  it('makes of any other answer a valid model or a typed failure', async () => {
    const verdicts = { taken: 0, refused: 0 };
    await fuzz({
      name: `answers-${name}`,
      runs: { small: 60, full: 2_000 },
      run: async (luck) => {
        next = mutateAnswer(endpoint, luck);
        const outcome = await endpoint.call(api);
        verdicts[outcome.ok ? 'taken' : 'refused'] += 1;
        const wrong = judge(endpoint, next, outcome);
        return wrong === null ? null : `${wrong}: ${Buffer.from(next.body).toString('utf8').slice(0, 600)}`;
      },
    });
    // Both happen, so that neither is for want of trying.
    expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(0);
  }, 300_000);
});

describe('a word that Kontor does not know', () => {
  const [line] = samples.invoice.lineItems;
  const [payment] = samples.payments.paymentItems;
  const word = 'somethingNew';
  it.each<[string, string, unknown, unknown]>([
    ['voucherlist', 'as a type', samples.pageOf({ ...samples.row, voucherType: word }), word],
    ['voucherlist', 'as a status', samples.pageOf({ ...samples.row, voucherStatus: word }), '"status":"unknown"'],
    ['invoice', 'as a status', { ...samples.invoice, voucherStatus: word }, '"status":"unknown"'],
    ['invoice', 'as a kind of tax', { ...samples.invoice, taxConditions: { taxType: word } }, word],
    ['invoice', 'as a kind of shipping', { ...samples.invoice, shippingConditions: { shippingType: word } }, word],
    ['invoice', 'as a kind of line', { ...samples.invoice, lineItems: [{ ...line, type: word }] }, word],
    ['invoice', 'as an e-invoice profile', { ...samples.invoice, electronicDocumentProfile: word }, word],
    [
      'invoice',
      'as a related voucher',
      { ...samples.invoice, relatedVouchers: [{ id: samples.row.id, voucherType: word }] },
      word,
    ],
    ['payments', 'as a kind', { ...samples.payments, paymentItems: [{ ...payment, paymentItemType: word }] }, word],
    ['payments', 'as a status', { ...samples.payments, paymentStatus: word, voucherStatus: word }, '20000'],
    ['articles', 'as a type', samples.pageOf({ ...samples.article, type: word }), samples.article.title],
    ['profile', 'as a kind of tax', { ...samples.profile, taxType: word }, samples.profile.companyName],
    [
      'contact',
      'as a country',
      { ...samples.contact, addresses: { billing: [{ countryCode: word, street: 'Ring 1' }] } },
      word,
    ],
    ['countries', 'as a class', [{ ...samples.country, taxClassification: word }], samples.country.countryNameDE],
  ])('leaves %s readable %s', async (name, _where, answer, expected) => {
    const endpoint = endpoints.find((one) => one.name === name);
    if (endpoint === undefined) throw new Error(`no endpoint is called ${name}`);
    next = plain(endpoint, answer);
    const outcome = await endpoint.call(api);
    expect(judge(endpoint, next, outcome)).toBeNull();
    expect(JSON.stringify(outcome)).toContain(String(expected));
    expect(outcome.ok).toBe(true);
  });
});
