import { addressOf, listNameOf } from '../api/address-check.ts';
import { addDays, berlinIso, startOfDay } from '../api/berlin.ts';
import { asArray, asObject, type JsonObject } from '../api/json.ts';
import { bookPayment } from '../api/booking.ts';
import { termsOf } from '../api/payment-conditions.ts';
import { createSalesVoucher, finaliseVoucher } from '../api/sales-create.ts';
import type { SalesInput, SalesLine } from '../api/sales-input.ts';
import type { Organisation, SalesKind, Voucher, VoucherStatus } from '../api/store.ts';
import type { CompanyPlan } from './companies.ts';
import { firstNames, lastNames, streets, towns } from './names.ts';
import type { Random } from './random.ts';

/** What the seeding of one company needs. `customers` can all be invoiced. */
export interface SeedContext {
  organisation: Organisation;
  plan: CompanyPlan;
  random: Random;
  customers: JsonObject[];
  articles: JsonObject[];
  vendors: JsonObject[];
  /** The German day that counts as today, `yyyy-mm-dd`. */
  today: string;
}

/** One document to be made. */
export interface DocumentPlan {
  kind: SalesKind;
  day: string;
  /** How long after the start of its day it was made, ms. */
  offsetMs: number;
  status: VoucherStatus | 'overdue';
  contact?: JsonObject;
}

function seedLine(context: SeedContext, index: number): SalesLine {
  const { random, plan } = context;
  const offer = plan.offers[index];
  if (!offer) throw new RangeError('a company needs something to sell');
  const whole = offer.type === 'PRODUCT' || offer.unit === 'Pauschal';
  const quantity = whole ? BigInt(random.int(1, 8)) * 10_000n : BigInt(random.int(1, 60)) * 2_500n;
  const discount = random.chance(0.12) ? BigInt(random.pick([2, 3, 5, 10])) * 10_000n : 0n;
  const article = context.articles[index];
  return {
    type: article ? (offer.type === 'PRODUCT' ? 'material' : 'service') : 'custom',
    ...(article ? { id: String(article.id) } : {}),
    name: offer.title,
    ...(offer.description ? { description: offer.description } : {}),
    unitName: offer.unit,
    priced: { quantity, unitPrice: BigInt(offer.cents) * 100n, rate: BigInt(offer.rate) * 10_000n, discount },
  };
}

function seedLines(context: SeedContext): SalesLine[] {
  const { random, plan } = context;
  const first = random.int(0, plan.offers.length - 1);
  const step = random.int(1, 2);
  const offers = Array.from({ length: random.int(1, 5) }, (_, index) => (first + index * step) % plan.offers.length);
  const lines = [...new Set(offers)].map((index) => seedLine(context, index));
  if (random.chance(0.1)) lines.push({ type: 'text', name: 'Hinweis', description: 'Stundenzettel liegen bei.' });
  return lines;
}

function recipient(
  context: SeedContext,
  contact?: JsonObject,
): Pick<SalesInput, 'contactId' | 'contactName' | 'address'> {
  const { random } = context;
  const chosen = contact ?? (random.chance(0.08) ? undefined : random.pick(context.customers));
  if (chosen) return { contactId: String(chosen.id), contactName: listNameOf(chosen), address: addressOf(chosen) };
  const [zip, city] = random.pick(towns);
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const street = `${random.pick(streets)} ${String(random.int(1, 90))}`;
  return { contactName: name, address: { name, street, zip, city, countryCode: 'DE' } };
}

const introductions: Record<SalesKind, string> = {
  invoice: 'Unsere Lieferungen und Leistungen stellen wir Ihnen wie folgt in Rechnung.',
  downpaymentinvoice: 'Wie vereinbart berechnen wir Ihnen folgenden Abschlag.',
  creditnote: 'Wir schreiben Ihnen folgende Positionen gut.',
  orderconfirmation: 'Vielen Dank für Ihren Auftrag, den wir hiermit bestätigen.',
  quotation: 'Gern bieten wir Ihnen an:',
  deliverynote: 'Wie vereinbart liefern wir:',
};
const titles: Record<SalesKind, string> = {
  invoice: 'Rechnung',
  downpaymentinvoice: 'Abschlagsrechnung',
  creditnote: 'Rechnungskorrektur',
  orderconfirmation: 'Auftragsbestätigung',
  quotation: 'Angebot',
  deliverynote: 'Lieferschein',
};

