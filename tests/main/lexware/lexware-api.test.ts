import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { appError, type AppError } from '../../../domain/errors.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import type { Credential, InvoiceBody, LexwareApi, VoucherListQuery } from '../../../main/lexware/api.ts';
import { createLexwareApi } from '../../../main/lexware/lexware-api.ts';
import type { Limiter } from '../../../main/lexware/limiter.ts';
import { answerOf, startRawServer, type RawServer } from './raw-server.ts';
import * as samples from './wire/samples.ts';

const id = samples.invoice.id;
const click = { priority: 'click' } as const;
const body: InvoiceBody = { taxConditions: { taxType: 'net' } };
const query: VoucherListQuery = {
  voucherType: 'invoice,creditnote',
  voucherStatus: 'any',
  page: 2,
  size: 250,
  sort: { property: 'updatedDate', direction: 'ASC' },
};
const running: RawServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A credential that hands out one bearer after the other. */
class Bearers implements Credential {
  readonly refused: string[] = [];
  readonly #bearers: Result<string, AppError>[];

  constructor(...bearers: (string | AppError)[]) {
    this.#bearers = bearers.map((bearer) => (typeof bearer === 'string' ? ok(bearer) : fail(bearer)));
  }

  getBearer(): Promise<Result<string, AppError>> {
    return Promise.resolve(this.#current());
  }

  renewAfter401(refused: string): Promise<Result<string, AppError>> {
    this.refused.push(refused);
    this.#bearers.shift();
    return Promise.resolve(this.#current());
  }

  #current(): Result<string, AppError> {
    return this.#bearers[0] ?? fail(appError('signed_out'));
  }
}

async function connect(
  answer: (socket: Socket, request: string) => void,
  credential: Credential = new Bearers('good'),
): Promise<{ api: LexwareApi; server: RawServer; passed: () => number }> {
  const server = await startRawServer(answer);
  running.push(server);
  let passed = 0;
  const limiter: Limiter = {
    run: (_options, call) => {
      passed += 1;
      return call(() => undefined);
    },
    exportState: () => ({ rate: 2, burst: 1, ceiling: null, clean: 0 }),
  };
  const api = createLexwareApi({ baseUrl: server.url, fetch, credential, limiter, timeouts: { postMs: 2000 } });
  return { api, server, passed: () => passed };
}

const json = (value: unknown) => answerOf(200, JSON.stringify(value));
const askFor = (server: RawServer) => server.requests.map((request) => request.split(' HTTP')[0]);

describe('a 401', () => {
  const strict = (socket: Socket, request: string) =>
    socket.write(/bearer good/i.test(request) ? json(samples.created) : answerOf(401, '{"message":"Unauthorized"}'));

  test('is answered by one renewal and one repeat, both within the limit', async () => {
    const credential = new Bearers('old', 'good');
    const { api, server, passed } = await connect(strict, credential);
    expect(await api.createInvoice(body, false, click)).toMatchObject({ ok: true, value: { id } });
    expect(credential.refused).toEqual(['old']);
    expect(server.requests).toHaveLength(2);
    expect(passed()).toBe(2);
  });

  test('twice is enough: nothing was carried out, and a new sign-in is needed', async () => {
    const { api, server } = await connect(strict, new Bearers('old', 'older', 'good'));
    expect(await api.createInvoice(body, true, click)).toEqual(
      fail({ proof: 'notSent', httpStatus: 401, error: { code: 'session_expired' } }),
    );
    expect(server.requests).toHaveLength(2);
  });

  test('without a way to renew is answered with the reason of the credential', async () => {
    const { api, server } = await connect(strict, new Bearers('old', appError('api_key_refused')));
    expect(await api.createInvoice(body, true, click)).toEqual(
      fail({ proof: 'notSent', httpStatus: 401, error: { code: 'api_key_refused' } }),
    );
    expect(server.requests).toHaveLength(1);
  });

  test('of a credential that is gone leads to no call at all', async () => {
    const { api, server } = await connect(strict, new Bearers());
    expect(await api.getProfile(click)).toEqual(
      fail({ proof: 'notSent', httpStatus: 0, error: { code: 'signed_out' } }),
    );
    expect(server.requests).toEqual([]);
  });
});

describe('creating an invoice', () => {
  test.each([
    [false, 'POST /v1/invoices'],
    [true, 'POST /v1/invoices?finalize=true'],
  ])('finalised: %s', async (finalize, line) => {
    const { api, server } = await connect((socket) => socket.write(json(samples.created)));
    expect(await api.createInvoice(body, finalize, click)).toEqual(
      ok({ id, createdMs: Date.parse(samples.created.createdDate) }),
    );
    expect(askFor(server)).toEqual([line]);
  });

  const doubtful: [string, (socket: Socket) => void][] = [
    ['is cut off', (socket) => socket.resetAndDestroy()],
    ['never comes', () => undefined],
    ['is no JSON', (socket) => socket.write(answerOf(201, '<html>'))],
    ['has no id', (socket) => socket.write(answerOf(201, '{}'))],
    ['is no text', (socket) => socket.write(answerOf(201, new Uint8Array([0xff, 0xfe])))],
    ['is empty', (socket) => socket.write(answerOf(204, ''))],
    ['is a 504', (socket) => socket.write(answerOf(504, '{"message":"Endpoint request timed out"}'))],
    ['may be a rate limit', (socket) => socket.write(answerOf(500, '{"message":null}'))],
  ];
  test.each(doubtful)('is unknown and is not tried again where the answer %s', async (_name, answer) => {
    const { api, server } = await connect(answer);
    expect(await api.createInvoice(body, true, click)).toMatchObject({
      ok: false,
      error: { proof: 'unknown', error: { code: 'lexware_outcome_unknown' } },
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('reading', () => {
  test('asks for what was meant, in the words that Lexware knows', async () => {
    const pages: Record<string, unknown> = {
      '/v1/voucherlist': samples.pageOf(samples.row),
      '/v1/contacts': samples.pageOf(samples.contact),
      '/v1/articles': samples.pageOf(samples.article),
    };
    const { api, server } = await connect((socket, request) => {
      socket.write(json(pages[/ (\/v1\/\w+)/.exec(request)?.[1] ?? '']));
    });
    const days = { updatedDateFrom: '2026-01-01', voucherDateTo: '2026-12-31', contactId: id };
    expect((await api.listVouchers({ ...query, ...days }, click)).ok).toBe(true);
    expect((await api.listContacts(0, 100, click)).ok).toBe(true);
    expect((await api.listArticles(3, 250, click)).ok).toBe(true);
    expect(askFor(server)).toEqual([
      'GET /v1/voucherlist?page=2&size=250&voucherType=invoice%2Ccreditnote&voucherStatus=any&sort=updatedDate%2CASC' +
        `&voucherDateTo=2026-12-31&updatedDateFrom=2026-01-01&contactId=${id}`,
      'GET /v1/contacts?page=0&size=100',
      'GET /v1/articles?page=3&size=250',
    ]);
  });

  test('refuses what Lexware would ignore or refuse, without asking', async () => {
    const { api, server } = await connect((socket) => socket.write(json({})));
    const wrong = [
      api.listVouchers({ ...query, size: 251 }, click),
      api.listVouchers({ ...query, page: -1 }, click),
      api.listVouchers({ ...query, voucherType: '' }, click),
      api.listVouchers({ ...query, voucherStatus: 'any&archived=true' }, click),
      api.listVouchers({ ...query, createdDateFrom: '2026-02-30' }, click),
      api.listVouchers({ ...query, contactId: 'x' }, click),
      api.listContacts(0, 0, click),
      api.listArticles(0.5, 10, click),
      api.getInvoice('../profile', click),
      api.getContact('', click),
      api.getInvoiceFile(id, 'text/html', click),
      api.getInvoiceFile('x', 'application/pdf', click),
    ];
    for (const result of await Promise.all(wrong)) {
      expect(result).toEqual(fail({ proof: 'notSent', httpStatus: 0, error: { code: 'invalid_input' } }));
    }
    expect(server.requests).toEqual([]);
  });

  test.each(['', '{', 'null', '[]', '"x"', '{"content":[{}],"last":true,"totalPages":1,"totalElements":1}'])(
    'an answer such as %j is unreadable',
    async (text) => {
      const { api } = await connect((socket) => socket.write(answerOf(200, text)));
      for (const result of [await api.listVouchers(query, click), await api.getInvoice(id, click)]) {
        expect(result).toMatchObject({
          ok: false,
          error: { proof: 'unknown', httpStatus: 200, error: { code: 'lexware_unreadable_answer' } },
        });
      }
    },
  );
});

describe('the document of an invoice', () => {
  const pdf = 'application/pdf';
  const fetchFile = async (answer: Buffer, accept = pdf) => {
    const { api, server } = await connect((socket) => socket.write(answer));
    return { result: await api.getInvoiceFile(id, accept, click), server };
  };

  test('is asked for by its media type and comes with its name', async () => {
    const headers = { 'content-type': pdf, 'content-disposition': 'attachment; filename="Rechnung_RE1.pdf"' };
    const { result, server } = await fetchFile(answerOf(200, '%PDF-1.4 x', headers));
    expect(result).toMatchObject({ ok: true, value: { fileName: 'Rechnung_RE1.pdf', mediaType: pdf } });
    expect(result.ok && Buffer.from(result.value.bytes).toString()).toBe('%PDF-1.4 x');
    expect(server.requests[0]).toMatch(/accept: application\/pdf/i);
  });

  test('may be XML', async () => {
    const answer = answerOf(200, '\ufeff<?xml version="1.0"?><a/>', {
      'content-type': 'application/xml;charset=UTF-8',
    });
    const { result } = await fetchFile(answer, 'application/xml');
    expect(result).toMatchObject({ ok: true, value: { fileName: `${id}.xml`, mediaType: 'application/xml' } });
  });

  test.each([
    ['a page of HTML', answerOf(200, '<html>', { 'content-type': 'text/html' })],
    ['HTML that calls itself a PDF', answerOf(200, '<html>', { 'content-type': pdf })],
    ['nothing', answerOf(200, '', { 'content-type': pdf })],
    [
      'a PDF that calls itself something else',
      answerOf(200, '%PDF-1.4', { 'content-type': 'application/octet-stream' }),
    ],
  ])('is refused where it is %s', async (_name, answer) => {
    expect((await fetchFile(answer)).result).toMatchObject({
      ok: false,
      error: { error: { code: 'lexware_unreadable_answer' } },
    });
  });

  test.each([
    [409, pdf, 'document_not_available_for_draft'],
    [404, 'application/xml', 'document_format_not_available'],
    [406, 'application/xml', 'document_format_not_available'],
    [404, pdf, 'lexware_not_found'],
    [503, pdf, 'lexware_unavailable'],
  ])('status %i for %s means %s', async (status, accept, code) => {
    expect((await fetchFile(answerOf(status, ''), accept)).result).toMatchObject({
      ok: false,
      error: { error: { code } },
    });
  });
});
