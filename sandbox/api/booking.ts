import type { Voucher } from './store.ts';

/** Books money on a voucher; what is left is open, and nothing left makes it paid. */
export function bookPayment(voucher: Voucher, cents: number, ms: number, type: string): void {
  voucher.payments.push({ type, ms, cents });
  voucher.openCents = Math.max(0, (voucher.openCents ?? 0) - cents);
  if (voucher.openCents === 0) voucher.status = voucher.kind === 'creditnote' ? 'paidoff' : 'paid';
  voucher.updatedMs = Math.max(voucher.updatedMs, ms);
  voucher.version += 1;
}
