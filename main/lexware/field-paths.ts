/** Where Lexware's name of a field differs from the draft's, after the indices were turned into path segments. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/^lineItems\.(\d+)\.unitPrice\.taxRatePercentage$/, 'lineItems.$1.taxRatePercentage'],
  [/^lineItems\.(\d+)\.unitPrice\..+$/, 'lineItems.$1.unitPrice'],
  [/^address(?=\.|$)/, 'recipient'],
  [/^shippingConditions\.shippingDate$/, 'shipping.date'],
  [/^shippingConditions\.shippingEndDate$/, 'shipping.endDate'],
  [/^shippingConditions\.shippingType$/, 'shipping.type'],
  [/^shippingConditions(?=\.|$)/, 'shipping'],
  [/^taxConditions(?:\..*)?$/, 'taxType'],
  [/^paymentConditions\.paymentTermLabel.*$/, 'paymentTerm.label'],
  [/^paymentConditions\.paymentTermDuration$/, 'paymentTerm.days'],
  [/^paymentConditions\.paymentDiscountConditions\.discountPercentage$/, 'paymentTerm.discount.percent'],
  [/^paymentConditions\.paymentDiscountConditions\.discountRange$/, 'paymentTerm.discount.days'],
  [/^paymentConditions\.paymentDiscountConditions$/, 'paymentTerm.discount'],
  [/^paymentConditions(?=\.|$)/, 'paymentTerm'],
  [/^totalPrice(?:\..*)?$/, 'totalDiscount'],
];

const path = /^[A-Za-z]\w*(\.\w+)*$/;

/**
 * The draft's path for a field that Lexware complains about: `lineItems[0].unitPrice.netAmount` is the draft's
 * `lineItems.0.unitPrice`. Lines keep their places, text lines included, because the body has them all in order.
 * Unknown fields keep Lexware's name in dotted form.
 * @param source the server's path (API reference 2.3); not trusted
 * @returns the path, or `''` for what is no path, such as the English sentences that some endpoints put here
 */
export function draftPathOf(source: string): string {
  if (source.length > 200) return '';
  const dotted = source.trim().replace(/\[(\d{1,5})\]/g, '.$1');
  if (!path.test(dotted)) return '';
  for (const [pattern, replacement] of renamed) {
    if (pattern.test(dotted)) return dotted.replace(pattern, replacement);
  }
  return dotted;
}
