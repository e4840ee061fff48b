import type { ElectronicInvoice } from '../../../../domain/electronic-invoice.ts';
import type { Finding } from '../../../../domain/receipt-finding.ts';
import { checkInvoice } from '../../../../main/receipts/checks/check-invoice.ts';
import { readInvoice, type InvoiceReading } from '../../../../main/receipts/read-invoice.ts';
import { parseXml } from '../../../../main/receipts/xml/parse-xml.ts';

/** Reads XML that is an invoice; a test that gets none fails. */
export function read(xml: string | Uint8Array, embeddedName: string | null = null): InvoiceReading {
  const parsed = parseXml(typeof xml === 'string' ? new TextEncoder().encode(xml) : xml);
  if (!parsed.ok) throw new Error(parsed.error);
  const reading = readInvoice(parsed.value, embeddedName);
  if (reading === null) throw new Error('not an invoice');
  return reading;
}

/** All findings of an invoice's data. */
export function findingsOf(xml: string): Finding[] {
  const { invoice, root } = read(xml);
  return checkInvoice(invoice, root);
}

/** What two ways of writing have in common: everything but the format. */
export function withoutFormat({ format: _format, ...invoice }: ElectronicInvoice): Omit<ElectronicInvoice, 'format'> {
  return invoice;
}

/** The rules that findings name, each once. */
export function rulesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule, code }) => rule ?? code))].sort();
}
