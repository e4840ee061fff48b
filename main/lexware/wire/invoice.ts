import * as v from 'valibot';
import type { Invoice } from '../../../domain/voucher.ts';
import {
  centsField,
  centsOrNullField,
  dayField,
  dayOrNullField,
  decimalOrNullField,
  idField,
  idOrNullField,
  listOf,
  numberOrNullField,
  partField,
  statusField,
  textField,
  textOrNullField,
} from './lenient.ts';

const lineSchema = v.object({
  type: textField,
  name: textField,
  description: textField,
  quantity: decimalOrNullField,
  unitName: textField,
  unitPrice: partField({
    netAmount: decimalOrNullField,
    grossAmount: decimalOrNullField,
    taxRatePercentage: numberOrNullField,
  }),
  discountPercentage: decimalOrNullField,
  lineItemAmount: centsOrNullField,
});
type Line = v.InferOutput<typeof lineSchema>;

/** Older samples call the tax `amount` (API reference 4.1). */
const taxAmountSchema = v.pipe(
  v.object({
    taxRatePercentage: numberOrNullField,
    taxAmount: centsOrNullField,
    amount: centsOrNullField,
    netAmount: centsOrNullField,
  }),
  v.transform((tax) => ({
    ratePercentage: tax.taxRatePercentage ?? 0,
    netCents: tax.netAmount ?? 0,
    taxCents: tax.taxAmount ?? tax.amount ?? 0,
  })),
);

const relatedSchema = v.pipe(
  v.object({ id: textField, voucherNumber: textOrNullField, voucherType: textField }),
  v.transform((related) => ({ id: related.id, number: related.voucherNumber, voucherType: related.voucherType })),
);

const rawInvoiceSchema = v.object({
  id: idField,
  voucherNumber: textOrNullField,
  voucherStatus: statusField,
  voucherDate: dayField,
  dueDate: dayOrNullField,
  shippingConditions: partField({
    shippingType: textField,
    shippingDate: dayOrNullField,
    shippingEndDate: dayOrNullField,
  }),
  address: partField({
    contactId: idOrNullField,
    name: textField,
    supplement: textField,
    street: textField,
    zip: textField,
    city: textField,
    countryCode: textField,
  }),
  taxConditions: partField({ taxType: textField }),
  lineItems: listOf(lineSchema),
  totalPrice: v.object({ totalNetAmount: centsField, totalTaxAmount: centsField, totalGrossAmount: centsField }),
  taxAmounts: listOf(taxAmountSchema),
  paymentConditions: partField({ paymentTermLabel: textField }),
  title: textField,
  introduction: textField,
  remark: textField,
  electronicDocumentProfile: textField,
  relatedVouchers: listOf(relatedSchema),
});

/** `GET /v1/invoices/{id}` (API reference 4.1). The totals are required: an invoice without them cannot be shown. */
export const invoiceSchema = v.pipe(
  rawInvoiceSchema,
  v.transform((raw): Invoice => {
    const { shippingConditions: shipping, totalPrice, taxConditions } = raw;
    return {
      id: raw.id,
      number: raw.voucherNumber,
      status: raw.voucherStatus,
      voucherDate: raw.voucherDate,
      dueDate: raw.dueDate,
      shipping: { type: shipping.shippingType, date: shipping.shippingDate, endDate: shipping.shippingEndDate },
      recipient: raw.address,
      taxType: taxConditions.taxType,
      lineItems: raw.lineItems.map((line) => lineOf(line, taxConditions.taxType)),
      netCents: totalPrice.totalNetAmount,
      taxCents: totalPrice.totalTaxAmount,
      grossCents: totalPrice.totalGrossAmount,
      openCents: null,
      taxes: raw.taxAmounts,
      paymentTermLabel: raw.paymentConditions.paymentTermLabel,
      title: raw.title,
      introduction: raw.introduction,
      remark: raw.remark,
      electronicDocumentProfile: raw.electronicDocumentProfile === '' ? 'NONE' : raw.electronicDocumentProfile,
      relatedVouchers: raw.relatedVouchers,
    };
  }),
);

/** The price is the one on the leading side; the other is derived and differs in its decimals (API reference 3.2). */
function lineOf(line: Line, taxType: string): Invoice['lineItems'][number] {
  const { netAmount, grossAmount, taxRatePercentage } = line.unitPrice;
  return {
    type: line.type,
    name: line.name,
    description: line.description,
    quantity: line.quantity,
    unitName: line.unitName,
    unitPrice: taxType === 'gross' ? (grossAmount ?? netAmount) : (netAmount ?? grossAmount),
    taxRatePercentage,
    discountPercentage: line.discountPercentage,
    amountCents: line.lineItemAmount,
  };
}
