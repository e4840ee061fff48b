import { m } from '../../i18n/paraglide/messages.js';

type Words = ReadonlyMap<string, () => string>;

/** UNTDID 1001, as far as invoices use it. */
const documentTypes: Words = new Map(
  Object.entries({
    '326': m.receipt_type_partial,
    '380': m.receipt_type_invoice,
    '381': m.receipt_type_credit_note,
    '384': m.receipt_type_correction,
    '386': m.receipt_type_prepayment,
    '389': m.receipt_type_self_billed,
    '261': m.receipt_type_self_billed_credit,
    '875': m.receipt_type_construction_partial,
    '876': m.receipt_type_construction_partial_final,
    '877': m.receipt_type_construction_final,
  }),
);

/** What kind of document a type code means; a rare one is told as it stands. */
export function documentTypeText(code: string | null): string {
  return code === null ? '' : (documentTypes.get(code)?.() ?? m.receipt_type_other({ code }));
}

/** UNTDID 4461, as far as German invoices use it. */
const paymentMeans: Words = new Map(
  Object.entries({
    '10': m.receipt_pay_cash,
    '20': m.receipt_pay_cheque,
    '30': m.receipt_pay_transfer,
    '42': m.receipt_pay_transfer,
    '48': m.receipt_pay_card,
    '49': m.receipt_pay_debit,
    '54': m.receipt_pay_card,
    '55': m.receipt_pay_card,
    '57': m.receipt_pay_standing,
    '58': m.receipt_pay_transfer,
    '59': m.receipt_pay_debit,
    '68': m.receipt_pay_online,
    '97': m.receipt_pay_clearing,
  }),
);

/** How is paid; where the code says little, the document's own words say more. */
export function paymentMeansText(code: string | null, label: string | null): string {
  const known = code === null ? undefined : paymentMeans.get(code)?.();
  return known ?? label ?? (code === null ? '' : m.receipt_pay_other({ code }));
}

/** UNECE Recommendation 20 and 21, as far as they are common. */
const units: Words = new Map(
  Object.entries({
    C62: m.receipt_unit_piece,
    H87: m.receipt_unit_piece,
    EA: m.receipt_unit_piece,
    XPP: m.receipt_unit_piece,
    HUR: m.receipt_unit_hour,
    MIN: m.receipt_unit_minute,
    DAY: m.receipt_unit_day,
    WEE: m.receipt_unit_week,
    MON: m.receipt_unit_month,
    ANN: m.receipt_unit_year,
    LS: m.receipt_unit_lump,
    SET: m.receipt_unit_set,
    XBX: m.receipt_unit_box,
    XPK: m.receipt_unit_package,
    KGM: () => 'kg',
    GRM: () => 'g',
    TNE: () => 't',
    MTR: () => 'm',
    CMT: () => 'cm',
    MMT: () => 'mm',
    KTM: () => 'km',
    KMT: () => 'km',
    MTK: () => 'm²',
    MTQ: () => 'm³',
    LTR: () => 'l',
    KWH: () => 'kWh',
    P1: () => '%',
  }),
);

/** The short word for a unit; an uncommon code is told as it stands. */
export function unitText(code: string | null): string {
  return code === null ? '' : (units.get(code)?.() ?? code);
}

/** UNTDID 5305, as EN 16931 narrows it. */
const taxCategories: Words = new Map(
  Object.entries({
    S: m.receipt_tax_standard,
    Z: m.receipt_tax_zero,
    E: m.receipt_tax_exempt,
    AE: m.receipt_tax_reverse,
    K: m.receipt_tax_intra,
    G: m.receipt_tax_export,
    O: m.receipt_tax_outside,
  }),
);

/** Why there is no tax; empty for the ordinary rates, which say it themselves. */
export function taxCategoryText(category: string | null): string {
  if (category === null || category === 'S') return '';
  return taxCategories.get(category)?.() ?? category;
}
