import type { ElectronicLine } from '../../../domain/electronic-invoice.ts';
import { at, attributeAt, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, exactAt, identifierAt, identifierOf } from '../values.ts';
import { readAllowances } from './allowances.ts';
import { readPeriod } from './header.ts';
import type { Parts } from './parts.ts';

/** The lines of a CII document. */
export function readLines({ transaction }: Parts): ElectronicLine[] {
  return childrenOf(transaction, 'IncludedSupplyChainTradeLineItem').map(readLine);
}

function readLine(line: XmlElement): ElectronicLine {
  const head = at(line, 'AssociatedDocumentLineDocument');
  const agreement = at(line, 'SpecifiedLineTradeAgreement');
  const delivery = at(line, 'SpecifiedLineTradeDelivery');
  const settlement = at(line, 'SpecifiedLineTradeSettlement');
  return {
    id: textAt(head, 'LineID'),
    role: roleOf(textAt(head, 'LineStatusReasonCode')),
    note: textAt(head, 'IncludedNote/Content'),
    quantity: exactAt(delivery, 'BilledQuantity'),
    unit: attributeAt(delivery, 'BilledQuantity', 'unitCode'),
    amount: readAmount(settlement),
    taxCategory: textAt(settlement, 'ApplicableTradeTax/CategoryCode'),
    taxRate: exactAt(settlement, 'ApplicableTradeTax/RateApplicablePercent'),
    period: readPeriod(at(settlement, 'BillingSpecifiedPeriod')),
    orderLine: textAt(agreement, 'BuyerOrderReferencedDocument/LineID'),
    buyerAccounting: textAt(settlement, 'ReceivableSpecifiedTradeAccountingAccount/ID'),
    allowances: readAllowances(settlement),
    ...readPrice(agreement),
    ...readItem(at(line, 'SpecifiedTradeProduct')),
  };
}

function roleOf(code: string | null): ElectronicLine['role'] {
  if (code === 'GROUP') return 'group';
  return code === 'INFORMATION' ? 'information' : 'detail';
}

/** ZUGFeRD 1 names the sum of a line like that of the document. */
function readAmount(settlement: XmlElement | undefined): string | null {
  return (
    amountAt(settlement, 'SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount') ??
    amountAt(settlement, 'SpecifiedTradeSettlementMonetarySummation/LineTotalAmount')
  );
}

type Price = Pick<ElectronicLine, 'netPrice' | 'grossPrice' | 'priceDiscount' | 'baseQuantity'>;

function readPrice(agreement: XmlElement | undefined): Price {
  const net = at(agreement, 'NetPriceProductTradePrice');
  const gross = at(agreement, 'GrossPriceProductTradePrice');
  return {
    netPrice: exactAt(net, 'ChargeAmount'),
    grossPrice: exactAt(gross, 'ChargeAmount'),
    priceDiscount: exactAt(gross, 'AppliedTradeAllowanceCharge/ActualAmount'),
    baseQuantity: exactAt(net, 'BasisQuantity') ?? exactAt(gross, 'BasisQuantity'),
  };
}

type Item = Pick<
  ElectronicLine,
  | 'name'
  | 'description'
  | 'sellerItemId'
  | 'buyerItemId'
  | 'standardItemId'
  | 'classifications'
  | 'originCountry'
  | 'attributes'
>;

function readItem(product: XmlElement | undefined): Item {
  return {
    name: textAt(product, 'Name'),
    description: textAt(product, 'Description'),
    sellerItemId: textAt(product, 'SellerAssignedID'),
    buyerItemId: textAt(product, 'BuyerAssignedID'),
    standardItemId: identifierAt(product, 'GlobalID'),
    classifications: childrenOf(product, 'DesignatedProductClassification').flatMap((group) =>
      childrenOf(group, 'ClassCode').flatMap((code) => identifierOf(code, 'listID')),
    ),
    originCountry: textAt(product, 'OriginTradeCountry/ID'),
    attributes: childrenOf(product, 'ApplicableProductCharacteristic').map((characteristic) => ({
      name: textAt(characteristic, 'Description'),
      value: textAt(characteristic, 'Value'),
    })),
  };
}
