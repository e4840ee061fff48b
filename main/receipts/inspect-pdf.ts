import type { Inspection, ReceiptAttachment } from '../../domain/receipt.ts';
import { finding, type Finding } from '../../domain/receipt-finding.ts';
import { checkPage } from './checks/page.ts';
import { profileFromMetadata } from './embedded-profile.ts';
import { attachmentsFrom, inspectXml, type XmlReading } from './inspect-xml.ts';
import type { PdfAttachment } from './pdf/attachments.ts';
import { readPdf, type PdfReading } from './pdf/read-pdf.ts';
import { embeddedNames } from './profile.ts';
import { safeFileName } from './safe-name.ts';
import { vocabularyOf } from './vocabulary.ts';
import { parseXml } from './xml/parse-xml.ts';

/** Reads a PDF: the invoice inside it if there is one, the files it carries, and whether the page says the same. */
export async function inspectPdf(bytes: Uint8Array): Promise<Inspection> {
  const read = await readPdf(bytes, (attachments) => invoiceAmong(attachments) !== null);
  if (!read.ok) return { kind: 'refused', reason: read.error };
  const pdf = read.value;
  const chosen = invoiceAmong(pdf.attachments);
  const known = { fileType: 'pdf', bytes: bytes.byteLength } as const;
  if (chosen === null) {
    const rest = { attachments: attachmentsOf(pdf, null, null), findings: scriptFindings(pdf) };
    return { kind: 'plain', reason: 'pdf_without_invoice_data', size: null, pages: pdf.pages, ...known, ...rest };
  }
  const xml = inspectXml(chosen.content, chosen.name.toLowerCase());
  if (xml.kind === 'refused') return xml;
  const findings = [...xml.findings, ...embeddingFindings(pdf, chosen, xml), ...scriptFindings(pdf)];
  return { ...xml.verdict, ...known, attachments: attachmentsOf(pdf, chosen, xml), findings };
}

/** The invoice among a PDF's files: by its name, else the first XML that is one. */
function invoiceAmong(attachments: readonly PdfAttachment[]): PdfAttachment | null {
  const named = attachments.filter(hasKnownName);
  return named[0] ?? attachments.find(isInvoiceByContent) ?? null;
}

function hasKnownName({ name }: PdfAttachment): boolean {
  return (embeddedNames as readonly string[]).includes(name.toLowerCase());
}

function isInvoiceByContent({ name, content }: PdfAttachment): boolean {
  if (!name.toLowerCase().endsWith('.xml')) return false;
  const parsed = parseXml(content);
  return parsed.ok && vocabularyOf(parsed.value) !== null;
}

type Read = Extract<XmlReading, { kind: 'read' }>;

function embeddingFindings(pdf: PdfReading, chosen: PdfAttachment, { verdict }: Read): Finding[] {
  const profile = verdict.invoice?.profile ?? null;
  const named = pdf.attachments.filter(hasKnownName).length;
  const level = profileFromMetadata(pdf.conformanceLevel);
  const isRelated = pdf.relationships.some((relation) => ['Alternative', 'Data', 'Source'].includes(relation));
  const warnings: [boolean, Finding][] = [
    [named === 0, finding('embedded_name_unknown', { severity: 'warning', stated: chosen.name.slice(0, 200) })],
    [named > 1, finding('embedded_ambiguous', { severity: 'warning', stated: String(named) })],
    [
      pdf.relationships.length > 0 && !isRelated,
      finding('embedded_relationship', { severity: 'warning', stated: pdf.relationships[0] ?? null }),
    ],
    [
      profile !== null && level !== null && level !== profile,
      finding('profile_differs', { severity: 'warning', stated: level, expected: profile }),
    ],
  ];
  const found = warnings.filter(([applies]) => applies).map(([, warning]) => warning);
  return verdict.kind === 'e-invoice' ? [...found, ...checkPage(verdict.invoice, pdf.text)] : found;
}

function scriptFindings({ hasScripts }: PdfReading): Finding[] {
  return hasScripts ? [finding('pdf_script', { severity: 'warning' })] : [];
}

/** The PDF's own files first, then those inside the XML. */
function attachmentsOf(pdf: PdfReading, chosen: PdfAttachment | null, xml: Read | null): ReceiptAttachment[] {
  const own = pdf.attachments.map((attachment, index): ReceiptAttachment => ({
    index,
    source: 'pdf',
    name: safeFileName(attachment.name, `attachment-${String(index + 1)}`),
    description: attachment.description,
    mediaType: null,
    bytes: attachment.content.byteLength,
    link: null,
    isInvoiceData: attachment === chosen,
  }));
  const inside = attachmentsFrom(xml?.documents ?? []);
  return [...own, ...inside.map((attachment) => ({ ...attachment, index: attachment.index + own.length }))];
}
