import * as v from 'valibot';
import { percentSchema } from '../../../domain/primitives.ts';
import type { PaymentCondition } from '../api.ts';
import { decimalOrNullField, flagField, numberOrNullField, partField, textField } from './lenient.ts';

/** A payment condition of the company (API reference 4.15). Discounts that make no sense are read as none. */
export const paymentConditionSchema = v.pipe(
  v.object({
    id: textField,
    organizationDefault: flagField,
    paymentTermLabelTemplate: textField,
    paymentTermDuration: numberOrNullField,
    paymentDiscountConditions: partField({
      discountPercentage: decimalOrNullField,
      discountRange: numberOrNullField,
    }),
  }),
  v.transform((raw): PaymentCondition => {
    const { discountPercentage: percent, discountRange: days } = raw.paymentDiscountConditions;
    const discount = percent !== null && isDiscount(percent) ? { percent, days: daysOf(days) } : null;
    return {
      id: raw.id,
      organizationDefault: raw.organizationDefault,
      label: labelOf(raw.paymentTermLabelTemplate, daysOf(raw.paymentTermDuration), discount).slice(0, 500),
      days: daysOf(raw.paymentTermDuration),
      discount,
    };
  }),
);

/** The finished sentence: the template's places filled in, since a draft carries the sentence (API reference 4.1.5). */
function labelOf(template: string, days: number, discount: PaymentCondition['discount']): string {
  return template
    .replaceAll('{paymentRange}', String(days))
    .replaceAll('{discountRange}', discount === null ? '' : String(discount.days))
    .replaceAll('{discount}', discount === null ? '' : `${discount.percent.replace('.', ',')} %`);
}

function isDiscount(percent: string): boolean {
  return v.is(percentSchema, percent) && percent !== '0';
}

function daysOf(value: number | null): number {
  return value === null || !Number.isInteger(value) || value < 0 ? 0 : Math.min(value, 9999);
}
