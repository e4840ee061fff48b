import * as v from 'valibot';
import type { VoucherListRow } from '../api.ts';
import {
  centsOrNullField,
  dayOf,
  dayOrNullField,
  flagField,
  idField,
  idOrNullField,
  instantField,
  statusField,
  textField,
  textOrNullField,
} from './lenient.ts';

/**
 * A row of the voucherlist (API reference 4.11). Files that were uploaded and not yet looked through may have no
 * voucher date; they stand at the day on which they came.
 */
export const voucherRowSchema = v.pipe(
  v.object({
    id: idField,
    voucherType: textField,
    voucherStatus: statusField,
    voucherNumber: textOrNullField,
    voucherDate: dayOrNullField,
    dueDate: dayOrNullField,
    createdDate: v.pipe(
      v.string(),
      v.check((text) => dayOf(text) !== null),
    ),
    updatedDate: v.nullish(instantField, null),
    contactId: idOrNullField,
    contactName: textField,
    totalAmount: centsOrNullField,
    openAmount: centsOrNullField,
    archived: flagField,
  }),
  v.transform((row): VoucherListRow => {
    const createdMs = Date.parse(row.createdDate);
    return {
      id: row.id,
      voucherType: row.voucherType,
      status: row.voucherStatus,
      number: row.voucherNumber,
      voucherDate: row.voucherDate ?? dayOf(row.createdDate) ?? '',
      dueDate: row.dueDate,
      contactId: row.contactId,
      contactName: row.contactName,
      totalCents: row.totalAmount,
      openCents: row.openAmount,
      createdMs,
      updatedMs: row.updatedDate ?? createdMs,
      archived: row.archived,
    };
  }),
);