function inputOf(context: SeedContext, plan: DocumentPlan): SalesInput {
  const { organisation, random } = context;
  const voucherMs = startOfDay(plan.day);
  const to = recipient(context, plan.contact);
  const contact = to.contactId === undefined ? undefined : organisation.contacts.get(to.contactId);
  const reference = asObject(contact?.xRechnung).buyerReference;
  const terms = random.pick(organisation.paymentConditions);
  const hasTerms = plan.kind === 'invoice' || plan.kind === 'downpaymentinvoice' || plan.kind === 'quotation';
  const discounted = plan.kind === 'invoice' && random.chance(0.06);
  const lines = plan.kind === 'downpaymentinvoice' ? [seedLine(context, 0)] : seedLines(context);
  const startMs = startOfDay(addDays(plan.day, -random.int(1, 14)));
  return {
    language: 'de',
    voucherMs,
    ...to,
    lines,
    discount: discounted ? { kind: 'percent', of: BigInt(random.pick([3, 5])) * 10_000n } : { kind: 'none' },
    taxType: context.plan.taxType,
    ...(hasTerms ? { terms: termsOf(terms) } : {}),
    shipping: random.chance(0.5)
      ? { type: 'service', ms: startMs }
      : { type: 'serviceperiod', ms: startMs, endMs: voucherMs },
    ...(plan.kind === 'invoice' && typeof reference === 'string' && context.plan.taxType === 'net'
      ? { buyerReference: reference }
      : {}),
    title: titles[plan.kind],
    introduction: introductions[plan.kind],
    remark: 'Vielen Dank für die gute Zusammenarbeit.',
  };
}

function settle(context: SeedContext, voucher: Voucher, plan: DocumentPlan): void {
  const { random, today } = context;
  const total = voucher.totalCents ?? 0;
  const latest = startOfDay(today);
  if (plan.status === 'paid') {
    const paidMs = startOfDay(addDays(plan.day, random.int(3, 25))) + random.int(7, 18) * 3_600_000;
    bookPayment(voucher, total, Math.min(paidMs, latest), 'partPaymentFinancialTransaction');
  } else if (plan.status === 'open' || plan.status === 'overdue') {
    const part = Math.floor(total / 3);
    if (voucher.kind === 'invoice' && part > 0 && random.chance(0.12)) {
      bookPayment(voucher, part, Math.min(startOfDay(addDays(plan.day, 4)), latest), 'partPaymentFinancialTransaction');
    }
  } else {
    voucher.status = plan.status;
    if (plan.status === 'voided') voucher.openCents = 0;
    voucher.updatedMs = Math.min(
      voucher.updatedMs + random.int(1, 9) * 86_400_000,
      Math.max(latest, voucher.updatedMs),
    );
  }
}

/** Makes one sales document of the plan, with the status it shall have. */
export function seedSalesVoucher(context: SeedContext, plan: DocumentPlan): Voucher {
  const { organisation, random } = context;
  const createdMs = startOfDay(plan.day) + plan.offsetMs;
  const input = inputOf(context, plan);
  const voucher = createSalesVoucher(organisation, plan.kind, input, { createdMs, id: random.uuid() });
  if (plan.kind === 'quotation') voucher.content.expirationDate = berlinIso(startOfDay(addDays(plan.day, 30)));
  if (plan.status === 'draft') return voucher;
  finaliseVoucher(organisation, voucher, input.terms?.days ?? 0, random.uuid());
  voucher.updatedMs += 900;
  settle(context, voucher, plan);
  return voucher;
}

/** Customers that can be invoiced: with exactly one billing address. */
export function billableCustomers(organisation: Organisation): JsonObject[] {
  return [...organisation.contacts.values()].filter(
    (contact) => asObject(contact.roles).customer && asArray(asObject(contact.addresses).billing).length === 1,
  );
}
