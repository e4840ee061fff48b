import { daysBetween } from '../../../domain/dates.ts';
import { shippingTypes, taxTypes, type ShippingType, type TaxType } from '../../../domain/invoice-draft.ts';
import type { IsoDate } from '../../../domain/primitives.ts';
import type { Invoice } from '../../../domain/voucher.ts';
import { formatDate } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { shippingTypeText, taxTypeText } from '../drafts/labels.ts';

/** When an invoice is due, and how far off that is while something is open: a settled one does not grow older. */
export function dueText({ dueDate, openCents, status }: Invoice, today: IsoDate): string {
  if (dueDate === null) return '';
  const shown = formatDate(dueDate);
  if (openCents === null || openCents === 0 || status === 'draft') return shown;
  const days = daysBetween(today, dueDate);
  if (days === 0) return m.detail_due_today({ date: shown });
  return days > 0
    ? m.detail_due_in_days({ count: days, date: shown })
    : m.detail_due_ago_days({ count: -days, date: shown });
}

/** When it was supplied: a day or a stretch of time. */
export function supplyText({ date, endDate }: Invoice['shipping']): string {
  if (date === null) return '';
  return endDate === null ? formatDate(date) : `${formatDate(date)} – ${formatDate(endDate)}`;
}

/** What kind of day that is. */
export function supplyName({ type }: Invoice['shipping']): string {
  return isShippingType(type) ? shippingTypeText(type) : m.detail_supply();
}

/** How it is taxed; what Lexware adds later is told in its own word. */
export function taxText(taxType: string): string {
  return isTaxType(taxType) ? taxTypeText(taxType) : taxType;
}

/** Whether it is an e-invoice, and of which kind. */
export function electronicText(profile: string): string {
  switch (profile) {
    case 'NONE':
      return m.detail_electronic_none();
    case 'EN16931':
      return m.detail_electronic_en16931();
    case 'XRechnung':
      return m.detail_electronic_xrechnung();
    default:
      return profile;
  }
}

/** The address in the lines of a letter. */
export function addressText({ name, supplement, street, zip, city, countryCode }: Invoice['recipient']): string {
  const country = countryCode === 'DE' ? '' : countryCode;
  return [name, supplement, street, `${zip} ${city}`.trim(), country].filter((line) => line !== '').join('\n');
}

const voucherTypes: Record<string, () => string> = {
  invoice: m.voucher_invoice,
  downpaymentinvoice: m.voucher_down_payment,
  creditnote: m.voucher_credit_note,
  quotation: m.voucher_quotation,
  orderconfirmation: m.voucher_order_confirmation,
  deliverynote: m.voucher_delivery_note,
  dunning: m.voucher_dunning,
  salesinvoice: m.voucher_sales_invoice,
  salescreditnote: m.voucher_sales_credit_note,
  purchaseinvoice: m.voucher_purchase_invoice,
  purchasecreditnote: m.voucher_purchase_credit_note,
};

/** What a type of voucher is called; Lexware writes it in capitals or without. */
export function voucherTypeText(type: string): string {
  return voucherTypes[type.toLowerCase()]?.() ?? m.voucher_other();
}

const paymentTypes: Record<string, () => string> = {
  partPaymentFinancialTransaction: m.payment_bank,
  partPaymentCreditNote: m.payment_credit_note,
  partPaymentCashBox: m.payment_cash,
  manualPayment: m.payment_manual,
  cashDiscount: m.payment_discount,
  dunningCosts: m.payment_dunning_costs,
  currencyConversion: m.payment_currency,
  irrecoverableReceivable: m.payment_irrecoverable,
};

/** What a kind of payment is called (API reference 4.14). */
export function paymentTypeText(type: string): string {
  return paymentTypes[type]?.() ?? m.payment_other();
}

function isTaxType(type: string): type is TaxType {
  return (taxTypes as readonly string[]).includes(type);
}

function isShippingType(type: string): type is ShippingType {
  return (shippingTypes as readonly string[]).includes(type);
}
