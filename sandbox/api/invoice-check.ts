import { checkAddress, type Recipient } from './address-check.ts';
import { berlinDay } from './berlin.ts';
import type { Call, Reply } from './call.ts';
import { Check } from './check.ts';
import { asObject, asText, isUuid, withoutAbsent, type JsonObject } from './json.ts';
import { checkDiscount, checkLines, type LineRules } from './line-check.ts';
import { defaultTerms } from './payment-conditions.ts';
import { fieldProblem, regularProblem } from './problems.ts';
import {
  contactTaxTypes,
  shippingTypes,
  taxTypes,
  type PaymentTerms,
  type SalesInput,
  type Shipping,
  type TaxType,
} from './sales-input.ts';
import type { Organisation } from './store.ts';
import { computeTotals } from './totals.ts';

function checkShipping(check: Check, value: unknown): Shipping | undefined {
  const shipping = check.object('shippingConditions', value, true);
  if (!shipping) return undefined;
  const field = (name: string) => `shippingConditions.${name}`;
  const type = check.choice(field('shippingType'), shipping.shippingType, shippingTypes, true);
  if (!type) return undefined;
  if (type === 'none') return { type };
  const period = type === 'serviceperiod' || type === 'deliveryperiod';
  const ms = check.dateTime(field('shippingDate'), shipping.shippingDate, true);
  const endMs = period ? check.dateTime(field('shippingEndDate'), shipping.shippingEndDate, true) : undefined;
  if (ms !== undefined && endMs !== undefined && endMs < ms) {
    check.note(field('shippingEndDate'), 'INVALIDVALUE', 'darf nicht vor dem Beginn liegen');
  }
  return withoutAbsent({ type, ms, endMs });
}

function checkTerms(check: Check, value: unknown): PaymentTerms | undefined {
  const terms = check.object('paymentConditions', value, false);
  if (!terms) return undefined;
  const field = (name: string) => `paymentConditions.${name}`;
  const label = check.text(field('paymentTermLabel'), terms.paymentTermLabel, 500, true);
  const days = check.range(field('paymentTermDuration'), terms.paymentTermDuration, 0, 0n, 9999n);
  const discount = check.object(field('paymentDiscountConditions'), terms.paymentDiscountConditions, false);
  const rate = discount?.discountPercentage;
  const percent = check.range(field('paymentDiscountConditions.discountPercentage'), rate, 2, 0n, 100n);
  const range = check.range(field('paymentDiscountConditions.discountRange'), discount?.discountRange, 0, 0n, 9999n);
  if (discount && (percent === undefined || range === undefined)) check.missing(field('paymentDiscountConditions'));
  return {
    label: label ?? '',
    template: label ?? '',
    days: Number(days ?? 0n) / 10_000,
    ...(discount ? { discount: { percent: Number(percent ?? 0n) / 10_000, days: Number(range ?? 0n) / 10_000 } } : {}),
  };
}

/** The day that decides about the VAT rate (API reference 4.1.4). */
function decidingDay(shipping: Shipping | undefined, voucherMs: number): string {
  return berlinDay(shipping?.endMs ?? shipping?.ms ?? voucherMs);
}

function rulesOf(taxType: TaxType, subType: string | undefined, day: string, organisation: Organisation): LineRules {
  if (taxType !== 'net' && taxType !== 'gross') return { taxType, rates: [0] };
  if (subType && organisation.distanceSalesPrinciple === 'DESTINATION') return { taxType, rates: 'any' };
  const lowered = day >= '2020-07-01' && day <= '2020-12-31';
  return { taxType, rates: lowered ? [0, 5, 16] : [0, 7, 19] };
}

/** What is wrong with the combination of tax type, company and recipient, as a text; API reference 4.1.4. */
function refuseTaxType(taxType: TaxType, organisation: Organisation, recipient: Recipient): string | undefined {
  if (organisation.taxType === 'vatfree' && taxType !== 'vatfree') {
    return 'Für diese Organisation ist nur die Steuerart vatfree zulässig.';
  }
  if (contactTaxTypes.includes(taxType) && recipient.contactId === undefined) {
    return `Die Steuerart ${taxType} erfordert einen Kontakt (address.contactId).`;
  }
  return undefined;
}

