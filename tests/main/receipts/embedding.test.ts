import { AFRelationship, PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../domain/receipt.ts';
import { inspectBytes } from '../../../main/receipts/inspect-bytes.ts';
import { readAttachment } from '../../../main/receipts/read-attachment.ts';
import { pageOf } from './support/fixtures.ts';
import { en16931, rightSpec, usualInput, xrechnung } from './support/spec.ts';
import { writeCii } from './support/write-cii.ts';
import { writePdf, type PdfSpec } from './support/write-pdf.ts';
import { writeUbl } from './support/write-ubl.ts';

const spec = rightSpec(usualInput, { guideline: en16931 });
const lines = pageOf(spec);
const cii = writeCii(spec);
const order =
  '<o:SCRDMCCBDACIOMessageStructure xmlns:o="urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100"/>';

async function inspect(pdf: Omit<PdfSpec, 'lines'>): Promise<Inspection> {
  return inspectBytes(await writePdf({ lines, ...pdf }), 'rechnung.pdf');
}

/** What came out, in one line: kind, reason or format, codes. */
async function verdictOf(pdf: Omit<PdfSpec, 'lines'>): Promise<string> {
  const inspection = await inspect(pdf);
  if (inspection.kind === 'refused') return `refused ${inspection.reason}`;
  const format = 'invoice' in inspection ? (inspection.invoice?.format ?? '') : '';
  const words = [inspection.kind, inspection.reason ?? '', format, ...inspection.findings.map(({ code }) => code)];
  return words.filter((word) => word !== '').join(' ');
}

describe('the invoice inside a PDF', () => {
  it.each([
    ['factur-x.xml', cii, 'e-invoice Factur-X'],
    ['Factur-X.XML', cii, 'e-invoice Factur-X'],
    ['ZUGFeRD-invoice.xml', cii, 'e-invoice ZUGFeRD 2'],
    ['xrechnung.xml', writeCii({ ...spec, guideline: xrechnung }), 'e-invoice ZUGFeRD 2'],
    ['rechnung.xml', cii, 'e-invoice ZUGFeRD 2 embedded_name_unknown'],
    ['rechnung.xml', writeUbl(spec), 'e-invoice UBL embedded_name_unknown'],
    ['rechnung.txt', cii, 'plain pdf_without_invoice_data'],
    ['daten.xml', '<daten/>', 'plain pdf_without_invoice_data'],
    ['factur-x.xml', '<daten/>', 'not-an-e-invoice xml_without_invoice'],
    ['factur-x.xml', cii.slice(0, -30), 'not-an-e-invoice xml_broken xml_broken'],
    ['factur-x.xml', '', 'not-an-e-invoice xml_broken xml_broken'],
    ['order-x.xml', order, 'not-an-e-invoice other_document'],
    ['factur-x.xml', cii.replace('?>', '?><!DOCTYPE a>'), 'refused xml_unsafe'],
    ['factur-x.xml', '<!DOCTYPE a []><a/>', 'refused xml_unsafe'],
  ])('called %s is judged (%#)', async (name, content, verdict) => {
    expect(await verdictOf({ files: [{ name, content }] })).toBe(verdict);
  });

  it('is found by its name beside other XML', async () => {
    const files = [
      { name: 'additional-data.xml', content: '<daten/>' },
      { name: 'factur-x.xml', content: cii },
    ];
    const inspection = await inspect({ files });
    expect(inspection).toMatchObject({ kind: 'e-invoice', findings: [] });
    expect(inspection).toMatchObject({
      attachments: [
        { name: 'additional-data.xml', isInvoiceData: false },
        { name: 'factur-x.xml', isInvoiceData: true },
      ],
    });
  });

  it('is doubtful when two could be it', async () => {
    const files = ['factur-x.xml', 'zugferd-invoice.xml'].map((name) => ({ name, content: cii }));
    expect(await verdictOf({ files })).toBe('e-invoice Factur-X embedded_ambiguous');
  });

  it('should relate to the page', async () => {
    const file = { name: 'factur-x.xml', content: cii };
    expect(await verdictOf({ files: [{ ...file, relationship: AFRelationship.Data }] })).toBe('e-invoice Factur-X');
    expect(await verdictOf({ files: [{ ...file, relationship: AFRelationship.Unspecified }] })).toBe(
      'e-invoice Factur-X embedded_relationship',
    );
  });

  it('is the profile that the metadata name', async () => {
    const files = [{ name: 'factur-x.xml', content: cii }];
    expect(await verdictOf({ files, conformanceLevel: 'COMFORT' })).toBe('e-invoice Factur-X profile_differs');
    expect(await verdictOf({ files, conformanceLevel: 'EN 16931' })).toBe('e-invoice Factur-X');
  });

  it('can be had, and so can the files inside it', async () => {
    const attachment = { name: 'zettel.txt', mediaType: 'text/plain', base64: Buffer.from('hallo').toString('base64') };
    const bytes = await writePdf({
      lines,
      files: [{ name: 'factur-x.xml', content: writeCii({ ...spec, attachment }) }],
    });
    expect(await inspectBytes(bytes, 'a.pdf')).toMatchObject({
      attachments: [
        { index: 0, source: 'pdf', name: 'factur-x.xml' },
        { index: 1, source: 'xml', name: 'zettel.txt', bytes: 5 },
      ],
    });
    expect(Buffer.from((await readAttachment(bytes, 0))!).toString()).toContain('CrossIndustryInvoice');
    expect(Buffer.from((await readAttachment(bytes, 1))!).toString()).toBe('hallo');
    expect(await readAttachment(bytes, 2)).toBeNull();
  });
});

describe('a PDF', () => {
  it('with a script is told of it', async () => {
    expect(await verdictOf({ script: 'app.alert(1)' })).toBe('plain pdf_without_invoice_data pdf_script');
  });

  it('that needs a password is refused', async () => {
    const document = await PDFDocument.load(await writePdf({ lines }));
    document.encrypt({ userPassword: 'geheim', ownerPassword: 'geheim' });
    expect(await inspectBytes(await document.save(), 'a.pdf')).toEqual({ kind: 'refused', reason: 'pdf_locked' });
  });

  it('that is cut off or scrambled is refused, or read as what is left of it', async () => {
    const whole = await writePdf({ lines, files: [{ name: 'factur-x.xml', content: cii }] });
    for (const part of [0.1, 0.5, 0.9, 0.99]) {
      const { kind } = await inspectBytes(whole.slice(0, whole.length * part), 'a.pdf');
      expect(['refused', 'plain', 'e-invoice']).toContain(kind);
    }
    expect(await inspectBytes(new TextEncoder().encode('%PDF-1.7\nnothing'), 'a.pdf')).toEqual({
      kind: 'refused',
      reason: 'pdf_broken',
    });
  });
});
