import { addDays } from '../api/berlin.ts';
import { bookkeepingKinds, type BookkeepingKind, type VoucherKind } from '../api/store.ts';
import type { Random } from './random.ts';
import type { ReceiptPlan } from './receipts.ts';
import type { DocumentPlan } from './sales.ts';

export type Plan = DocumentPlan | ReceiptPlan;

/** Which share of the documents is of which kind, in percent; what remains are invoices. */
const shares: [VoucherKind, number][] = [
  ['purchaseinvoice', 9],
  ['quotation', 6],
  ['creditnote', 3],
  ['orderconfirmation', 3],
  ['deliverynote', 2],
  ['downpaymentinvoice', 1],
  ['salesinvoice', 1],
];

/** Documents that every company has, however small: age in days, kind, status. */
const certain: [number, VoucherKind, DocumentPlan['status'] | ReceiptPlan['status']][] = [
  [2, 'invoice', 'draft'],
  [4, 'invoice', 'open'],
  [75, 'invoice', 'overdue'],
  [48, 'invoice', 'paid'],
  [140, 'invoice', 'voided'],
  [6, 'quotation', 'open'],
  [9, 'purchaseinvoice', 'open'],
  [20, 'invoice', 'paid'],
  [90, 'invoice', 'overdue'],
  [30, 'creditnote', 'paidoff'],
  [1, 'purchaseinvoice', 'unchecked'],
];

function pickKind(random: Random): VoucherKind {
  let roll = random.next() * 100;
  for (const [kind, share] of shares) {
    if (roll < share) return kind;
    roll -= share;
  }
  return 'invoice';
}

function invoiceStatus(random: Random, age: number): DocumentPlan['status'] {
  if (age <= 21 && random.chance(0.15)) return 'draft';
  if (random.chance(0.02)) return 'voided';
  if (age <= 30) return random.chance(0.35) ? 'paid' : 'open';
  if (age <= 75) return random.chance(0.75) ? 'paid' : 'overdue';
  return random.chance(0.97) ? 'paid' : 'overdue';
}

function statusOf(random: Random, kind: VoucherKind, age: number): string {
  switch (kind) {
    case 'invoice':
    case 'downpaymentinvoice':
      return invoiceStatus(random, age);
    case 'creditnote':
      return 'paidoff';
    case 'quotation':
      return age < 40 ? random.pick(['draft', 'open', 'accepted']) : random.pick(['accepted', 'accepted', 'rejected']);
    case 'orderconfirmation':
    case 'deliverynote':
      return age < 10 && random.chance(0.3) ? 'draft' : 'open';
    case 'salesinvoice':
    case 'salescreditnote':
    case 'purchaseinvoice':
    case 'purchasecreditnote':
      if (age < 12) return random.pick(['unchecked', 'open', 'paid']);
      return random.chance(0.95) ? 'paid' : 'open';
  }
}

function isBookkeeping(kind: VoucherKind): kind is BookkeepingKind {
  return bookkeepingKinds.some((known) => known === kind);
}

/**
 * What documents a company has, oldest first: `count` of them over four years, more of them recently.
 * `today` is the German day `yyyy-mm-dd`; nothing lies in the future.
 */
export function planDocuments(random: Random, count: number, today: string): Plan[] {
  const fixed = certain.slice(0, count).map(([age, kind, status]) => ({ age, kind, status }));
  const others = Array.from({ length: count - fixed.length }, () => {
    const kind = pickKind(random);
    const age = Math.floor(1_460 * random.next() ** 1.4);
    return { age, kind, status: statusOf(random, kind, age) };
  });
  const ordered: { age: number; kind: VoucherKind; status: string }[] = [...fixed, ...others].sort(
    (a, b) => b.age - a.age,
  );
  return ordered.map(({ age, kind, status }, index): Plan => {
    // Today's are made in its first minutes, so that they are in the past whenever the sandbox starts.
    const offsetMs = age === 0 ? (index + 1) * 10 : 8 * 3_600_000 + Math.floor((index / count) * 9 * 3_600_000);
    const place = { day: addDays(today, -age), offsetMs };
    if (isBookkeeping(kind)) return { kind, status: status as ReceiptPlan['status'], ...place };
    return { kind, status: status as DocumentPlan['status'], ...place };
  });
}

/** Whether the plan is for a bookkeeping voucher. */
export function isReceipt(plan: Plan): plan is ReceiptPlan {
  return isBookkeeping(plan.kind);
}