/** The buyer's reference where an XRechnung is wanted, or a text where it can't be (API reference 4.1.8). */
function xRechnungOf(
  body: JsonObject,
  recipient: Recipient,
  taxType: TaxType,
  finalize: boolean,
): { buyerReference?: string } | string {
  const own = asObject(recipient.contact?.xRechnung);
  const ofContact = asText(own.vendorNumberAtCustomer) && asText(own.buyerReference);
  const sent = asObject(body.xRechnung).buyerReference;
  if (asText(sent) && !ofContact) return 'Der Kontakt hat keine XRechnung-Daten.';
  const reference = sent === '' ? undefined : (asText(sent) ?? ofContact);
  if (!reference || taxType !== 'net') return {};
  const { street, zip, city } = recipient.address;
  if (finalize && !(asText(street) && asText(zip) && asText(city))) {
    return 'Für eine XRechnung muss die Rechnungsadresse vollständig sein.';
  }
  return { buyerReference: reference };
}

interface Fields {
  language: 'de' | 'en' | undefined;
  voucherMs: number | undefined;
  recipient: Recipient | string | undefined;
  taxType: TaxType | undefined;
  input: JsonObject & Pick<SalesInput, 'lines' | 'discount'>;
}

function checkFields(check: Check, body: JsonObject, organisation: Organisation): Fields {
  const language = check.choice('language', body.language, ['de', 'en'], false);
  const voucherMs = check.dateTime('voucherDate', body.voucherDate, true);
  const recipient = checkAddress(check, body.address, organisation);
  const tax = asObject(check.object('taxConditions', body.taxConditions, true));
  const taxType = body.taxConditions ? check.choice('taxConditions.taxType', tax.taxType, taxTypes, true) : undefined;
  const subTypes = ['distanceSales', 'electronicServices'] as const;
  const taxSubType = check.choice('taxConditions.taxSubType', tax.taxSubType, subTypes, false);
  const taxTypeNote = check.text('taxConditions.taxTypeNote', tax.taxTypeNote, 1000);
  const shipping = checkShipping(check, body.shippingConditions);
  const day = decidingDay(shipping, voucherMs ?? 0);
  const rules = rulesOf(taxType ?? 'net', taxSubType, day, organisation);
  const lines = checkLines(check, body.lineItems, rules, organisation);
  const discount = checkDiscount(check, body.totalPrice);
  const terms = checkTerms(check, body.paymentConditions);
  const title = check.text('title', body.title, 25);
  const introduction = check.text('introduction', body.introduction, 2000);
  const remark = check.text('remark', body.remark, 2000);
  const layout = body.printLayoutId ?? undefined;
  if (layout !== undefined && !isUuid(layout)) check.note('printLayoutId', 'INVALIDVALUE', 'ist keine gültige Id');
  const rest = { taxSubType, taxTypeNote, shipping, terms, title, introduction, remark, printLayoutId: layout };
  return { language, voucherMs, recipient, taxType, input: { ...withoutAbsent(rest), lines, discount } };
}

/** Looks at the body of `POST /v1/invoices` (API reference 4.1): the document to store, or the refusal. */
export function checkInvoice(
  call: Call,
  body: JsonObject,
  finalize: boolean,
): { input: SalesInput } | { problem: Reply } {
  const refuse = (message: string) => ({ problem: regularProblem(call, 406, message) });
  if (body.shippingConditions === undefined || body.shippingConditions === null) {
    return refuse('The shipping conditions must not be null');
  }
  const check = new Check();
  const { language, voucherMs, recipient, taxType, input } = checkFields(check, body, call.organisation);
  if (check.violations.length > 0) return { problem: fieldProblem(call, check.violations) };
  if (typeof recipient === 'string') return refuse(recipient);
  if (!recipient || taxType === undefined || voucherMs === undefined) return refuse('Fehlerhafter Request.');
  const wrongTax = refuseTaxType(taxType, call.organisation, recipient);
  if (wrongTax) return refuse(wrongTax);
  const electronic = xRechnungOf(body, recipient, taxType, finalize);
  if (typeof electronic === 'string') return refuse(electronic);
  const priced = input.lines.flatMap((line) => line.priced ?? []);
  const before = computeTotals(priced, taxType === 'gross' ? 'gross' : 'net', { kind: 'none' });
  const subtotal = taxType === 'gross' ? before.gross : before.net;
  if (input.discount.kind === 'absolute' && input.discount.cents > subtotal) {
    return refuse('Der Gesamtrabatt darf die Summe der Positionen nicht übersteigen.');
  }
  const { contactId, contactName, address } = recipient;
  const head = { contactId, language: language ?? 'de', voucherMs, contactName, address, taxType, ...electronic };
  const terms = input.terms ? {} : { terms: defaultTerms(call.organisation) };
  return { input: { ...head, ...terms, ...input, ...(contactId ? { contactId } : {}) } as SalesInput };
}
