import type { ElectronicInvoice, InvoiceTotals, TaxBreakdown } from '../../../domain/electronic-invoice.ts';
import { at, attributeAt, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, exactAt } from '../values.ts';

/** The totals (BG-22). VAT may be stated a second time, in the currency of the books (BT-111). */
export function readTotals(root: XmlElement): InvoiceTotals {
  const sum = at(root, 'LegalMonetaryTotal');
  const currency = textAt(root, 'DocumentCurrencyCode');
  const taxes = childrenOf(root, 'TaxTotal');
  const isForeign = (tax: XmlElement) => {
    const stated = attributeAt(tax, 'TaxAmount', 'currencyID');
    return stated !== null && currency !== null && stated !== currency;
  };
  return {
    lines: amountAt(sum, 'LineExtensionAmount'),
    allowances: amountAt(sum, 'AllowanceTotalAmount'),
    charges: amountAt(sum, 'ChargeTotalAmount'),
    net: amountAt(sum, 'TaxExclusiveAmount'),
    tax: amountAt(
      taxes.find((tax) => !isForeign(tax)),
      'TaxAmount',
    ),
    taxInAccountingCurrency: amountAt(taxes.find(isForeign), 'TaxAmount'),
    gross: amountAt(sum, 'TaxInclusiveAmount'),
    prepaid: amountAt(sum, 'PrepaidAmount'),
    rounding: amountAt(sum, 'PayableRoundingAmount'),
    payable: amountAt(sum, 'PayableAmount'),
  };
}

/** The VAT breakdown (BG-23). */
export function readTaxes(root: XmlElement): TaxBreakdown[] {
  const subtotals = childrenOf(root, 'TaxTotal').flatMap((total) => childrenOf(total, 'TaxSubtotal'));
  return subtotals.map((subtotal) => ({
    category: textAt(subtotal, 'TaxCategory/ID'),
    rate: exactAt(subtotal, 'TaxCategory/Percent'),
    taxable: amountAt(subtotal, 'TaxableAmount'),
    tax: amountAt(subtotal, 'TaxAmount'),
    exemptionReason: textAt(subtotal, 'TaxCategory/TaxExemptionReason'),
    exemptionCode: textAt(subtotal, 'TaxCategory/TaxExemptionReasonCode'),
  }));
}

/** How to pay (BG-16). */
export function readPayment(root: XmlElement): ElectronicInvoice['payment'] {
  const creditor = ['AccountingSupplierParty/Party', 'PayeeParty']
    .flatMap((path) => childrenOf(at(root, path), 'PartyIdentification'))
    .find((identification) => attributeAt(identification, 'ID', 'schemeID') === 'SEPA');
  return {
    means: childrenOf(root, 'PaymentMeans').map((means) => ({
      code: textAt(means, 'PaymentMeansCode'),
      label: attributeAt(means, 'PaymentMeansCode', 'name'),
      iban: textAt(means, 'PayeeFinancialAccount/ID'),
      accountName: textAt(means, 'PayeeFinancialAccount/Name'),
      bic: textAt(means, 'PayeeFinancialAccount/FinancialInstitutionBranch/ID'),
      cardNumber: textAt(means, 'CardAccount/PrimaryAccountNumberID'),
      cardHolder: textAt(means, 'CardAccount/HolderName'),
      debitedIban: textAt(means, 'PaymentMandate/PayerFinancialAccount/ID'),
    })),
    reference: textAt(root, 'PaymentMeans/PaymentID'),
    terms: textAt(root, 'PaymentTerms/Note'),
    mandate: textAt(root, 'PaymentMeans/PaymentMandate/ID'),
    creditorId: textAt(creditor, 'ID'),
  };
}
