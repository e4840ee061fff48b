import { expect, test } from 'vitest';
import { draftPathOf } from '../../../main/lexware/field-paths.ts';

test.each([
  ['lineItems[0].unitPrice.taxRatePercentage', 'lineItems.0.taxRatePercentage'],
  ['lineItems[12].unitPrice.netAmount', 'lineItems.12.unitPrice'],
  ['lineItems[12].unitPrice.grossAmount', 'lineItems.12.unitPrice'],
  ['lineItems[1].unitPrice', 'lineItems.1.unitPrice'],
  ['lineItems[1].quantity', 'lineItems.1.quantity'],
  ['lineItems[1].description', 'lineItems.1.description'],
  ['lineItems', 'lineItems'],
  ['address', 'recipient'],
  ['address.name', 'recipient.name'],
  ['address.contactId', 'recipient.contactId'],
  ['address.countryCode', 'recipient.countryCode'],
  ['shippingConditions', 'shipping'],
  ['shippingConditions.shippingDate', 'shipping.date'],
  ['shippingConditions.shippingEndDate', 'shipping.endDate'],
  ['shippingConditions.shippingType', 'shipping.type'],
  ['taxConditions.taxType', 'taxType'],
  ['taxConditions', 'taxType'],
  ['paymentConditions', 'paymentTerm'],
  ['paymentConditions.paymentTermLabel', 'paymentTerm.label'],
  ['paymentConditions.paymentTermLabelTemplate', 'paymentTerm.label'],
  ['paymentConditions.paymentTermDuration', 'paymentTerm.days'],
  ['paymentConditions.paymentDiscountConditions.discountPercentage', 'paymentTerm.discount.percent'],
  ['paymentConditions.paymentDiscountConditions.discountRange', 'paymentTerm.discount.days'],
  ['totalPrice.totalDiscountAbsolute', 'totalDiscount'],
  ['totalPrice.totalDiscountPercentage', 'totalDiscount'],
  ['voucherDate', 'voucherDate'],
  ['title', 'title'],
  ['xRechnung.buyerReference', 'xRechnung.buyerReference'],
  ['addresses.billing.size', 'addresses.billing.size'],
])('%s is %s in the draft', (source, path) => {
  expect(draftPathOf(source)).toBe(path);
});

test.each([
  '',
  'company or person',
  'size must be between 3 and 128',
  '__proto__[',
  'a..b',
  'a.b.',
  'lineItems[-1].name',
  'lineItems[9999999].name',
  'a'.repeat(201),
  '<script>',
])('%j is no path', (source) => {
  expect(draftPathOf(source)).toBe('');
});
