import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import { buildContactBody } from '../../../main/lexware/contact-body.ts';
import { createLexwareApi } from '../../../main/lexware/lexware-api.ts';
import type { Limiter } from '../../../main/lexware/limiter.ts';
import { sampleNewContact } from '../store/samples.ts';
import * as samples from './wire/samples.ts';

const { id } = samples.invoice;
const voucherId = samples.contact.id;
const outbox = { priority: 'outbox' } as const;

interface Heard {
  line: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  connection: unknown;
}

let server: Server;
let api: LexwareApi;
let heard: Heard[];
let answer: (response: ServerResponse) => void;

function answerWith(status: number, body: string): void {
  answer = (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

beforeEach(async () => {
  heard = [];
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      heard.push({ line, headers: request.headers, body: Buffer.concat(pieces), connection: request.socket });
      answer(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const limiter: Limiter = {
    run: (_options, call) => call(() => undefined),
    exportState: () => ({ rate: 2, burst: 1, ceiling: null, clean: 0 }),
  };
  const credential = { getBearer: () => Promise.resolve(ok('good')), renewAfter401: () => Promise.resolve(ok('good')) };
  const timeouts = { postMs: 1_000, uploadMs: 1_500 };
  api = createLexwareApi({ baseUrl: `http://127.0.0.1:${String(port)}`, fetch, credential, limiter, timeouts });
});

afterEach(() => {
  server.closeAllConnections();
  return new Promise((closed) => server.close(closed));
});

const calls = {
  createContact: () => api.createContact(buildContactBody(sampleNewContact()), outbox),
  uploadFile: () =>
    api.uploadFile({ fileName: 'a.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4') }, outbox),
};
const names = ['createContact', 'uploadFile'] as const;

describe('creating a contact', () => {
  test('sends the body and answers the id', async () => {
    answerWith(200, JSON.stringify(samples.created));
    expect(await calls.createContact()).toEqual(ok({ id }));
    expect(heard[0]?.line).toBe('POST /v1/contacts');
    expect(JSON.parse(heard[0]?.body.toString() ?? '')).toEqual(buildContactBody(sampleNewContact()));
  });
});

describe('uploading a file', () => {
  test('sends a form with the type and every byte of the file', async () => {
    answerWith(202, JSON.stringify({ id, voucherId }));
    const bytes = new Uint8Array(256).map((_byte, index) => index);
    const fileName = 'Beleg "März"\r\n--x.pdf';
    expect(await api.uploadFile({ fileName, mediaType: 'application/pdf', bytes }, outbox)).toEqual(
      ok({ id, voucherId }),
    );
    const { line, headers, body } = heard[0] ?? {};
    expect([line, headers?.['content-length']]).toEqual(['POST /v1/files', String(body?.byteLength)]);
    // Node's own reader of forms is good enough for what we sent ourselves.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const form = await new Response(body, { headers: { 'content-type': headers?.['content-type'] ?? '' } }).formData();
    expect([...form.keys()]).toEqual(['type', 'file']);
    expect(form.get('type')).toBe('voucher');
    const file = form.get('file');
    if (!(file instanceof File)) throw new Error('no file');
    expect([file.name, file.type]).toEqual(['Beleg "März" --x.pdf', 'application/pdf']);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
  });

  test('takes an older answer without the voucher', async () => {
    answerWith(202, JSON.stringify({ id }));
    expect(await calls.uploadFile()).toEqual(ok({ id, voucherId: null }));
  });
});

describe.each(names)('%s', (name) => {
  test('opens a connection of its own', async () => {
    answerWith(202, JSON.stringify({ ...samples.created, voucherId }));
    await calls[name]();
    await calls[name]();
    expect(new Set(heard.map(({ connection }) => connection)).size).toBe(2);
    expect(heard.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
  });

  test.each<[number, string, string, string]>([
    [406, '{"IssueList":[{"i18nKey":"x","source":"company"}]}', 'definite', 'lexware_validation_failed'],
    [402, '{"message":"x"}', 'definite', 'lexware_contract_required'],
    [403, '{"message":"x"}', 'definite', 'lexware_forbidden'],
    [429, '{"message":"Rate limit exceeded"}', 'rateLimited', 'lexware_rate_limited'],
    [401, '{"message":"Unauthorized"}', 'notSent', 'session_expired'],
    [500, '{"message":null}', 'unknown', 'lexware_outcome_unknown'],
    [503, 'null', 'unknown', 'lexware_outcome_unknown'],
    [504, '{"message":"Endpoint request timed out"}', 'unknown', 'lexware_outcome_unknown'],
    [200, '<html>', 'unknown', 'lexware_outcome_unknown'],
    [202, '{}', 'unknown', 'lexware_outcome_unknown'],
    [201, '{"id":"7"}', 'unknown', 'lexware_outcome_unknown'],
  ])('that is answered with %s %s is %s', async (status, body, proof, code) => {
    answerWith(status, body);
    expect(await calls[name]()).toMatchObject({ ok: false, error: { proof, error: { code } } });
  });

  test.each<[string, () => void]>([
    ['cut off', () => (answer = (response) => void response.socket?.destroy())],
    ['left without an answer', () => (answer = () => undefined)],
  ])('that is %s after it arrived has an unknown outcome', async (_name, set) => {
    set();
    expect(await calls[name]()).toMatchObject({ ok: false, error: { proof: 'unknown', httpStatus: 0 } });
  });

  test('that finds nobody listening was not sent', async () => {
    await new Promise((closed) => server.close(closed));
    expect(await calls[name]()).toMatchObject({ ok: false, error: { proof: 'notSent' } });
  });
});

describe('looking for contacts', () => {
  test('asks for a part of the name', async () => {
    answerWith(200, JSON.stringify(samples.pageOf(samples.contact)));
    const found = await api.searchContacts({ name: 'Nähstube GmbH', page: 0, size: 250 }, outbox);
    expect(heard[0]?.line).toBe('GET /v1/contacts?page=0&size=250&name=N%C3%A4hstube%20GmbH');
    expect(found).toMatchObject({
      value: {
        content: [{ contact: { id: voucherId }, details: { emails: ['buero@naehstube.example'], hasMore: true } }],
      },
    });
  });

  test.each(['ab', 'a & b', '50%', 'x'.repeat(129)])(
    'refuses a filter that would mean something else: %s',
    async (name) => {
      expect(await api.searchContacts({ name, page: 0, size: 250 }, outbox)).toMatchObject({
        ok: false,
        error: { proof: 'notSent', error: { code: 'invalid_input' } },
      });
      expect(heard).toEqual([]);
    },
  );
});
