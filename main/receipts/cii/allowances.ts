import type { Allowance } from '../../../domain/electronic-invoice.ts';
import { at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, exactAt } from '../values.ts';

/** Allowances and charges of a document or a line. */
export function readAllowances(place: XmlElement | undefined): Allowance[] {
  return childrenOf(place, 'SpecifiedTradeAllowanceCharge').map((element) => ({
    kind: textAt(element, 'ChargeIndicator/Indicator') === 'true' ? 'charge' : 'allowance',
    amount: amountAt(element, 'ActualAmount'),
    base: amountAt(element, 'BasisAmount'),
    percent: exactAt(element, 'CalculationPercent'),
    reason: textAt(element, 'Reason'),
    reasonCode: textAt(element, 'ReasonCode'),
    taxCategory: textAt(element, 'CategoryTradeTax/CategoryCode'),
    taxRate: exactAt(element, 'CategoryTradeTax/RateApplicablePercent'),
  }));
}

/**
 * Freight and other services, which the profile EXTENDED and ZUGFeRD 1 state apart (`SpecifiedLogisticsServiceCharge`);
 * for sums they are charges.
 */
export function readLogistics(settlement: XmlElement | undefined): Allowance[] {
  return childrenOf(settlement, 'SpecifiedLogisticsServiceCharge').map((element) => {
    const tax = at(element, 'AppliedTradeTax');
    return {
      kind: 'charge',
      amount: amountAt(element, 'AppliedAmount'),
      base: null,
      percent: null,
      reason: textAt(element, 'Description'),
      reasonCode: null,
      taxCategory: textAt(tax, 'CategoryCode'),
      taxRate: exactAt(tax, 'RateApplicablePercent'),
    };
  });
}
