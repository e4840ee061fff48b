import type { ElectronicLine } from '../../../domain/electronic-invoice.ts';
import { allAt, at, attributeAt, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { amountAt, exactAt, identifierAt, identifierOf } from '../values.ts';
import { readAllowances } from './allowances.ts';
import { readPeriod } from './header.ts';

/** The lines of an invoice or a credit note. */
export function readLines(root: XmlElement): ElectronicLine[] {
  return [...childrenOf(root, 'InvoiceLine'), ...childrenOf(root, 'CreditNoteLine')].map(readLine);
}

function readLine(line: XmlElement): ElectronicLine {
  const quantity = at(line, 'InvoicedQuantity') === undefined ? 'CreditedQuantity' : 'InvoicedQuantity';
  return {
    id: textAt(line, 'ID'),
    role: 'detail',
    note: textAt(line, 'Note'),
    quantity: exactAt(line, quantity),
    unit: attributeAt(line, quantity, 'unitCode'),
    amount: amountAt(line, 'LineExtensionAmount'),
    period: readPeriod(at(line, 'InvoicePeriod')),
    orderLine: textAt(line, 'OrderLineReference/LineID'),
    buyerAccounting: textAt(line, 'AccountingCost'),
    allowances: readAllowances(line),
    ...readPrice(at(line, 'Price')),
    ...readItem(at(line, 'Item')),
  };
}

type Price = Pick<ElectronicLine, 'netPrice' | 'grossPrice' | 'priceDiscount' | 'baseQuantity'>;

function readPrice(price: XmlElement | undefined): Price {
  return {
    netPrice: exactAt(price, 'PriceAmount'),
    grossPrice: exactAt(price, 'AllowanceCharge/BaseAmount'),
    priceDiscount: exactAt(price, 'AllowanceCharge/Amount'),
    baseQuantity: exactAt(price, 'BaseQuantity'),
  };
}

function readItem(item: XmlElement | undefined) {
  return {
    name: textAt(item, 'Name'),
    description: textAt(item, 'Description'),
    taxCategory: textAt(item, 'ClassifiedTaxCategory/ID'),
    taxRate: exactAt(item, 'ClassifiedTaxCategory/Percent'),
    sellerItemId: textAt(item, 'SellersItemIdentification/ID'),
    buyerItemId: textAt(item, 'BuyersItemIdentification/ID'),
    standardItemId: identifierAt(item, 'StandardItemIdentification/ID'),
    classifications: allAt(item, 'CommodityClassification').flatMap((group) =>
      childrenOf(group, 'ItemClassificationCode').flatMap((code) => identifierOf(code, 'listID')),
    ),
    originCountry: textAt(item, 'OriginCountry/IdentificationCode'),
    attributes: childrenOf(item, 'AdditionalItemProperty').map((property) => ({
      name: textAt(property, 'Name'),
      value: textAt(property, 'Value'),
    })),
  };
}
