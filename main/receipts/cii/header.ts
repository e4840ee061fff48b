import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { allAt, at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { dayAt } from '../values.ts';
import type { IsoDate } from '../../../domain/primitives.ts';
import type { Parts } from './parts.ts';

type Header = Pick<
  ElectronicInvoice,
  | 'process'
  | 'guideline'
  | 'number'
  | 'typeCode'
  | 'issueDate'
  | 'dueDate'
  | 'taxPointDate'
  | 'taxPointCode'
  | 'deliveryDate'
  | 'period'
  | 'currency'
  | 'taxCurrency'
  | 'notes'
>;

/** CII names the moment of VAT by UNTDID 2475, EN 16931 (and UBL) by UNTDID 2005. */
const taxPointCodes: Record<string, string> = { '5': '3', '29': '35', '72': '432' };

/** What stands at the head of a CII document. */
export function readHeader({ root, document, delivery, settlement }: Parts): Header {
  const taxPoint = textAt(settlement, 'ApplicableTradeTax/DueDateTypeCode');
  return {
    guideline: textAt(root, 'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID'),
    process: textAt(root, 'ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID'),
    number: textAt(document, 'ID'),
    typeCode: textAt(document, 'TypeCode'),
    issueDate: dateTimeAt(document, 'IssueDateTime'),
    dueDate: firstDay(settlement, 'SpecifiedTradePaymentTerms', 'DueDateDateTime'),
    taxPointDate: dayAt(settlement, 'ApplicableTradeTax/TaxPointDate/DateString'),
    taxPointCode: taxPoint === null ? null : (taxPointCodes[taxPoint] ?? taxPoint),
    deliveryDate: dateTimeAt(delivery, 'ActualDeliverySupplyChainEvent/OccurrenceDateTime'),
    period: readPeriod(at(settlement, 'BillingSpecifiedPeriod')),
    currency: textAt(settlement, 'InvoiceCurrencyCode'),
    taxCurrency: textAt(settlement, 'TaxCurrencyCode'),
    notes: childrenOf(document, 'IncludedNote').flatMap((note) => {
      const text = textAt(note, 'Content');
      return text === null ? [] : [{ subject: textAt(note, 'SubjectCode'), text }];
    }),
  };
}

/** A period; `null` where neither end is stated. */
export function readPeriod(place: XmlElement | undefined): ElectronicInvoice['period'] {
  const start = dayAt(place, 'StartDateTime/DateTimeString');
  const end = dayAt(place, 'EndDateTime/DateTimeString');
  return start === null && end === null ? null : { start, end };
}

/** The documents that a CII document names. */
export function readReferences({ agreement, delivery, settlement }: Parts): ElectronicInvoice['references'] {
  const additional = childrenOf(agreement, 'AdditionalReferencedDocument');
  const ofType = (code: string) => additional.find((document) => textAt(document, 'TypeCode') === code);
  const idAt = (place: XmlElement | undefined, name: string) => textAt(place, `${name}/IssuerAssignedID`);
  return {
    buyerReference: textAt(agreement, 'BuyerReference'),
    project: textAt(agreement, 'SpecifiedProcuringProject/ID'),
    contract: idAt(agreement, 'ContractReferencedDocument'),
    order: idAt(agreement, 'BuyerOrderReferencedDocument'),
    salesOrder: idAt(agreement, 'SellerOrderReferencedDocument'),
    receivingAdvice: idAt(delivery, 'ReceivingAdviceReferencedDocument'),
    despatchAdvice: idAt(delivery, 'DespatchAdviceReferencedDocument'),
    tender: textAt(ofType('50'), 'IssuerAssignedID'),
    invoicedObject: readInvoicedObject(ofType('130')),
    buyerAccounting: textAt(settlement, 'ReceivableSpecifiedTradeAccountingAccount/ID'),
    precedingInvoices: allAt(settlement, 'InvoiceReferencedDocument').map((reference) => ({
      number: textAt(reference, 'IssuerAssignedID'),
      issueDate: dayAt(reference, 'FormattedIssueDateTime/DateTimeString'),
    })),
  };
}

function readInvoicedObject(reference: XmlElement | undefined): ElectronicInvoice['references']['invoicedObject'] {
  const value = textAt(reference, 'IssuerAssignedID');
  return value === null ? null : { value, scheme: textAt(reference, 'ReferenceTypeCode') };
}

/** ZUGFeRD 1 as a release candidate wrote days without an element of their own. */
function dateTimeAt(place: XmlElement | undefined, path: string): IsoDate | null {
  return dayAt(place, `${path}/DateTimeString`) ?? dayAt(place, path);
}

function firstDay(place: XmlElement | undefined, group: string, path: string): IsoDate | null {
  const days = childrenOf(place, group).map((element) => dateTimeAt(element, path));
  return days.find((day) => day !== null) ?? null;
}
