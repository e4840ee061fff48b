import { storeArticle } from './api/articles.ts';
import { startOfDay } from './api/berlin.ts';
import { bookPayment } from './api/booking.ts';
import { centsToNumber } from './api/decimal.ts';
import { asObject } from './api/json.ts';
import { nextNumber, type Organisation, type PaymentCondition, type Voucher } from './api/store.ts';
import { companyPlan, type CompanyPlan } from './seed/companies.ts';
import { seedContacts } from './seed/contacts.ts';
import { isReceipt, planDocuments } from './seed/plans.ts';
import { Random } from './seed/random.ts';
import { seedReceipt } from './seed/receipts.ts';
import { billableCustomers, seedSalesVoucher, type SeedContext } from './seed/sales.ts';

/** What is to be made up. Equal options give equal companies. */
export interface SeedOptions {
  seed: number;
  companies: number;
  /** Documents and receipts per company. */
  vouchers: number;
  /** The German day that counts as today, `yyyy-mm-dd`. */
  today: string;
}

/** A made-up company, with its key and the user who may sign in for it. */
export interface SeededCompany {
  organisation: Organisation;
  plan: CompanyPlan;
  apiKey: string;
  user: { user: string; password: string; name: string };
}

function paymentConditions(random: Random): PaymentCondition[] {
  const plain = 'Zahlbar innerhalb von {paymentRange} Tagen ohne Abzug.';
  const discounted = '{discountRange} Tage -{discount}, {paymentRange} Tage netto';
  return [
    { id: random.uuid(), organizationDefault: true, template: plain, days: 14 },
    { id: random.uuid(), organizationDefault: false, template: plain, days: 30 },
    {
      id: random.uuid(),
      organizationDefault: false,
      template: discounted,
      days: 30,
      discount: { percent: 3, days: 10 },
    },
    { id: random.uuid(), organizationDefault: false, template: 'Zahlbar sofort ohne Abzug.', days: 0 },
  ];
}

function emptyOrganisation(plan: CompanyPlan, random: Random, today: string): Organisation {
  return {
    id: random.uuid(),
    letterhead: plan.letterhead,
    taxType: plan.taxType,
    smallBusiness: plan.smallBusiness,
    ...(plan.taxType === 'vatfree' ? {} : { distanceSalesPrinciple: 'ORIGIN' as const }),
    eInvoice: plan.eInvoice,
    connectionId: random.uuid(),
    user: { id: random.uuid(), name: plan.user.name, email: plan.user.email },
    connectedMs: startOfDay(today) - 300 * 86_400_000,
    printLayoutId: random.uuid(),
    paymentConditions: paymentConditions(random),
    vouchers: new Map(),
    contacts: new Map(),
    articles: new Map(),
    files: new Map(),
    uploads: [],
    counters: new Map(),
  };
}

function seedArticles(organisation: Organisation, plan: CompanyPlan, random: Random): void {
  const leading = plan.taxType === 'gross' ? 'GROSS' : 'NET';
  for (const offer of plan.offers) {
    const price = centsToNumber(offer.cents);
    const body = {
      title: offer.title,
      description: offer.description,
      type: offer.type,
      articleNumber: `A-${String(nextNumber(organisation, 'article', 100))}`,
      unitName: offer.unit,
      price: { [leading === 'NET' ? 'netPrice' : 'grossPrice']: price, leadingPrice: leading, taxRate: offer.rate },
    };
    const ms = organisation.connectedMs - random.int(10, 900) * 86_400_000;
    storeArticle(organisation, body, random.uuid(), { createdMs: ms, updatedMs: ms, version: 0 });
  }
}

/** Links every credit note to an open or paid invoice of the same recipient, where there is one before it. */
function linkCreditNotes(vouchers: Voucher[]): void {
  const latest = new Map<string, Voucher>();
  for (const voucher of vouchers) {
    if (voucher.kind === 'invoice' && voucher.status === 'open' && voucher.contactId) {
      latest.set(voucher.contactId, voucher);
    }
    if (voucher.kind !== 'creditnote') continue;
    voucher.openCents = 0;
    const invoice = latest.get(voucher.contactId ?? '');
    if (!invoice?.openCents) continue;
    const cents = Math.min(invoice.openCents, voucher.totalCents ?? 0);
    bookPayment(invoice, cents, voucher.createdMs, 'partPaymentCreditNote');
    invoice.related.push({ id: voucher.id, number: voucher.number ?? '', kind: 'creditnote' });
    voucher.related.push({ id: invoice.id, number: invoice.number ?? '', kind: 'invoice' });
    latest.delete(voucher.contactId ?? '');
  }
}

/** Adds documents to a company; used at the start, and later to let it grow. */
export function seedVouchers(
  organisation: Organisation,
  plan: CompanyPlan,
  random: Random,
  count: number,
  today: string,
): void {
  const vendors = [...organisation.contacts.values()].filter((contact) => asObject(contact.roles).vendor);
  const articles = [...organisation.articles.values()];
  const customers = billableCustomers(organisation);
  const context: SeedContext = { organisation, plan, random, customers, articles, vendors, today };
  const made: Voucher[] = [];
  for (const entry of planDocuments(random, count, today)) {
    made.push(isReceipt(entry) ? seedReceipt(context, entry) : seedSalesVoucher(context, entry));
  }
  linkCreditNotes(made);
}

function seedCompany(index: number, options: SeedOptions): SeededCompany {
  const random = new Random(options.seed * 1_000 + index);
  const plan = companyPlan(index);
  const organisation = emptyOrganisation(plan, random, options.today);
  const apiKey = random.uuid();
  seedArticles(organisation, plan, random);
  seedContacts(organisation, random, Math.min(600, 16 + Math.floor(options.vouchers / 6)));
  seedVouchers(organisation, plan, random, options.vouchers, options.today);
  const { user, password, name } = plan.user;
  return { organisation, plan, apiKey, user: { user, password, name } };
}

/** Makes up the companies with their contacts, articles and documents. */
export function seedCompanies(options: SeedOptions): SeededCompany[] {
  return Array.from({ length: options.companies }, (_, index) => seedCompany(index, options));
}
