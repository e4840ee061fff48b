import { berlinIso } from './berlin.ts';
import { jsonReply, type Call, type Reply } from './call.ts';
import { centsToNumber } from './decimal.ts';
import { withoutAbsent } from './json.ts';
import { notFound, regularProblem } from './problems.ts';
import type { Voucher } from './store.ts';

/** Whether Lexware knows payments for it (API reference 4.14). */
function hasPayments(voucher: Voucher): boolean {
  if (voucher.status === 'draft' || voucher.status === 'unchecked' || voucher.status === 'blank') return false;
  switch (voucher.kind) {
    case 'invoice':
    case 'downpaymentinvoice':
    case 'salesinvoice':
    case 'salescreditnote':
    case 'purchaseinvoice':
    case 'purchasecreditnote':
      return true;
    case 'creditnote':
      return !voucher.related.some((related) => related.kind === 'invoice');
    case 'quotation':
    case 'orderconfirmation':
    case 'deliverynote':
      return false;
  }
}

function isExpense(voucher: Voucher): boolean {
  return voucher.kind === 'purchaseinvoice' || voucher.kind === 'salescreditnote' || voucher.kind === 'creditnote';
}

/** `GET /v1/payments/{voucherId}`. */
export function readPayments(call: Call): Reply {
  const voucher = call.organisation.vouchers.get(call.params.id ?? '');
  if (!voucher) return notFound(call);
  if (!hasPayments(voucher)) return regularProblem(call, 406, 'No payment information for this voucher/voucher type');
  const open = voucher.openCents ?? 0;
  const last = voucher.payments.at(-1);
  const done = voucher.status === 'paid' || voucher.status === 'paidoff';
  return jsonReply(
    200,
    withoutAbsent({
      openAmount: centsToNumber(open),
      currency: 'EUR',
      paymentStatus: open === 0 ? 'balanced' : isExpense(voucher) ? 'openExpense' : 'openRevenue',
      voucherType: voucher.kind,
      voucherStatus: voucher.status,
      paidDate: done && last ? berlinIso(last.ms) : undefined,
      paymentItems: voucher.payments.map((payment) => ({
        paymentItemType: payment.type,
        postingDate: berlinIso(payment.ms),
        amount: centsToNumber(payment.cents),
        currency: 'EUR',
      })),
    }),
  );
}
