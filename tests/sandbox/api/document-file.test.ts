import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactIdOf, customLine, invoiceBody, startBench, type Bench } from '../client.ts';

let bench: Bench;
let xRechnungContact: string;
beforeAll(async () => {
  bench = await startBench();
  xRechnungContact = await contactIdOf(bench, 'Landeshauptstadt');
});
afterAll(() => bench.sandbox.close());

async function finalise(changes: Record<string, unknown> = {}): Promise<string> {
  const { json } = await bench.send('POST', '/v1/invoices?finalize=true', invoiceBody(changes));
  return json.id;
}

async function file(id: string, accept: string) {
  const headers = { authorization: `Bearer ${bench.sandbox.apiKeys[0]?.key ?? ''}`, accept };
  const response = await fetch(`${bench.sandbox.apiUrl}/v1/invoices/${id}/file`, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), headers: response.headers, bytes };
}

describe('the file of an invoice', () => {
  it.each(['*/*', 'application/pdf', 'application/pdf, application/xml;q=0.5'])(
    'is a PDF that can be read, for Accept %s',
    async (accept) => {
      const { status, type, headers, bytes } = await file(await finalise(), accept);
      expect(status).toBe(200);
      expect(type).toBe('application/pdf');
      expect(headers.get('content-disposition')).toMatch(/filename="Rechnung_RE\d{4}\.pdf"/);
      expect(headers.get('content-length')).toBe(String(bytes.length));
      const document = await PDFDocument.load(bytes);
      expect(document.getPageCount()).toBe(1);
      expect(document.getTitle()).toContain('Nordlicht Werkstatt GmbH');
    },
  );

  it('carries its XML inside where the company uses E-Rechnung', async () => {
    const { bytes } = await file(await finalise(), 'application/pdf');
    const [attached] = (await PDFDocument.load(bytes)).getAttachments();
    expect(attached?.name).toBe('factur-x.xml');
    expect(Buffer.from(attached?.data ?? []).toString('utf8')).toContain('urn:cen.eu:en16931:2017</ram:ID>');
  });

  it('runs over as many pages as it needs, whatever the characters', async () => {
    const line = customLine({ name: 'Größe „XL“ ✓ 中文 Ş€', description: 'lang '.repeat(60) });
    const id = await finalise({ lineItems: Array.from({ length: 60 }, () => line), remark: 'a\nb\n\nc' });
    const { status, bytes } = await file(id, 'application/pdf');
    expect(status).toBe(200);
    expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThan(3);
  });

  it('does not exist as XML, nor as anything else', async () => {
    const id = await finalise();
    expect((await file(id, 'application/xml')).status).toBe(404);
    expect((await file(id, 'image/png')).status).toBe(406);
  });

  it('of an XRechnung is XML by default and PDF on demand', async () => {
    const name = 'Tisch & Stuhl <neu>';
    const id = await finalise({ address: { contactId: xRechnungContact }, lineItems: [customLine({ name })] });
    expect((await bench.get(`/v1/invoices/${id}`)).json).toMatchObject({
      electronicDocumentProfile: 'XRechnung',
      xRechnung: { buyerReference: '01002000-10000-46' },
    });
    for (const accept of ['*/*', 'application/xml']) {
      const { type, bytes } = await file(id, accept);
      expect(type).toBe('application/xml;charset=UTF-8');
      const xml = bytes.toString('utf8');
      expect(xml).toContain('xrechnung_3.0');
      expect(xml).toContain('<ram:BuyerReference>01002000-10000-46</ram:BuyerReference>');
      expect(xml).toContain('Tisch &amp; Stuhl &lt;neu&gt;');
      expect(xml).toContain('<ram:GrandTotalAmount>119.00</ram:GrandTotalAmount>');
    }
    expect((await file(id, 'application/pdf')).type).toBe('application/pdf');
  });

  it('is an ordinary one where the reference was emptied on purpose', async () => {
    const id = await finalise({ address: { contactId: xRechnungContact }, xRechnung: { buyerReference: '' } });
    expect((await bench.get(`/v1/invoices/${id}`)).json.electronicDocumentProfile).toBe('EN16931');
  });

  it('can also be had through its file id', async () => {
    const id = await finalise();
    const { json } = await bench.get(`/v1/invoices/${id}/document`);
    const answer = await bench.get(`/v1/files/${json.documentFileId}`, { accept: '*/*' });
    expect(answer.text).toContain('%PDF-');
  });

  it('does not exist for a draft: 409, and 406 for its id', async () => {
    const { json } = await bench.send('POST', '/v1/invoices', invoiceBody());
    const refused = await bench.get(`/v1/invoices/${json.id}/file`, { accept: '*/*' });
    expect(refused.status).toBe(409);
    expect(refused.json.message).toContain("is in status 'draft' and therefore cannot be downloaded");
    const document = await bench.get(`/v1/invoices/${json.id}/document`);
    expect(document.status).toBe(406);
    expect(document.json.message).toBe('Requesting PDF document is not possible in state draft');
  });

  it.each(['/file', '/document'])('of nothing is 404 at %s', async (path) => {
    const id = '00000000-0000-4000-8000-000000000000';
    expect((await bench.get(`/v1/invoices/${id}${path}`, { accept: '*/*' })).status).toBe(404);
  });

  it('exists for every kind of document', async () => {
    const paths: Record<string, string> = {
      quotation: 'quotations',
      creditnote: 'credit-notes',
      orderconfirmation: 'order-confirmations',
      deliverynote: 'delivery-notes',
    };
    const documents = bench.sandbox.admin.organisation(bench.organizationId)?.documents ?? [];
    const shown = documents.filter((entry) => entry.status !== 'draft' && entry.kind in paths);
    expect(shown.length).toBeGreaterThan(2);
    for (const entry of shown) {
      const answer = await bench.get(`/v1/${paths[entry.kind] ?? ''}/${entry.id}/file`, { accept: 'application/pdf' });
      expect(answer.text).toContain('%PDF-');
    }
  });
});
