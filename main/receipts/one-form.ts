import type { ElectronicInvoice, Party } from '../../domain/electronic-invoice.ts';

/**
 * Where EN 16931 lets two writers say the same in two ways, gives one: optional totals of zero are left out, a missing
 * VAT total (BT-110) beside a breakdown of zeros is zero, a trading name that repeats the name says nothing, and an order
 * reference of `NA` is UBL's filler before a sales order (EN 16931-3-2).
 */
export function inOneForm(invoice: ElectronicInvoice): ElectronicInvoice {
  const { totals, taxes, references } = invoice;
  const hasNoTax = taxes.length > 0 && taxes.every(({ tax }) => tax === '0.00');
  return {
    ...invoice,
    seller: withoutRepetition(invoice.seller),
    buyer: withoutRepetition(invoice.buyer),
    references: { ...references, order: references.order === 'NA' ? null : references.order },
    totals: {
      ...totals,
      allowances: withoutZero(totals.allowances),
      charges: withoutZero(totals.charges),
      prepaid: withoutZero(totals.prepaid),
      rounding: withoutZero(totals.rounding),
      tax: totals.tax ?? (hasNoTax ? '0.00' : null),
    },
  };
}

function withoutZero(amount: string | null): string | null {
  return amount === '0.00' ? null : amount;
}

function withoutRepetition(party: Party): Party {
  return party.tradingName === party.name ? { ...party, tradingName: null } : party;
}
