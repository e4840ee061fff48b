import type { ElectronicInvoice, TaxBreakdown } from '../../../domain/electronic-invoice.ts';
import { finding, type Finding } from '../../../domain/receipt-finding.ts';
import { categoryOf } from './categories.ts';
import { placeOf } from './vat-breakdown.ts';

/** Rules 02, 10 to 12 of each VAT category: reasons for charging none, VAT ids, and where goods went within the EU. */
export function checkVatReasons(invoice: ElectronicInvoice): Finding[] {
  const codes = new Set(invoice.taxes.map(({ category }) => category));
  return [
    ...(invoice.taxes.length === 0 ? [finding('breakdown_missing', { rule: 'BR-CO-18', field: 'BG-23' })] : []),
    ...invoice.taxes.flatMap(checkReason),
    ...(codes.has('AE') ? checkReverseCharge(invoice) : []),
    ...(codes.has('K') ? checkIntraCommunity(invoice) : []),
  ];
}

function checkReason(breakdown: TaxBreakdown): Finding[] {
  const category = categoryOf(breakdown.category);
  if (category === null) return [];
  const hasReason = breakdown.exemptionReason !== null || breakdown.exemptionCode !== null;
  const extra = { rule: `BR-${category.rules}-10`, field: `BT-120 ${placeOf(breakdown)}` };
  if (category.reason === 'needed') return hasReason ? [] : [finding('exemption_reason_missing', extra)];
  return hasReason ? [finding('exemption_reason_not_allowed', extra)] : [];
}

function hasSellerTaxId({ seller, taxRepresentative }: ElectronicInvoice): boolean {
  return seller.vatId !== null || (taxRepresentative?.vatId ?? null) !== null;
}

function checkReverseCharge(invoice: ElectronicInvoice): Finding[] {
  const { buyer, seller } = invoice;
  const hasSeller = hasSellerTaxId(invoice) || seller.taxNumber !== null;
  const hasBuyer = buyer.vatId !== null || buyer.registration !== null;
  return [
    ...(hasSeller ? [] : [finding('vat_id_missing', { rule: 'BR-AE-02', field: 'BT-31' })]),
    ...(hasBuyer ? [] : [finding('vat_id_missing', { rule: 'BR-AE-02', field: 'BT-48' })]),
  ];
}

function checkIntraCommunity(invoice: ElectronicInvoice): Finding[] {
  const { buyer, deliveryDate, period, deliverTo } = invoice;
  const hasDay = deliveryDate !== null || period !== null;
  const hasCountry = (deliverTo?.address?.countryCode ?? null) !== null;
  return [
    ...(hasSellerTaxId(invoice) ? [] : [finding('vat_id_missing', { rule: 'BR-IC-02', field: 'BT-31' })]),
    ...(buyer.vatId !== null ? [] : [finding('vat_id_missing', { rule: 'BR-IC-02', field: 'BT-48' })]),
    ...(hasDay ? [] : [finding('statement_missing', { rule: 'BR-IC-11', field: 'BT-72' })]),
    ...(hasCountry ? [] : [finding('statement_missing', { rule: 'BR-IC-12', field: 'BT-80' })]),
  ];
}
