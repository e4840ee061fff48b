import { written, type Spec, type SpecLine } from './spec.ts';
import { tag, text } from './tags.ts';

const spaces = (root: string) =>
  `${root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${root}-2"` +
  ' xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"' +
  ' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"';

const amount = (name: string, cents: number) => tag(`cbc:${name} currencyID="EUR"`, written(cents));
const optional = (name: string, cents: number) => (cents === 0 ? '' : amount(name, cents));
const scheme = tag('cac:TaxScheme', tag('cbc:ID', 'VAT'));

/** A UBL invoice, or a credit note for type 381. */
export function writeUbl(spec: Spec): string {
  const root = spec.typeCode === '381' ? 'CreditNote' : 'Invoice';
  const content = [
    tag('cbc:CustomizationID', text(spec.guideline)),
    tag('cbc:ID', text(spec.number)),
    tag('cbc:IssueDate', spec.issueDate),
    root === 'Invoice' ? tag('cbc:DueDate', spec.dueDate) : '',
    tag(`cbc:${root}TypeCode`, spec.typeCode),
    tag('cbc:DocumentCurrencyCode', 'EUR'),
    tag('cbc:BuyerReference', '04011000-12345-03'),
    writeAttachment(spec),
    tag('cac:AccountingSupplierParty', writeSeller(spec)),
    tag('cac:AccountingCustomerParty', writeBuyer(spec)),
    tag('cac:Delivery', tag('cbc:ActualDeliveryDate', spec.deliveryDate)),
    writePayment(spec, root),
    ...spec.allowances.map((one) =>
      tag(
        'cac:AllowanceCharge',
        tag('cbc:ChargeIndicator', String(one.kind === 'charge')),
        tag('cbc:AllowanceChargeReason', one.kind === 'charge' ? 'Fracht' : 'Rabatt'),
        amount('Amount', one.amount),
        tag('cac:TaxCategory', tag('cbc:ID', one.category), tag('cbc:Percent', String(one.rate)), scheme),
      ),
    ),
    writeTaxes(spec),
    writeTotals(spec),
    ...spec.lines.map((line) => writeLine(line, root)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag(spaces(root), ...content)}\n`;
}

function writeSeller({ sellerVatId }: Spec): string {
  return tag(
    'cac:Party',
    tag('cbc:EndpointID schemeID="EM"', 'rechnung@muster.example'),
    writeAddress('Werkstraße 1', '10115', 'Berlin'),
    sellerVatId === null ? '' : tag('cac:PartyTaxScheme', tag('cbc:CompanyID', sellerVatId), scheme),
    tag('cac:PartyLegalEntity', tag('cbc:RegistrationName', 'Muster GmbH'), tag('cbc:CompanyID', 'HRB 4711')),
    tag(
      'cac:Contact',
      tag('cbc:Name', 'Erika Muster'),
      tag('cbc:Telephone', '+49 30 123456'),
      tag('cbc:ElectronicMail', 'erika@muster.example'),
    ),
  );
}

function writeBuyer({ buyerVatId }: Spec): string {
  return tag(
    'cac:Party',
    tag('cbc:EndpointID schemeID="EM"', 'eingang@kunde.example'),
    writeAddress('Kundenweg 2', '20095', 'Hamburg'),
    buyerVatId === null ? '' : tag('cac:PartyTaxScheme', tag('cbc:CompanyID', buyerVatId), scheme),
    tag('cac:PartyLegalEntity', tag('cbc:RegistrationName', 'Kunde &amp; Söhne KG')),
  );
}

function writeAddress(street: string, zip: string, city: string): string {
  const country = tag('cac:Country', tag('cbc:IdentificationCode', 'DE'));
  const place = [tag('cbc:StreetName', street), tag('cbc:CityName', city), tag('cbc:PostalZone', zip)];
  return tag('cac:PostalAddress', ...place, country);
}

function writePayment({ dueDate }: Spec, root: string): string {
  return tag(
    'cac:PaymentMeans',
    tag('cbc:PaymentMeansCode', '58'),
    root === 'CreditNote' ? tag('cbc:PaymentDueDate', dueDate) : '',
    tag('cac:PayeeFinancialAccount', tag('cbc:ID', 'DE02120300000000202051')),
  );
}

function writeTaxes({ taxes, totals }: Spec): string {
  const subtotals = taxes.map((one) =>
    tag(
      'cac:TaxSubtotal',
      amount('TaxableAmount', one.taxable),
      amount('TaxAmount', one.tax),
      tag(
        'cac:TaxCategory',
        tag('cbc:ID', one.category),
        tag('cbc:Percent', String(one.rate)),
        one.reason === null ? '' : tag('cbc:TaxExemptionReason', text(one.reason)),
        scheme,
      ),
    ),
  );
  return tag('cac:TaxTotal', amount('TaxAmount', totals.tax), ...subtotals);
}

function writeTotals({ totals }: Spec): string {
  return tag(
    'cac:LegalMonetaryTotal',
    amount('LineExtensionAmount', totals.lines),
    amount('TaxExclusiveAmount', totals.net),
    amount('TaxInclusiveAmount', totals.gross),
    optional('AllowanceTotalAmount', totals.allowances),
    optional('ChargeTotalAmount', totals.charges),
    optional('PrepaidAmount', totals.prepaid),
    amount('PayableAmount', totals.payable),
  );
}

function writeLine(line: SpecLine, root: string): string {
  const quantity = root === 'Invoice' ? 'InvoicedQuantity' : 'CreditedQuantity';
  return tag(
    `cac:${root}Line`,
    tag('cbc:ID', line.id),
    tag(`cbc:${quantity} unitCode="C62"`, String(line.quantity)),
    amount('LineExtensionAmount', line.amount),
    tag(
      'cac:Item',
      tag('cbc:Name', text(line.name)),
      tag('cac:ClassifiedTaxCategory', tag('cbc:ID', line.category), tag('cbc:Percent', String(line.rate)), scheme),
    ),
    tag('cac:Price', amount('PriceAmount', line.price)),
  );
}

function writeAttachment({ attachment }: Spec): string {
  if (attachment === null) return '';
  const name = `mimeCode="${attachment.mediaType}" filename="${text(attachment.name)}"`;
  const content = tag(`cbc:EmbeddedDocumentBinaryObject ${name}`, attachment.base64);
  return tag('cac:AdditionalDocumentReference', tag('cbc:ID', 'A1'), tag('cac:Attachment', content));
}
