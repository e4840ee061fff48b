import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { withoutContent } from '../embedded-document.ts';
import type { ProfileReading } from '../profile.ts';
import type { XmlElement } from '../xml/element.ts';
import { readAllowances } from './allowances.ts';
import { readPayment, readTaxes, readTotals } from './amounts.ts';
import { readDocuments } from './documents.ts';
import { readHeader, readReferences } from './header.ts';
import { readLines } from './lines.ts';
import { readParties } from './parties.ts';

/** A UBL 2.1 invoice or credit note in the model's terms, by the mapping of EN 16931-3-2. */
export function readUbl(root: XmlElement, profile: ProfileReading): ElectronicInvoice {
  return {
    ...profile,
    ...readHeader(root),
    ...readParties(root),
    references: readReferences(root),
    payment: readPayment(root),
    allowances: readAllowances(root),
    taxes: readTaxes(root),
    totals: readTotals(root),
    lines: readLines(root),
    documents: readDocuments(root).map(withoutContent),
  };
}
