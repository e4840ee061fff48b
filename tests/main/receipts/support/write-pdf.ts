import { AFRelationship, PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';

export interface PdfSpec {
  lines: string[];
  files?: { name: string; content: Uint8Array | string; relationship?: AFRelationship }[];
  conformanceLevel?: string;
  script?: string;
}

const epoch = new Date('2026-11-02T00:00:00Z');

/** A PDF with lines of text on its page and files inside. The same input gives the same bytes. */
export async function writePdf({ lines, files = [], conformanceLevel, script }: PdfSpec): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setCreationDate(epoch);
  document.setModificationDate(epoch);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  lines.forEach((line, i) => page.drawText(line, { x: 50, y: 780 - i * 16, size: 10, font }));
  for (const { name, content, relationship = AFRelationship.Alternative } of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const dates = { creationDate: epoch, modificationDate: epoch };
    await document.attach(bytes, name, { mimeType: 'text/xml', afRelationship: relationship, ...dates });
  }
  if (conformanceLevel !== undefined) addMetadata(document, conformanceLevel);
  if (script !== undefined) document.addJavaScript('main', script);
  return document.save({ useObjectStreams: false });
}

function addMetadata(document: PDFDocument, level: string): void {
  const xmp =
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""' +
    ' xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">' +
    `<fx:ConformanceLevel>${level}</fx:ConformanceLevel></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
  const stream = document.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
}
