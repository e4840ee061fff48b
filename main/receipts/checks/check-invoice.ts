import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';
import type { XmlElement } from '../xml/element.ts';
import { checkContent } from './content.ts';
import { checkDecimals } from './decimals.ts';
import { checkXRechnung } from './german.ts';
import { checkStatements } from './statements.ts';
import { checkTotals } from './totals.ts';
import { checkValues } from './values.ts';
import { checkVatBreakdown } from './vat-breakdown.ts';
import { checkVatReasons } from './vat-reasons.ts';

/**
 * Everything that can be said of an e-invoice from its data alone. MINIMUM and BASIC WL lack what the rules need, and
 * ZUGFeRD 1 is older than the rules; its sums are checked all the same.
 * @param root the document without foreign elements
 */
export function checkInvoice(invoice: ElectronicInvoice, root: XmlElement): Finding[] {
  const values = checkValues(root);
  const { profile, format } = invoice;
  if (profile === 'MINIMUM' || profile === 'BASIC WL') return values;
  const arithmetic = [...checkTotals(invoice), ...checkVatBreakdown(invoice)];
  if (format === 'ZUGFeRD 1') {
    const outdated = finding('profile_outdated', { severity: 'warning', field: 'BT-24', stated: invoice.guideline });
    return [outdated, ...values, ...arithmetic, ...checkContent(invoice)];
  }
  return [
    ...checkProfile(invoice),
    ...values,
    ...checkStatements(invoice),
    ...arithmetic,
    ...checkVatReasons(invoice),
    ...checkDecimals(invoice),
    ...(profile === 'XRECHNUNG' ? checkXRechnung(invoice) : []),
    ...checkContent(invoice),
  ];
}

/** A specialisation of EN 16931 that we do not know may still be right; anything else is no identifier. */
function checkProfile({ profile, guideline }: ElectronicInvoice): Finding[] {
  if (profile !== null || guideline === null) return [];
  const severity = guideline.startsWith('urn:cen.eu:en16931:2017') ? 'warning' : 'error';
  return [finding('profile_unknown', { severity, field: 'BT-24', stated: guideline })];
}
