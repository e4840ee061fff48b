import * as v from 'valibot';
import type { Payment } from '../../../domain/voucher.ts';
import { centsField, dayOrNullField, listOf, textField } from './lenient.ts';

const itemSchema = v.pipe(
  v.object({ paymentItemType: textField, postingDate: dayOrNullField, amount: centsField }),
  v.transform((item): Payment => ({ type: item.paymentItemType, date: item.postingDate, cents: item.amount })),
);

/** What was paid on a voucher (API reference 4.14). */
export const paymentsSchema = v.pipe(
  v.object({ paymentItems: listOf(itemSchema) }),
  v.transform(({ paymentItems }): Payment[] => paymentItems),
);
