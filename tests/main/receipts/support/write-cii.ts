import { written, type Spec, type SpecLine } from './spec.ts';
import { tag, text } from './tags.ts';

const standard = 'urn:un:unece:uncefact:data:standard:';
const root =
  `rsm:CrossIndustryInvoice xmlns:rsm="${standard}CrossIndustryInvoice:100"` +
  ` xmlns:ram="${standard}ReusableAggregateBusinessInformationEntity:100"` +
  ` xmlns:udt="${standard}UnqualifiedDataType:100"`;

const amount = (name: string, cents: number) => tag(`ram:${name}`, written(cents));
const optional = (name: string, cents: number) => (cents === 0 ? '' : amount(name, cents));
const day = (name: string, iso: string) =>
  tag(`ram:${name}`, tag('udt:DateTimeString format="102"', iso.replaceAll('-', '')));

/** A CII invoice. */
export function writeCii(spec: Spec): string {
  const guideline = tag('ram:GuidelineSpecifiedDocumentContextParameter', tag('ram:ID', text(spec.guideline)));
  const content = [
    tag('rsm:ExchangedDocumentContext', guideline),
    tag(
      'rsm:ExchangedDocument',
      tag('ram:ID', text(spec.number)),
      tag('ram:TypeCode', spec.typeCode),
      day('IssueDateTime', spec.issueDate),
    ),
    tag(
      'rsm:SupplyChainTradeTransaction',
      ...spec.lines.map(writeLine),
      writeAgreement(spec),
      tag(
        'ram:ApplicableHeaderTradeDelivery',
        tag('ram:ActualDeliverySupplyChainEvent', day('OccurrenceDateTime', spec.deliveryDate)),
      ),
      writeSettlement(spec),
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag(root, ...content)}\n`;
}

function writeAgreement(spec: Spec): string {
  const contact = tag(
    'ram:DefinedTradeContact',
    tag('ram:PersonName', 'Erika Muster'),
    tag('ram:TelephoneUniversalCommunication', tag('ram:CompleteNumber', '+49 30 123456')),
    tag('ram:EmailURIUniversalCommunication', tag('ram:URIID', 'erika@muster.example')),
  );
  return tag(
    'ram:ApplicableHeaderTradeAgreement',
    tag('ram:BuyerReference', '04011000-12345-03'),
    tag(
      'ram:SellerTradeParty',
      tag('ram:Name', 'Muster GmbH'),
      tag('ram:SpecifiedLegalOrganization', tag('ram:ID', 'HRB 4711')),
      contact,
      writeAddress('Werkstraße 1', '10115', 'Berlin', 'rechnung@muster.example'),
      writeVatId(spec.sellerVatId),
    ),
    tag(
      'ram:BuyerTradeParty',
      tag('ram:Name', 'Kunde &amp; Söhne KG'),
      writeAddress('Kundenweg 2', '20095', 'Hamburg', 'eingang@kunde.example'),
      writeVatId(spec.buyerVatId),
    ),
    writeAttachment(spec),
  );
}

function writeAddress(street: string, zip: string, city: string, mail: string): string {
  const place = [tag('ram:PostcodeCode', zip), tag('ram:LineOne', street), tag('ram:CityName', city)];
  return (
    tag('ram:PostalTradeAddress', ...place, tag('ram:CountryID', 'DE')) +
    tag('ram:URIUniversalCommunication', tag('ram:URIID schemeID="EM"', mail))
  );
}

function writeVatId(vatId: string | null): string {
  return vatId === null ? '' : tag('ram:SpecifiedTaxRegistration', tag('ram:ID schemeID="VA"', vatId));
}

function writeSettlement(spec: Spec): string {
  const { totals } = spec;
  return tag(
    'ram:ApplicableHeaderTradeSettlement',
    tag('ram:InvoiceCurrencyCode', 'EUR'),
    tag(
      'ram:SpecifiedTradeSettlementPaymentMeans',
      tag('ram:TypeCode', '58'),
      tag('ram:PayeePartyCreditorFinancialAccount', tag('ram:IBANID', 'DE02120300000000202051')),
    ),
    ...spec.taxes.map((one) =>
      tag(
        'ram:ApplicableTradeTax',
        amount('CalculatedAmount', one.tax),
        tag('ram:TypeCode', 'VAT'),
        one.reason === null ? '' : tag('ram:ExemptionReason', text(one.reason)),
        amount('BasisAmount', one.taxable),
        tag('ram:CategoryCode', one.category),
        tag('ram:RateApplicablePercent', String(one.rate)),
      ),
    ),
    ...writeAllowances(spec),
    tag('ram:SpecifiedTradePaymentTerms', day('DueDateDateTime', spec.dueDate)),
    tag(
      'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
      amount('LineTotalAmount', totals.lines),
      optional('ChargeTotalAmount', totals.charges),
      optional('AllowanceTotalAmount', totals.allowances),
      amount('TaxBasisTotalAmount', totals.net),
      tag('ram:TaxTotalAmount currencyID="EUR"', written(totals.tax)),
      amount('GrandTotalAmount', totals.gross),
      optional('TotalPrepaidAmount', totals.prepaid),
      amount('DuePayableAmount', totals.payable),
    ),
  );
}

function writeAllowances({ allowances }: Spec): string[] {
  return allowances.map((one) =>
    tag(
      'ram:SpecifiedTradeAllowanceCharge',
      tag('ram:ChargeIndicator', tag('udt:Indicator', String(one.kind === 'charge'))),
      amount('ActualAmount', one.amount),
      tag('ram:Reason', one.kind === 'charge' ? 'Fracht' : 'Rabatt'),
      tag(
        'ram:CategoryTradeTax',
        tag('ram:TypeCode', 'VAT'),
        tag('ram:CategoryCode', one.category),
        tag('ram:RateApplicablePercent', String(one.rate)),
      ),
    ),
  );
}

function writeLine(line: SpecLine): string {
  return tag(
    'ram:IncludedSupplyChainTradeLineItem',
    tag('ram:AssociatedDocumentLineDocument', tag('ram:LineID', line.id)),
    tag('ram:SpecifiedTradeProduct', tag('ram:Name', text(line.name))),
    tag('ram:SpecifiedLineTradeAgreement', tag('ram:NetPriceProductTradePrice', amount('ChargeAmount', line.price))),
    tag('ram:SpecifiedLineTradeDelivery', tag('ram:BilledQuantity unitCode="C62"', String(line.quantity))),
    tag(
      'ram:SpecifiedLineTradeSettlement',
      tag(
        'ram:ApplicableTradeTax',
        tag('ram:TypeCode', 'VAT'),
        tag('ram:CategoryCode', line.category),
        tag('ram:RateApplicablePercent', String(line.rate)),
      ),
      tag('ram:SpecifiedTradeSettlementLineMonetarySummation', amount('LineTotalAmount', line.amount)),
    ),
  );
}

function writeAttachment({ attachment }: Spec): string {
  if (attachment === null) return '';
  const name = `mimeCode="${attachment.mediaType}" filename="${text(attachment.name)}"`;
  const content = tag(`ram:AttachmentBinaryObject ${name}`, attachment.base64);
  const id = tag('ram:IssuerAssignedID', 'A1');
  return tag('ram:AdditionalReferencedDocument', id, tag('ram:TypeCode', '916'), content);
}
