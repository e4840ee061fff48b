import { addDays, berlinDay, berlinIso, startOfDay } from './berlin.ts';
import { centsToNumber } from './decimal.ts';
import { withoutAbsent, type JsonObject } from './json.ts';
import { termsJson } from './payment-conditions.ts';
import type { SalesInput, SalesLine, Shipping, TaxType } from './sales-input.ts';
import { newId, nextVoucherNumber, type Organisation, type SalesKind, type Voucher } from './store.ts';
import { computeTotals, lineCents, otherUnitPrice, type DocumentTotals } from './totals.ts';

function scaledNumber(scaled: bigint): number {
  return Number(scaled) / 10_000;
}

/** A line as it is read back: with the derived price side and its amount. */
function lineJson(line: SalesLine, leading: 'net' | 'gross', kind: SalesKind): JsonObject {
  const { type, id, name, description, unitName, priced } = line;
  if (!priced) return withoutAbsent({ type, name, description });
  const own = scaledNumber(priced.unitPrice);
  const other = centsToNumber(otherUnitPrice(priced.unitPrice, priced.rate, leading));
  const amounts = kind !== 'deliverynote';
  return withoutAbsent({
    id,
    type,
    name,
    description,
    quantity: scaledNumber(priced.quantity),
    unitName,
    unitPrice: {
      currency: 'EUR',
      netAmount: leading === 'net' ? own : other,
      grossAmount: leading === 'net' ? other : own,
      taxRatePercentage: scaledNumber(priced.rate),
    },
    discountPercentage: amounts && kind !== 'creditnote' ? scaledNumber(priced.discount) : undefined,
    lineItemAmount: amounts ? centsToNumber(lineCents(priced)) : undefined,
    ...(kind === 'quotation' ? { optional: false, alternative: false } : {}),
  });
}

function shippingJson(shipping: Shipping): JsonObject {
  return withoutAbsent({
    shippingType: shipping.type,
    shippingDate: shipping.ms === undefined ? undefined : berlinIso(shipping.ms),
    shippingEndDate: shipping.endMs === undefined ? undefined : berlinIso(shipping.endMs),
  });
}

/** The sentences that Lexware puts under documents without VAT where none was sent (API reference 4.1.4). */
const taxNotes: Partial<Record<TaxType, string>> = {
  vatfree: 'Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.',
  intraCommunitySupply: 'Steuerfreie innergemeinschaftliche Lieferung.',
  constructionService13b: 'Steuerschuldnerschaft des Leistungsempfängers nach § 13b UStG.',
  externalService13b: 'Steuerschuldnerschaft des Leistungsempfängers (Reverse Charge).',
  thirdPartyCountryService: 'Nicht im Inland steuerbare Leistung.',
  thirdPartyCountryDelivery: 'Steuerfreie Ausfuhrlieferung.',
  photovoltaicEquipment: 'Umsatzsteuersatz 0 % nach § 12 Abs. 3 UStG.',
};

function totalsJson(totals: DocumentTotals, input: SalesInput): JsonObject {
  const { discount } = input;
  return {
    totalPrice: withoutAbsent({
      currency: 'EUR',
      totalNetAmount: centsToNumber(totals.net),
      totalGrossAmount: centsToNumber(totals.gross),
      totalTaxAmount: centsToNumber(totals.tax),
      totalDiscountAbsolute: discount.kind === 'absolute' ? centsToNumber(discount.cents) : undefined,
      totalDiscountPercentage: discount.kind === 'percent' ? scaledNumber(discount.of) : undefined,
    }),
    taxAmounts: totals.rates.map((entry) => ({
      taxRatePercentage: scaledNumber(entry.rate),
      taxAmount: centsToNumber(entry.tax),
      netAmount: centsToNumber(entry.net),
    })),
  };
}

function contentOf(kind: SalesKind, input: SalesInput, totals: DocumentTotals): JsonObject {
  const leading = input.taxType === 'gross' ? 'gross' : 'net';
  return withoutAbsent({
    language: input.language,
    address: input.address,
    lineItems: input.lines.map((line) => lineJson(line, leading, kind)),
    ...(kind === 'deliverynote' ? {} : totalsJson(totals, input)),
    taxConditions: withoutAbsent({
      taxType: input.taxType,
      taxSubType: input.taxSubType,
      taxTypeNote: input.taxTypeNote ?? taxNotes[input.taxType],
    }),
    paymentConditions: input.terms && termsJson(input.terms),
    shippingConditions: input.shipping && shippingJson(input.shipping),
    xRechnung: input.buyerReference === undefined ? undefined : { buyerReference: input.buyerReference },
    printLayoutId: input.printLayoutId,
    title: input.title,
    introduction: input.introduction,
    remark: input.remark,
  });
}

/** Where a new document stands in time and in its number range; the seed sets them, the API takes the clock. */
export interface Birth {
  createdMs: number;
  id?: string;
}

/** Stores a new draft. Submitted totals are never looked at: they are computed here (API reference 3.2). */
export function createSalesVoucher(
  organisation: Organisation,
  kind: SalesKind,
  input: SalesInput,
  birth: Birth,
): Voucher {
  const priced = input.lines.flatMap((line) => line.priced ?? []);
  const totals = computeTotals(priced, input.taxType === 'gross' ? 'gross' : 'net', input.discount);
  const amount = kind === 'deliverynote' ? {} : { totalCents: Number(totals.gross), openCents: Number(totals.gross) };
  const voucher: Voucher = {
    id: birth.id ?? newId(),
    kind,
    status: 'draft',
    number: nextVoucherNumber(organisation, kind),
    voucherMs: input.voucherMs,
    createdMs: birth.createdMs,
    updatedMs: birth.createdMs,
    version: 1,
    ...(input.contactId ? { contactId: input.contactId } : {}),
    contactName: input.contactName,
    ...amount,
    archived: false,
    payments: [],
    fileIds: [],
    related: [],
    content: contentOf(kind, input, totals),
  };
  organisation.vouchers.set(voucher.id, voucher);
  return voucher;
}

/** Makes a draft final: open, with its due date, its document and, where it applies, its electronic profile. */
export function finaliseVoucher(organisation: Organisation, voucher: Voucher, days: number, fileId = newId()): void {
  voucher.status = 'open';
  voucher.fileIds = [fileId];
  const { content } = voucher;
  content.printLayoutId ??= organisation.printLayoutId;
  if (voucher.kind !== 'invoice' && voucher.kind !== 'downpaymentinvoice') return;
  voucher.dueMs = startOfDay(addDays(berlinDay(voucher.voucherMs), days));
  const profile = content.xRechnung ? 'XRechnung' : organisation.eInvoice ? 'EN16931' : 'NONE';
  content.electronicDocumentProfile = profile;
}
