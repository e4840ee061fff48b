import type { ElectronicInvoice, InvoiceTotals, TaxBreakdown } from '../../../domain/electronic-invoice.ts';
import { at, attributeAt, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, exactAt } from '../values.ts';
import type { Parts } from './parts.ts';

/** The totals (BG-22). VAT may be stated a second time, in the currency of the books (BT-111). */
export function readTotals({ settlement }: Parts): InvoiceTotals {
  const sum =
    at(settlement, 'SpecifiedTradeSettlementHeaderMonetarySummation') ??
    at(settlement, 'SpecifiedTradeSettlementMonetarySummation');
  const currency = textAt(settlement, 'InvoiceCurrencyCode');
  const taxes = childrenOf(sum, 'TaxTotalAmount');
  const isForeign = (tax: XmlElement) => {
    const stated = attributeAt(tax, '', 'currencyID');
    return stated !== null && currency !== null && stated !== currency;
  };
  const sumOf = (tax: XmlElement | undefined) =>
    tax === undefined ? null : amountAt({ ...tax, children: [tax] }, tax.name);
  return {
    lines: amountAt(sum, 'LineTotalAmount'),
    allowances: amountAt(sum, 'AllowanceTotalAmount'),
    charges: amountAt(sum, 'ChargeTotalAmount'),
    net: amountAt(sum, 'TaxBasisTotalAmount'),
    tax: sumOf(taxes.find((tax) => !isForeign(tax))),
    taxInAccountingCurrency: sumOf(taxes.find(isForeign)),
    gross: amountAt(sum, 'GrandTotalAmount'),
    prepaid: amountAt(sum, 'TotalPrepaidAmount'),
    rounding: amountAt(sum, 'RoundingAmount'),
    payable: amountAt(sum, 'DuePayableAmount'),
  };
}

/** The VAT breakdown (BG-23). */
export function readTaxes({ settlement }: Parts): TaxBreakdown[] {
  return childrenOf(settlement, 'ApplicableTradeTax').map((tax) => ({
    category: textAt(tax, 'CategoryCode'),
    rate: exactAt(tax, 'RateApplicablePercent'),
    taxable: amountAt(tax, 'BasisAmount'),
    tax: amountAt(tax, 'CalculatedAmount'),
    exemptionReason: textAt(tax, 'ExemptionReason'),
    exemptionCode: textAt(tax, 'ExemptionReasonCode'),
  }));
}

/** How to pay (BG-16). */
export function readPayment({ settlement }: Parts): ElectronicInvoice['payment'] {
  const terms = childrenOf(settlement, 'SpecifiedTradePaymentTerms');
  const inTerms = (name: string) => terms.map((term) => textAt(term, name)).filter((text) => text !== null);
  const descriptions = inTerms('Description');
  return {
    means: childrenOf(settlement, 'SpecifiedTradeSettlementPaymentMeans').map((means) => ({
      code: textAt(means, 'TypeCode'),
      label: textAt(means, 'Information'),
      iban:
        textAt(means, 'PayeePartyCreditorFinancialAccount/IBANID') ??
        textAt(means, 'PayeePartyCreditorFinancialAccount/ProprietaryID'),
      accountName: textAt(means, 'PayeePartyCreditorFinancialAccount/AccountName'),
      bic: textAt(means, 'PayeeSpecifiedCreditorFinancialInstitution/BICID'),
      cardNumber: textAt(means, 'ApplicableTradeSettlementFinancialCard/ID'),
      cardHolder: textAt(means, 'ApplicableTradeSettlementFinancialCard/CardholderName'),
      debitedIban: textAt(means, 'PayerPartyDebtorFinancialAccount/IBANID'),
    })),
    reference: textAt(settlement, 'PaymentReference'),
    terms: descriptions.length === 0 ? null : descriptions.join('\n'),
    mandate: inTerms('DirectDebitMandateID')[0] ?? null,
    creditorId: textAt(settlement, 'CreditorReferenceID'),
  };
}
