import type { ElectronicInvoice } from '../../domain/electronic-invoice.ts';
import type { Inspection, ReceiptAttachment } from '../../domain/receipt.ts';
import { finding, type Finding } from '../../domain/receipt-finding.ts';
import { checkInvoice } from './checks/check-invoice.ts';
import type { EmbeddedDocument } from './embedded-document.ts';
import { readInvoice } from './read-invoice.ts';
import { safeFileName } from './safe-name.ts';
import { parseXml, type XmlProblem } from './xml/parse-xml.ts';

type NotAnInvoice = Extract<Inspection, { kind: 'not-an-e-invoice' }>;
type Verdict =
  { kind: 'e-invoice'; reason: null; invoice: ElectronicInvoice } | Pick<NotAnInvoice, 'kind' | 'reason' | 'invoice'>;

/** What the XML of an invoice tells; `documents` are the files in it, in the order of the attachments. */
export type XmlReading =
  | { kind: 'refused'; reason: Exclude<XmlProblem, 'xml_broken'> }
  | { kind: 'read'; verdict: Verdict; findings: Finding[]; documents: EmbeddedDocument[] };

/** Documents that share the formats of invoices and are none (UNTDID 1001): orders, offers, deliveries, pro forma. */
const otherTypes = ['220', '221', '226', '227', '230', '231', '270', '310', '325', '351'];
const otherGuideline = /[:_](order|desadv)[:_x-]/i;

/**
 * Reads the XML of an invoice and judges it.
 * @param embeddedName its name inside a PDF, lower case; `null` for a file of its own
 */
export function inspectXml(bytes: Uint8Array, embeddedName: string | null): XmlReading {
  const parsed = parseXml(bytes);
  if (!parsed.ok) {
    if (parsed.error !== 'xml_broken') return { kind: 'refused', reason: parsed.error };
    return readAs(notAnInvoice('xml_broken', null), [finding('xml_broken')]);
  }
  const reading = readInvoice(parsed.value, embeddedName);
  if (reading === null) {
    const isOther = embeddedName === 'order-x.xml' || parsed.value.name.startsWith('SCRDM');
    return readAs(notAnInvoice(isOther ? 'other_document' : 'xml_without_invoice', null), []);
  }
  const { invoice, root, documents } = reading;
  if (isHollow(invoice)) return readAs(notAnInvoice('xml_without_invoice', null), [finding('structure_missing')]);
  const verdict = judge(invoice);
  if (verdict.reason === 'other_document') return readAs(verdict, [], documents);
  return readAs(verdict, [...profileFindings(verdict), ...checkInvoice(invoice, root)], documents);
}

/** The documents as attachments; `index` counts from 0 in the order of the XML. */
export function attachmentsFrom(documents: readonly EmbeddedDocument[]): ReceiptAttachment[] {
  return documents.map(({ id, description, link, fileName, mediaType, bytes }, index) => ({
    index,
    source: 'xml',
    name: safeFileName(fileName ?? id, `attachment-${String(index + 1)}`),
    description,
    mediaType,
    bytes,
    link,
    isInvoiceData: false,
  }));
}

function judge(invoice: ElectronicInvoice): Verdict {
  const isOther = otherGuideline.test(invoice.guideline ?? '') || otherTypes.includes(invoice.typeCode ?? '');
  if (isOther) return notAnInvoice('other_document', invoice);
  if (invoice.profile === 'MINIMUM') return notAnInvoice('profile_minimum', invoice);
  if (invoice.profile === 'BASIC WL') return notAnInvoice('profile_basic_wl', invoice);
  return { kind: 'e-invoice', reason: null, invoice };
}

/** The right root with nothing in it that makes an invoice. */
function isHollow({ number, issueDate, totals, seller }: ElectronicInvoice): boolean {
  return number === null && issueDate === null && totals.gross === null && seller.name === null;
}

function profileFindings({ reason, invoice }: Verdict): Finding[] {
  if (reason !== 'profile_minimum' && reason !== 'profile_basic_wl') return [];
  return [finding('profile_not_an_invoice', { field: 'BT-24', stated: invoice?.profile ?? null })];
}

function notAnInvoice(reason: NotAnInvoice['reason'], invoice: ElectronicInvoice | null): Verdict {
  return { kind: 'not-an-e-invoice', reason, invoice };
}

function readAs(verdict: Verdict, findings: Finding[], documents: EmbeddedDocument[] = []): XmlReading {
  return { kind: 'read', verdict, findings, documents };
}
