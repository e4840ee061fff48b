import type { Allowance } from '../../../domain/electronic-invoice.ts';
import { childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, exactAt } from '../values.ts';

/** Allowances and charges of a document or a line. */
export function readAllowances(place: XmlElement | undefined): Allowance[] {
  return childrenOf(place, 'AllowanceCharge').map((element) => ({
    kind: textAt(element, 'ChargeIndicator') === 'true' ? 'charge' : 'allowance',
    amount: amountAt(element, 'Amount'),
    base: amountAt(element, 'BaseAmount'),
    percent: exactAt(element, 'MultiplierFactorNumeric'),
    reason: textAt(element, 'AllowanceChargeReason'),
    reasonCode: textAt(element, 'AllowanceChargeReasonCode'),
    taxCategory: textAt(element, 'TaxCategory/ID'),
    taxRate: exactAt(element, 'TaxCategory/Percent'),
  }));
}
