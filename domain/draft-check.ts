import * as v from 'valibot';
import type { FieldError } from './errors.ts';
import { compareDays, isIsoDate } from './dates.ts';
import type { DraftLine, InvoiceDraft, PricedLine } from './invoice-draft.ts';
import { decimalSchema, percentSchema } from './primitives.ts';
import { assertNever } from './result.ts';
import { allowedTaxTypes, isVatFree, needsContact, type TaxProfile } from './tax.ts';
import { computeTotals, lineCents } from './totals.ts';

/** Everything that can be wrong with a draft. The texts stand in the renderer's messages under `finding_<code>`. */
export const draftFindingCodes = [
  'recipient_missing',
  'recipient_name_missing',
  'recipient_street_missing',
  'recipient_zip_missing',
  'recipient_city_missing',
  'recipient_country_missing',
  'contact_required',
  'voucher_date_missing',
  'supply_date_missing',
  'supply_end_missing',
  'supply_end_before_start',
  'tax_type_not_allowed',
  'lines_missing',
  'too_many_lines',
  'line_name_missing',
  'line_text_empty',
  'line_quantity_missing',
  'line_unit_missing',
  'line_price_missing',
  'line_rate_not_zero',
  'line_discount_invalid',
  'line_amount_too_large',
  'discount_invalid',
  'discount_exceeds_total',
  'text_too_long',
] as const;
export type DraftFindingCode = (typeof draftFindingCodes)[number];

/** A finding with its path into the draft, such as `lineItems.0.quantity`. */
export interface DraftFinding extends FieldError {
  code: DraftFindingCode;
}

const maxLines = 300;

/**
 * What keeps a draft from being sent: what Lexware would refuse (API reference 3.3, 4.1) and what § 14 (4) UStG wants on
 * an invoice and the user has to supply: name and address of the recipient (No. 1), date (No. 3), quantity and kind of the goods or
 * services (No. 5), time of supply (No. 6), amounts and rates (No. 7 and 8). Number, issuer and tax number come from Lexware, and so
 * does a contact's address.
 * @returns findings in the order of the form; none: the draft may be sent
 */
export function checkDraft(draft: InvoiceDraft, profile: TaxProfile): DraftFinding[] {
  return [
    ...checkRecipient(draft),
    ...(isIsoDate(draft.voucherDate) ? [] : [finding('voucherDate', 'voucher_date_missing')]),
    ...checkShipping(draft.shipping),
    ...(allowedTaxTypes(profile).includes(draft.taxType) ? [] : [finding('taxType', 'tax_type_not_allowed')]),
    ...checkLines(draft),
    ...checkDiscount(draft),
    ...checkLength('title', draft.title, 25),
    ...checkLength('introduction', draft.introduction, 2000),
    ...checkLength('remark', draft.remark, 2000),
  ];
}

function checkRecipient({ recipient, taxType }: InvoiceDraft): DraftFinding[] {
  switch (recipient.kind) {
    case 'none':
      return [finding('recipient', 'recipient_missing')];
    case 'contact':
      return missing(recipient.name, 'recipient.name', 'recipient_name_missing');
    case 'oneTime':
      return [
        ...(needsContact(taxType) ? [finding('recipient', 'contact_required')] : []),
        ...missing(recipient.name, 'recipient.name', 'recipient_name_missing'),
        ...missing(recipient.street, 'recipient.street', 'recipient_street_missing'),
        // Some countries have no postcodes at all, so only German addresses must have one.
        ...(recipient.countryCode === 'DE' ? missing(recipient.zip, 'recipient.zip', 'recipient_zip_missing') : []),
        ...missing(recipient.city, 'recipient.city', 'recipient_city_missing'),
        ...missing(recipient.countryCode, 'recipient.countryCode', 'recipient_country_missing'),
        ...checkLength('recipient.name', recipient.name, 255),
      ];
    default:
      return assertNever(recipient);
  }
}

