import { berlinDay } from './berlin.ts';
import { asArray, asNumber, asObject, asText, type JsonObject } from './json.ts';
import type { Organisation, Voucher } from './store.ts';

/** The specification that the document follows: EN 16931 itself, or the German XRechnung 3.0 on top of it. */
const guidelines = {
  EN16931: 'urn:cen.eu:en16931:2017',
  XRechnung: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
} as const;

function escapeXml(text: string): string {
  const printable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''); // eslint-disable-line no-control-regex
  return printable.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function tag(name: string, content: string | undefined, attributes = ''): string {
  return content === undefined || content === '' ? '' : `<${name}${attributes}>${content}</${name}>`;
}

function text(name: string, value: unknown, attributes = ''): string {
  const found = asText(value);
  return found === undefined ? '' : tag(name, escapeXml(found), attributes);
}

function amount(name: string, value: unknown, attributes = ''): string {
  return tag(name, (asNumber(value) ?? 0).toFixed(2), attributes);
}

function date(name: string, ms: number): string {
  const day = berlinDay(ms).replaceAll('-', '');
  return tag(name, tag('udt:DateTimeString', day, ' format="102"'));
}

/** VAT category codes of UNTDID 5305. */
function categoryOf(taxType: string, rate: number): string {
  if (taxType === 'intraCommunitySupply') return 'K';
  if (taxType === 'constructionService13b' || taxType === 'externalService13b') return 'AE';
  if (taxType === 'thirdPartyCountryDelivery') return 'G';
  if (taxType === 'thirdPartyCountryService') return 'O';
  if (taxType === 'vatfree') return 'E';
  return rate === 0 ? 'Z' : 'S';
}

function address(value: JsonObject): string {
  const parts =
    text('ram:PostcodeCode', value.zip) +
    text('ram:LineOne', value.street) +
    text('ram:LineTwo', value.supplement) +
    text('ram:CityName', value.city) +
    text('ram:CountryID', value.countryCode);
  return tag('ram:PostalTradeAddress', parts);
}

function seller(organisation: Organisation): string {
  const { letterhead } = organisation;
  const contact =
    text('ram:PersonName', organisation.user.name) +
    tag('ram:TelephoneUniversalCommunication', text('ram:CompleteNumber', letterhead.phone)) +
    tag('ram:EmailURIUniversalCommunication', text('ram:URIID', letterhead.email));
  const registrations = [
    ['FC', letterhead.taxNumber],
    ['VA', letterhead.vatId],
  ].map(([scheme, value]) => tag('ram:SpecifiedTaxRegistration', text('ram:ID', value, ` schemeID="${scheme ?? ''}"`)));
  const place = { ...letterhead, countryCode: 'DE' } as unknown as JsonObject;
  const mail = tag('ram:URIUniversalCommunication', text('ram:URIID', letterhead.email, ' schemeID="EM"'));
  const parts = text('ram:Name', letterhead.name) + tag('ram:DefinedTradeContact', contact) + address(place) + mail;
  return tag('ram:SellerTradeParty', parts + registrations.join(''));
}

function line(value: JsonObject, index: number, taxType: string): string {
  const price = asObject(value.unitPrice);
  const rate = asNumber(price.taxRatePercentage) ?? 0;
  const tax =
    tag('ram:TypeCode', 'VAT') +
    tag('ram:CategoryCode', categoryOf(taxType, rate)) +
    tag('ram:RateApplicablePercent', String(rate));
  const discount = asNumber(value.discountPercentage) ?? 0;
  const net = asNumber(price.netAmount) ?? 0;
  const unit = tag('ram:ChargeAmount', (net * (1 - discount / 100)).toFixed(4));
  const lineNet = net * (1 - discount / 100) * (asNumber(value.quantity) ?? 0);
  const total = taxType === 'gross' ? lineNet : value.lineItemAmount;
  return tag(
    'ram:IncludedSupplyChainTradeLineItem',
    tag('ram:AssociatedDocumentLineDocument', tag('ram:LineID', String(index + 1))) +
      tag('ram:SpecifiedTradeProduct', text('ram:Name', value.name) + text('ram:Description', value.description)) +
      tag('ram:SpecifiedLineTradeAgreement', tag('ram:NetPriceProductTradePrice', unit)) +
      tag(
        'ram:SpecifiedLineTradeDelivery',
        tag('ram:BilledQuantity', String(asNumber(value.quantity) ?? 0), ' unitCode="C62"'),
      ) +
      tag(
        'ram:SpecifiedLineTradeSettlement',
        tag('ram:ApplicableTradeTax', tax) +
          tag('ram:SpecifiedTradeSettlementLineMonetarySummation', amount('ram:LineTotalAmount', total)),
      ),
  );
}

