import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMultipart } from '../../../sandbox/api/multipart.ts';
import { parseWire, startBench, type Bench } from '../client.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({ vouchers: 5, uploadDelayMs: 1000 });
});
afterAll(() => bench.sandbox.close());

const pdf = '%PDF-1.4 Quittung';

async function upload(
  name: string | undefined,
  bytes: string | Buffer,
  type: string | undefined = 'voucher',
  company = 0,
) {
  const form = new FormData();
  if (name !== undefined) form.set('file', new Blob([bytes]), name);
  if (type !== '') form.set('type', type);
  const key = bench.sandbox.apiKeys[company]?.key ?? '';
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${bench.sandbox.apiUrl}/v1/files`, { method: 'POST', headers, body: form });
  const text = await response.text();
  return { status: response.status, json: parseWire(text) };
}

describe('an upload', () => {
  it('is accepted with 202 and becomes a voucher after a while', async () => {
    const { status, json } = await upload('quittung.pdf', pdf);
    expect(status).toBe(202);
    const voucher = () => bench.get(`/v1/vouchers/${json.voucherId}`);
    expect((await voucher()).status).toBe(404);
    bench.pass(1000);
    expect((await voucher()).json).toMatchObject({ voucherStatus: 'blank', files: [json.id] });
    bench.pass(1000);
    expect((await voucher()).json.voucherStatus).toBe('unchecked');
    const file = await bench.get(`/v1/files/${json.id}`, { accept: '*/*' });
    expect(file.text).toBe(pdf);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe(`inline; filename=${json.id}.pdf`);
  });

  it('of the same bytes is answered with the same ids', async () => {
    const first = await upload('a.png', 'same bytes');
    const second = await upload('b.png', 'same bytes');
    expect(second.json).toEqual(first.json);
  });

  it('of the same bytes by another company gets ids of its own', async () => {
    const first = await upload('c.png', 'other bytes');
    const second = await upload('c.png', 'other bytes', 'voucher', 2);
    expect(second.json.id).not.toBe(first.json.id);
  });

  it('of exactly five mebibytes is taken, one byte more is not', async () => {
    expect((await upload('big.pdf', Buffer.alloc(5_242_880, 'x'))).status).toBe(202);
    const { status, json } = await upload('big.pdf', Buffer.alloc(5_242_881, 'x'));
    expect(status).toBe(406);
    expect(json.IssueList[0].i18nKey).toBe('max_file_size_exceeded');
  });

  it.each(['Invoice', 'CreditNote'])(
    'of an XRechnung (%s) is taken where E-Rechnung is on, and shown as PDF',
    async (root) => {
      const xml = `<${root} xmlns="x"><CustomizationID>urn:xrechnung</CustomizationID></${root}>`;
      const { status, json } = await upload('rechnung.xml', xml);
      expect(status).toBe(202);
      expect((await bench.get(`/v1/files/${json.id}`, { accept: '*/*' })).text).toBe(xml);
      expect((await bench.get(`/v1/files/${json.id}`, { accept: 'application/pdf' })).text).toContain('%PDF-');
      expect((await upload('rechnung.xml', xml, 'voucher', 1)).json.IssueList[0].i18nKey).toBe(
        'inacceptable_file_extension',
      );
    },
  );

  it.each([
    ['notes.txt', 'x', 'inacceptable_file_extension'],
    ['noextension', 'x', 'inacceptable_file_extension'],
    ['order.xml', '<order/>', 'invalid_xrechnung'],
    ['evil.pdf', '%PDF-1.4 /JavaScript (app.alert)', 'voucher_upload_toxic_pdf'],
  ])('of %s is refused', async (name, bytes, i18nKey) => {
    const { status, json } = await upload(name, bytes);
    expect(status).toBe(406);
    expect(json.IssueList[0]).toMatchObject({ i18nKey, type: 'validation_failure' });
  });

  it('without its type, with a wrong one, without a file', async () => {
    expect(await upload('a.pdf', pdf, '')).toEqual({
      status: 400,
      json: { i18nKey: 'bad_request_error', source: "Required request parameter 'type' is not present" },
    });
    expect(await upload('a.pdf', pdf, 'invoice')).toEqual({ status: 400, json: 'Invalid or missing upload type.' });
    expect((await upload(undefined, '')).status).toBe(500);
  });

  it('that is no form is refused with 415', async () => {
    expect((await bench.send('POST', '/v1/files', {})).status).toBe(415);
  });

  it('is not handed out in a type that it is not', async () => {
    const { json } = await upload('d.png', 'png bytes');
    expect((await bench.get(`/v1/files/${json.id}`, { accept: 'application/xml' })).status).toBe(404);
    expect((await bench.get(`/v1/files/${json.id}`, { accept: 'text/html' })).status).toBe(406);
    expect((await bench.get('/v1/files/x', { accept: '*/*' })).status).toBe(404);
  });
});

describe('multipart bodies', () => {
  const type = 'multipart/form-data; boundary=b1';
  const part = 'content-disposition: form-data; name="type"\r\n\r\nvoucher';

  it('are read with binary content and odd names', () => {
    const body = Buffer.concat([
      Buffer.from('--b1\r\nContent-Disposition: form-data; name="file"; filename="a \\"b\\";c.pdf"\r\n'),
      Buffer.from('Content-Type: application/pdf\r\n\r\n'),
      Buffer.from([0, 13, 10, 45, 45, 255]),
      Buffer.from('\r\n--b1--\r\n'),
    ]);
    expect(parseMultipart(type, body)).toEqual([
      {
        name: 'file',
        fileName: 'a "b";c.pdf',
        mediaType: 'application/pdf',
        bytes: Buffer.from([0, 13, 10, 45, 45, 255]),
      },
    ]);
  });

  it.each([
    ['text/plain', `--b1\r\n${part}\r\n--b1--`],
    ['multipart/form-data', `--b1\r\n${part}\r\n--b1--`],
    [type, `--b2\r\n${part}\r\n--b2--`],
    [type, `--b1\r\n${part}\r\n`],
    [type, `--b1\r\n${part}`],
    [type, `--b1 ${part}\r\n--b1--`],
    [type, '--b1\r\nno header\r\n--b1--'],
    [type, '--b1\r\ncontent-type: text/plain\r\n\r\nx\r\n--b1--'],
    [type, ''],
  ])('%s with %j is refused', (contentType, body) => {
    expect(parseMultipart(contentType, Buffer.from(body))).toBeUndefined();
  });
});