function checkShipping(shipping: InvoiceDraft['shipping']): DraftFinding[] {
  if (shipping.type === 'none') return [];
  const noStart = shipping.date === null ? [finding('shipping.date', 'supply_date_missing')] : [];
  if (shipping.type === 'service' || shipping.type === 'delivery') return noStart;
  if (shipping.endDate === null) return [...noStart, finding('shipping.endDate', 'supply_end_missing')];
  const reversed = shipping.date !== null && compareDays(shipping.endDate, shipping.date) < 0;
  return [...noStart, ...(reversed ? [finding('shipping.endDate', 'supply_end_before_start')] : [])];
}

function checkLines(draft: InvoiceDraft): DraftFinding[] {
  if (!draft.lineItems.some((line) => line.type !== 'text')) return [finding('lineItems', 'lines_missing')];
  const vatFree = isVatFree(draft.taxType);
  return [
    ...(draft.lineItems.length > maxLines ? [finding('lineItems', 'too_many_lines')] : []),
    ...draft.lineItems.flatMap((line, index) => checkLine(line, `lineItems.${String(index)}`, vatFree)),
  ];
}

function checkLine(line: DraftLine, path: string, vatFree: boolean): DraftFinding[] {
  const tooLong = [
    ...checkLength(`${path}.name`, line.name, 255),
    ...checkLength(`${path}.description`, line.description, 2000),
  ];
  if (line.type !== 'text') return [...checkPricedLine(line, path, vatFree), ...tooLong];
  const empty = isBlank(line.name) && isBlank(line.description);
  return empty ? [finding(`${path}.name`, 'line_text_empty')] : tooLong;
}

function checkPricedLine(line: PricedLine, path: string, vatFree: boolean): DraftFinding[] {
  const quantityOk = v.is(decimalSchema, line.quantity) && Number(line.quantity) > 0;
  const priceOk = v.is(decimalSchema, line.unitPrice);
  const discountOk = line.discountPercentage === '' || v.is(percentSchema, line.discountPercentage);
  return [
    ...missing(line.name, `${path}.name`, 'line_name_missing'),
    ...(quantityOk ? [] : [finding(`${path}.quantity`, 'line_quantity_missing')]),
    ...missing(line.unitName, `${path}.unitName`, 'line_unit_missing'),
    ...(priceOk ? [] : [finding(`${path}.unitPrice`, 'line_price_missing')]),
    ...(discountOk ? [] : [finding(`${path}.discountPercentage`, 'line_discount_invalid')]),
    ...(vatFree && line.taxRatePercentage !== 0 ? [finding(`${path}.taxRatePercentage`, 'line_rate_not_zero')] : []),
    ...(quantityOk && priceOk && lineCents(line) === null
      ? [finding(`${path}.unitPrice`, 'line_amount_too_large')]
      : []),
  ];
}

function checkDiscount(draft: InvoiceDraft): DraftFinding[] {
  const discount = draft.totalDiscount;
  switch (discount.kind) {
    case 'none':
      return [];
    case 'percentage':
      return v.is(percentSchema, discount.percent) ? [] : [finding('totalDiscount', 'discount_invalid')];
    case 'absolute': {
      if (discount.cents < 0) return [finding('totalDiscount', 'discount_invalid')];
      const { subtotalCents } = computeTotals({ ...draft, totalDiscount: { kind: 'none' } });
      return discount.cents > subtotalCents ? [finding('totalDiscount', 'discount_exceeds_total')] : [];
    }
    default:
      return assertNever(discount);
  }
}

function missing(text: string, field: string, code: DraftFindingCode): DraftFinding[] {
  return isBlank(text) ? [finding(field, code)] : [];
}

function checkLength(field: string, text: string, max: number): DraftFinding[] {
  return text.length > max ? [finding(field, 'text_too_long')] : [];
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function finding(field: string, code: DraftFindingCode): DraftFinding {
  return { field, code };
}
