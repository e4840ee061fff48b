import { listNameOf } from '../api/address-check.ts';
import { bookPayment } from '../api/booking.ts';
import { addDays, startOfDay } from '../api/berlin.ts';
import { centsToNumber, divideHalfUp } from '../api/decimal.ts';
import type { JsonObject } from '../api/json.ts';
import { postingCategories } from '../api/posting-categories.ts';
import type { BookkeepingKind, Voucher, VoucherStatus } from '../api/store.ts';
import type { Random } from './random.ts';
import type { SeedContext } from './sales.ts';

/** One receipt to be made. */
export interface ReceiptPlan {
  kind: BookkeepingKind;
  day: string;
  offsetMs: number;
  status: Extract<VoucherStatus, 'open' | 'paid' | 'unchecked'>;
}

const subjects = ['Büromaterial', 'Strom', 'Telefon', 'Holzlieferung', 'Werkzeug', 'Porto', 'Versicherung', 'Tanken'];

/** The one position of a receipt, gross; its amounts in euros as they travel. */
function positionOf(random: Random, income: boolean, gross: number): JsonObject {
  const rate = random.pick([7, 19, 19, 19]);
  const tax = gross - Number(divideHalfUp(BigInt(gross) * 100n, BigInt(100 + rate)));
  const category = random.pick(postingCategories.filter((entry) => (entry.type === 'income') === income));
  return {
    amount: centsToNumber(gross),
    taxAmount: centsToNumber(tax),
    taxRatePercent: rate,
    categoryId: category.id,
  };
}

/** Makes a bookkeeping voucher: something bought, or an invoice written elsewhere. */
export function seedReceipt(context: SeedContext, plan: ReceiptPlan): Voucher {
  const { organisation, random, vendors, customers, today } = context;
  const gross = random.int(900, 240_000);
  const createdMs = startOfDay(plan.day) + plan.offsetMs;
  const income = plan.kind === 'salesinvoice' || plan.kind === 'salescreditnote';
  const contact = random.chance(0.8) ? random.pick(income ? customers : vendors) : undefined;
  const item = positionOf(random, income, gross);
  const remark = random.pick(subjects);
  const voucher: Voucher = {
    id: random.uuid(),
    kind: plan.kind,
    status: plan.status === 'unchecked' ? 'unchecked' : 'open',
    number: `${plan.day.slice(0, 4)}-${String(random.int(1000, 99_999))}`,
    voucherMs: startOfDay(plan.day),
    dueMs: startOfDay(addDays(plan.day, 14)),
    createdMs,
    updatedMs: createdMs,
    version: 0,
    ...(contact ? { contactId: String(contact.id) } : {}),
    contactName: contact ? listNameOf(contact) : income ? 'Sammelkunde' : 'Sammellieferant',
    totalCents: gross,
    openCents: gross,
    archived: false,
    payments: [],
    fileIds: [],
    related: [],
    content: { taxType: 'gross', totalTaxAmount: item.taxAmount, remark, voucherItems: [item] },
  };
  organisation.vouchers.set(voucher.id, voucher);
  const paidMs = Math.min(startOfDay(addDays(plan.day, random.int(2, 20))), startOfDay(today));
  if (plan.status === 'paid') bookPayment(voucher, gross, paidMs, 'partPaymentFinancialTransaction');
  return voucher;
}
