import { PDFDocument } from '@cantoo/pdf-lib';
import type { Organisation, Voucher } from './store.ts';
import { PdfSheet } from './pdf-sheet.ts';
import { drawFooters, drawInfo, drawLetterhead, drawLines, drawTexts, drawTotals } from './pdf-parts.ts';

/** The document as the company would send it, on as many A4 pages as it needs; `xml` is embedded (ZUGFeRD). */
export async function renderPdf(organisation: Organisation, voucher: Voucher, xml?: string): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setTitle(`${voucher.number ?? ''} ${organisation.letterhead.name}`);
  document.setAuthor(organisation.letterhead.name);
  document.setLanguage('de-DE');
  document.setCreationDate(new Date(voucher.createdMs));
  document.setModificationDate(new Date(voucher.updatedMs));
  const sheet = await PdfSheet.create(document);
  drawLetterhead(sheet, organisation, voucher);
  drawInfo(sheet, organisation, voucher);
  drawLines(sheet, voucher);
  drawTotals(sheet, voucher);
  drawTexts(sheet, voucher);
  drawFooters(sheet, organisation);
  if (xml !== undefined) {
    await document.attach(Buffer.from(xml), 'factur-x.xml', {
      mimeType: 'text/xml',
      description: 'Factur-X/ZUGFeRD',
    });
  }
  return Buffer.from(await document.save());
}

/** A page that stands for an uploaded e-invoice where a picture of it is asked for. */
export async function renderPreview(fileName: string): Promise<Buffer> {
  const document = await PDFDocument.create();
  const sheet = await PdfSheet.create(document);
  sheet.write(`E-Rechnung: ${fileName}`, 60, { size: 14, bold: true });
  return Buffer.from(await document.save());
}
