import type { ElectronicInvoice } from '../../../domain/electronic-invoice.ts';
import { allAt, at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { dayAt, identifierAt } from '../values.ts';

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

/** A note may carry its subject in front: `#ADU#text` (BT-21 in UBL). */
const subjectInFront = /^#([A-Z]{3})#/;

/** What stands at the head of a UBL document. */
export function readHeader(root: XmlElement): Header {
  return {
    guideline: textAt(root, 'CustomizationID'),
    process: textAt(root, 'ProfileID'),
    number: textAt(root, 'ID'),
    typeCode: textAt(root, 'InvoiceTypeCode') ?? textAt(root, 'CreditNoteTypeCode'),
    issueDate: dayAt(root, 'IssueDate'),
    dueDate: dayAt(root, 'DueDate') ?? dayAt(root, 'PaymentMeans/PaymentDueDate'),
    taxPointDate: dayAt(root, 'TaxPointDate'),
    taxPointCode: textAt(root, 'InvoicePeriod/DescriptionCode'),
    deliveryDate: dayAt(root, 'Delivery/ActualDeliveryDate'),
    period: readPeriod(at(root, 'InvoicePeriod')),
    currency: textAt(root, 'DocumentCurrencyCode'),
    taxCurrency: textAt(root, 'TaxCurrencyCode'),
    notes: childrenOf(root, 'Note').flatMap(readNote),
  };
}

/** A period; `null` where neither end is stated. */
export function readPeriod(place: XmlElement | undefined): ElectronicInvoice['period'] {
  const start = dayAt(place, 'StartDate');
  const end = dayAt(place, 'EndDate');
  return start === null && end === null ? null : { start, end };
}

/** The documents that a UBL document names. */
export function readReferences(root: XmlElement): ElectronicInvoice['references'] {
  const additional = childrenOf(root, 'AdditionalDocumentReference');
  const ofType = (code: string) => additional.find((document) => textAt(document, 'DocumentTypeCode') === code);
  return {
    buyerReference: textAt(root, 'BuyerReference'),
    project: textAt(root, 'ProjectReference/ID') ?? textAt(ofType('50'), 'ID'),
    contract: textAt(root, 'ContractDocumentReference/ID'),
    order: textAt(root, 'OrderReference/ID'),
    salesOrder: textAt(root, 'OrderReference/SalesOrderID'),
    receivingAdvice: textAt(root, 'ReceiptDocumentReference/ID'),
    despatchAdvice: textAt(root, 'DespatchDocumentReference/ID'),
    tender: textAt(root, 'OriginatorDocumentReference/ID'),
    invoicedObject: identifierAt(ofType('130'), 'ID'),
    buyerAccounting: textAt(root, 'AccountingCost'),
    precedingInvoices: allAt(root, 'BillingReference').map((reference) => ({
      number: textAt(reference, 'InvoiceDocumentReference/ID'),
      issueDate: dayAt(reference, 'InvoiceDocumentReference/IssueDate'),
    })),
  };
}

function readNote(note: XmlElement): ElectronicInvoice['notes'] {
  const whole = textAt({ ...note, children: [note] }, note.name);
  if (whole === null) return [];
  const subject = subjectInFront.exec(whole)?.[1] ?? null;
  const text = subject === null ? whole : whole.slice(subject.length + 2).trimStart();
  return text === '' ? [] : [{ subject, text }];
}
