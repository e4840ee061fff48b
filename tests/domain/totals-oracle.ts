import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import type { Totals } from '../../domain/totals.ts';

/** The rules of the API reference 3.2 once more, with fractions of BigInts and nothing shared with `domain/totals.ts`. */
interface Fraction {
  n: bigint;
  d: bigint;
}

function fraction(text: string): Fraction {
  const [whole = '0', places = ''] = text.split('.');
  return { n: BigInt(whole + places), d: 10n ** BigInt(places.length) };
}

/** The nearest whole number, halves up; for what is not negative. */
function nearest({ n, d }: Fraction): bigint {
  return (n * 2n + d) / (d * 2n);
}

function amount(quantity: string, price: string, discount: string): bigint {
  const [q, p, off] = [fraction(quantity), fraction(price), fraction(discount === '' ? '0' : discount)];
  return nearest({ n: 100n * q.n * p.n * (100n * off.d - off.n), d: q.d * p.d * 100n * off.d });
}

function discountsOf(sums: readonly bigint[], discount: InvoiceDraft['totalDiscount']): bigint[] {
  if (discount.kind === 'none') return sums.map(() => 0n);
  if (discount.kind === 'percentage') {
    const off = fraction(discount.percent);
    return sums.map((sum) => sum - nearest({ n: sum * (100n * off.d - off.n), d: 100n * off.d }));
  }
  const all = sums.reduce((a, b) => a + b, 0n);
  if (all === 0n) return sums.map(() => 0n);
  const off = BigInt(discount.cents) < all ? BigInt(discount.cents) : all;
  const largest = sums.reduce((best, sum, index) => (sum > (sums[best] ?? 0n) ? index : best), 0);
  const others = sums.map((sum, index) => (index === largest ? 0n : nearest({ n: off * sum, d: all })));
  const spent = others.reduce((a, b) => a + b, 0n);
  return others.map((share, index) => (index === largest ? off - spent : share));
}

/** The totals of an invoice whose lines are all complete. */
export function oracleTotals(invoice: Pick<InvoiceDraft, 'taxType' | 'lineItems' | 'totalDiscount'>): Totals {
  const taxed = invoice.taxType === 'net' || invoice.taxType === 'gross';
  const priced = invoice.lineItems.flatMap((line) => (line.type === 'text' ? [] : [line]));
  const amounts = priced.map((line) => amount(line.quantity, line.unitPrice, line.discountPercentage));
  const rateOf = (index: number) => (taxed ? (priced[index]?.taxRatePercentage ?? 0) : 0);
  const rates = [0, 7, 19].filter((rate) => amounts.some((_, index) => rateOf(index) === rate));
  const sums = rates.map((rate) => amounts.filter((_, index) => rateOf(index) === rate).reduce((a, b) => a + b, 0n));
  const discounts = discountsOf(sums, invoice.totalDiscount);
  const taxes = rates.map((ratePercentage, index) => {
    const left = (sums[index] ?? 0n) - (discounts[index] ?? 0n);
    const rate = BigInt(ratePercentage);
    const net = invoice.taxType === 'gross' ? nearest({ n: left * 100n, d: 100n + rate }) : left;
    const tax = invoice.taxType === 'gross' ? left - net : nearest({ n: left * rate, d: 100n });
    return { ratePercentage, netCents: Number(net), taxCents: Number(tax) };
  });
  const total = (values: readonly (bigint | number)[]) => values.reduce<number>((a, b) => a + Number(b), 0);
  const netCents = total(taxes.map((tax) => tax.netCents));
  const taxCents = total(taxes.map((tax) => tax.taxCents));
  return {
    lines: amounts.map(Number),
    subtotalCents: total(sums),
    discountCents: total(discounts),
    netCents,
    taxCents,
    grossCents: netCents + taxCents,
    taxes,
  };
}
