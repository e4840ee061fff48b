import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { withoutContent } from '../embedded-document.ts';
import type { ProfileReading } from '../profile.ts';
import type { XmlElement } from '../xml/element.ts';
import { readAllowances, readLogistics } from './allowances.ts';
import { readPayment, readTaxes, readTotals } from './amounts.ts';
import { readDocuments } from './documents.ts';
import { readHeader, readReferences } from './header.ts';
import { readLines } from './lines.ts';
import { readParties } from './parties.ts';
import { partsOf } from './parts.ts';

/** A CII document (also ZUGFeRD 1, under today's names) in the model's terms, by the mapping of EN 16931-3-3. */
export function readCii(root: XmlElement, profile: ProfileReading): ElectronicInvoice {
  const parts = partsOf(root);
  return {
    ...profile,
    ...readHeader(parts),
    ...readParties(parts),
    references: readReferences(parts),
    payment: readPayment(parts),
    allowances: [...readAllowances(parts.settlement), ...readLogistics(parts.settlement)],
    taxes: readTaxes(parts),
    totals: readTotals(parts),
    lines: readLines(parts),
    documents: readDocuments(parts).map(withoutContent),
  };
}
