import * as v from 'valibot';
import type { BookkeepingVoucher } from '../api.ts';
import { idField, instantField, statusField } from './lenient.ts';

/** What is read of a bookkeeping voucher (API reference 4.12): whether Lexware is done with reading it, and its age. */
export const bookkeepingVoucherSchema = v.pipe(
  v.object({ id: idField, voucherStatus: statusField, createdDate: v.nullish(instantField, null) }),
  v.transform((raw): BookkeepingVoucher => ({ id: raw.id, status: raw.voucherStatus, createdMs: raw.createdDate })),
);