function taxes(content: JsonObject, taxType: string): string {
  return asArray(content.taxAmounts)
    .map(asObject)
    .map((entry) => {
      const rate = asNumber(entry.taxRatePercentage) ?? 0;
      const reason = rate === 0 ? text('ram:ExemptionReason', asObject(content.taxConditions).taxTypeNote) : '';
      return tag(
        'ram:ApplicableTradeTax',
        amount('ram:CalculatedAmount', entry.taxAmount) +
          tag('ram:TypeCode', 'VAT') +
          reason +
          amount('ram:BasisAmount', entry.netAmount) +
          tag('ram:CategoryCode', categoryOf(taxType, rate)) +
          tag('ram:RateApplicablePercent', String(rate)),
      );
    })
    .join('');
}

function settlement(organisation: Organisation, voucher: Voucher, taxType: string): string {
  const { content } = voucher;
  const total = asObject(content.totalPrice);
  const account = tag('ram:PayeePartyCreditorFinancialAccount', text('ram:IBANID', organisation.letterhead.iban));
  const terms =
    text('ram:Description', asObject(content.paymentConditions).paymentTermLabel) +
    (voucher.dueMs === undefined ? '' : date('ram:DueDateDateTime', voucher.dueMs));
  const sums =
    amount('ram:LineTotalAmount', total.totalNetAmount) +
    amount('ram:TaxBasisTotalAmount', total.totalNetAmount) +
    amount('ram:TaxTotalAmount', total.totalTaxAmount, ' currencyID="EUR"') +
    amount('ram:GrandTotalAmount', total.totalGrossAmount) +
    amount('ram:DuePayableAmount', total.totalGrossAmount);
  return tag(
    'ram:ApplicableHeaderTradeSettlement',
    text('ram:PaymentReference', voucher.number) +
      tag('ram:InvoiceCurrencyCode', 'EUR') +
      tag('ram:SpecifiedTradeSettlementPaymentMeans', tag('ram:TypeCode', '58') + account) +
      taxes(content, taxType) +
      tag('ram:SpecifiedTradePaymentTerms', terms) +
      tag('ram:SpecifiedTradeSettlementHeaderMonetarySummation', sums),
  );
}

/**
 * The invoice as a UN/CEFACT Cross Industry Invoice (the CII syntax of EN 16931). It is complete enough to be read as
 * an electronic invoice; a document discount is not broken out into allowances.
 */
export function renderInvoiceXml(
  organisation: Organisation,
  voucher: Voucher,
  profile: keyof typeof guidelines,
): string {
  const { content } = voucher;
  const taxType = asText(asObject(content.taxConditions).taxType) ?? 'net';
  const to = asObject(content.address);
  const lines = asArray(content.lineItems)
    .map(asObject)
    .filter((entry) => entry.type !== 'text');
  const buyer = tag('ram:BuyerTradeParty', text('ram:Name', to.name) + address(to));
  const reference = text('ram:BuyerReference', asObject(content.xRechnung).buyerReference);
  const trade =
    lines.map((entry, index) => line(entry, index, taxType)).join('') +
    tag('ram:ApplicableHeaderTradeAgreement', reference + seller(organisation) + buyer) +
    '<ram:ApplicableHeaderTradeDelivery/>' +
    settlement(organisation, voucher, taxType);
  const head =
    text('ram:ID', voucher.number) +
    tag('ram:TypeCode', voucher.kind === 'creditnote' ? '381' : '380') +
    date('ram:IssueDateTime', voucher.voucherMs);
  const guideline = tag('ram:ID', guidelines[profile]);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" ' +
    'xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" ' +
    'xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">' +
    tag('rsm:ExchangedDocumentContext', tag('ram:GuidelineSpecifiedDocumentContextParameter', guideline)) +
    tag('rsm:ExchangedDocument', head) +
    tag('rsm:SupplyChainTradeTransaction', trade) +
    '</rsm:CrossIndustryInvoice>\n'
  );
}
